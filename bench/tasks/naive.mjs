import { createReadStream } from 'node:fs';
import { built } from '../built.mjs';
import { laps } from '../clock.mjs';

const { readSigns } = await built('text/signs.js');
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/**
 * The same threads and facts as one would write them in an afternoon: every message an object, Maps from id to object,
 * nothing checked and nothing kept on disk.
 */
export async function run({ csv }) {
  const watch = laps();
  const messages = await readAll(csv);
  watch.lap('read');
  const ours = new Map();
  for (const { own, author } of messages.values())
    if (own) ours.set(author.toLowerCase(), author.toLowerCase());
  for (const message of [...messages.values()])
    if (message.parent && !messages.has(message.parent))
      messages.set(message.parent, { id: message.parent, placeholder: true });
  watch.lap('merge');
  const all = [...messages.values()];
  for (const message of all) place(message, messages, ours);
  firstOfOurs(all);
  watch.lap('turn');
  const conversations = gather(all, messages);
  watch.lap('conversation');
  let expecting = 0;
  for (const message of all) {
    if (message.own || message.placeholder) continue;
    message.expects = expects(message, messages.get(message.parent));
    if (message.expects) expecting++;
  }
  watch.lap('expectation');
  let answered = 0;
  for (const message of all) if (message.own && message.parent) answer(message, messages);
  for (const message of all) if (!message.own && message.answer && message.channel) answered++;
  watch.lap('first_answer');
  const channels = new Map();
  for (const { channel, placeholder, at } of all)
    if (channel && !placeholder) channels.set(channel, Math.max(channels.get(channel) ?? 0, at));
  watch.lap('channel');
  return {
    steps: watch.seconds,
    cpu: watch.cpu,
    counts: {
      messages: all.filter(({ placeholder }) => !placeholder).length,
      turns: all.length,
      conversations: conversations.size,
      expecting,
      answered,
      channels: channels.size,
    },
  };
}

async function readAll(csv) {
  const messages = new Map();
  let rest = '';
  let lines = 0;
  for await (const chunk of createReadStream(csv, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const text = rest + chunk;
    let from = 0;
    for (;;) {
      const end = endOfRecord(text, from);
      if (end < 0) break;
      if (lines++ > 0) keep(messages, fieldsOf(text.slice(from, end)));
      from = end + 1;
    }
    rest = text.slice(from);
  }
  return messages;
}

/** The line end that ends the record: the first one with an even number of quotes before it. */
function endOfRecord(text, from) {
  let end = text.indexOf('\n', from);
  let quote = text.indexOf('"', from);
  while (end >= 0 && quote >= 0 && quote < end) {
    const close = text.indexOf('"', quote + 1);
    if (close < 0) return -1;
    if (end < close) end = text.indexOf('\n', close);
    quote = text.indexOf('"', close + 1);
  }
  return end;
}

function fieldsOf(record) {
  if (!record.includes('"')) return record.split(',');
  const fields = [];
  for (const [, quoted, bare] of record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    fields.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
  return fields;
}

function keep(messages, [id, author, inbound, created, raw, replies, parent]) {
  const text = raw.replaceAll('&amp;', '&');
  const known = messages.get(id);
  if (known && known.text.length >= text.length) return;
  const at = Date.UTC(
    Number(created.slice(26)),
    months.indexOf(created.slice(4, 7)) / 3,
    Number(created.slice(8, 10)),
    Number(created.slice(11, 13)),
    Number(created.slice(14, 16)),
    Number(created.slice(17, 19)),
  );
  messages.set(id, { id, author, own: inbound === 'False', at, text, replies, parent: parent || undefined });
}

/** Root, depth, channel and whether it addresses us, from above; a message is placed once. */
function place(message, messages, ours) {
  if (message.root) return;
  const parent = message.parent ? messages.get(message.parent) : undefined;
  if (parent) place(parent, messages, ours);
  message.root = parent?.root ?? message;
  message.depth = parent ? parent.depth + 1 : 0;
  if (message.placeholder) return;
  const repost = message.text.startsWith('RT @');
  const named = ours.get(/@(\w+)/.exec(message.text)?.[1]?.toLowerCase());
  message.channel = message.own
    ? message.author.toLowerCase()
    : parent?.own
      ? parent.author.toLowerCase()
      : (named ?? parent?.channel);
  message.addressed =
    !message.own &&
    !repost &&
    (parent?.own ||
      named !== undefined ||
      (!parent?.placeholder && parent?.author === message.author && parent.addressed) ||
      false);
}

function firstOfOurs(all) {
  const first = new Map();
  for (const message of all) {
    const before = first.get(message.root);
    if (message.own && (!before || message.at < before.at)) first.set(message.root, message);
  }
  for (const message of all) message.channel ??= first.get(message.root)?.channel;
}

function gather(all, messages) {
  const conversations = new Map();
  for (const message of all) {
    const found = conversations.get(message.root) ?? { messages: 0, own: 0, people: new Set(), missing: 0 };
    conversations.set(message.root, found);
    if (message.placeholder) {
      found.missing++;
      continue;
    }
    found.messages++;
    if (message.own) found.own++;
    else found.people.add(message.author);
    if (message.replies)
      for (const reply of message.replies.split(',')) if (!messages.has(reply)) found.missing++;
  }
  return conversations;
}

function expects(message, parent) {
  if (!message.addressed) return false;
  const signs = readSigns(message.text);
  if (signs.question || signs.request || (signs.complaint && !signs.closing)) return true;
  if (signs.closing || !parent?.own) return false;
  const before = readSigns(parent.text);
  return before.question || before.request;
}

function answer(message, messages) {
  for (let above = messages.get(message.parent); above; ) {
    if (!above.answer || message.at < above.answer.at) above.answer = message;
    const next = above.own ? undefined : messages.get(above.parent);
    above = next && !next.own && next.author === above.author ? next : undefined;
  }
}
