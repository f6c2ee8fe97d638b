import { closeSync, openSync, writeSync } from 'node:fs';
import { emoji, said, shortBrands } from './words.mjs';

const brandCount = 108;
const deepest = 12;
const firstSecond = Date.UTC(2017, 7, 1) / 1000;
const span = 365 * 86_400;
const header = 'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n';
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** No message answers it, and it answers one that is not in the file. */
const nobody = -1;
const unseen = -2;

/**
 * Writes a CSV in the shape of the customer-support corpus: brands and people drawn log-uniformly, conversations of up
 * to twelve messages one below the other, texts of about 116 characters with quotes, line ends, entities and emoji,
 * one answer in twenty to a message that is not there, and one row in 600 told twice, the second time longer.
 * The same `seed` and number give the same bytes.
 */
export function writeCorpus(file, { messages, seed = 1 }) {
  const random = seeded(seed);
  const thread = threads(messages, random);
  const order = Uint32Array.from({ length: messages }, (_, at) => at).sort(
    (a, b) => thread.time[a] - thread.time[b] || a - b,
  );
  const place = new Uint32Array(messages);
  for (let at = 0; at < messages; at++) place[order[at]] = at;
  const idOf = (at) => String(900_000_000_000_000_000n + BigInt(place[at]) * 2971n);
  const missing = (lead, at) => lead + idOf(at).slice(1);
  const brands = brandNames();
  const again = Math.floor(messages / 600);
  const fd = openSync(file, 'w');
  let bytes = 0;
  let buffer = header;
  const flush = () => {
    bytes += writeSync(fd, buffer);
    buffer = '';
  };
  for (let row = 0; row < messages + again; row++) {
    const at = row < messages ? order[row] : order[((row - messages) * 571) % messages];
    const own = thread.own[at] === 1;
    const author = own ? brands[thread.author[at]] : personId(thread.author[at]);
    const parent = thread.parent[at];
    const to =
      parent < 0 ? (own ? '' : `@${brands[thread.brand[at]]} `) : `@${nameOf(thread, parent, brands)} `;
    const text = textOf(random, to) + (row < messages ? '' : ' (edited)');
    const replies = repliesTo(thread, at).map(idOf);
    if (thread.lost[at]) replies.push(missing('7', at));
    const answers = parent === nobody ? '' : parent === unseen ? missing('8', at) : idOf(parent);
    buffer += `${idOf(at)},${author},${own ? 'False' : 'True'},${written(thread.time[at])},${quoted(text)},${quoted(replies.join(','))},${answers}\n`;
    if (buffer.length > 1 << 22) flush();
  }
  flush();
  closeSync(fd);
  return { rows: messages + again, bytes };
}

/** Who wrote what in answer to what, and when, as columns. */
function threads(messages, random) {
  const people = Math.max(50, Math.round((messages * 7) / 30));
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const logUniform = (n) => Math.min(n - 1, Math.max(0, Math.floor(n ** random()) - 1));
  const typicalWait = Array.from({ length: brandCount }, () => Math.exp(gauss() * 0.8) * 45 * 60);
  const answered = Array.from({ length: brandCount }, () => 0.5 + 0.45 * random());
  const columns = {
    time: new Float64Array(messages),
    author: new Int32Array(messages),
    own: new Uint8Array(messages),
    parent: new Int32Array(messages),
    brand: new Int32Array(messages),
    lost: new Uint8Array(messages),
    firstReply: new Int32Array(messages).fill(-1),
    nextReply: new Int32Array(messages).fill(-1),
  };
  let n = 0;
  const add = (time, author, own, parent, brand) => {
    if (n >= messages || time > firstSecond + span) return -1;
    columns.time[n] = Math.floor(time);
    columns.author[n] = author;
    columns.own[n] = own;
    columns.parent[n] = parent;
    columns.brand[n] = brand;
    columns.lost[n] = random() < 0.03 ? 1 : 0;
    if (parent >= 0) {
      columns.nextReply[n] = columns.firstReply[parent];
      columns.firstReply[parent] = n;
    }
    return n++;
  };
  while (n < messages) {
    const brand = logUniform(brandCount);
    const person = logUniform(people);
    const byBrand = random() < 0.02;
    let time = firstSecond + random() * span;
    let last = byBrand
      ? add(time, brand, 1, nobody, brand)
      : add(time, person, 0, random() < 0.05 ? unseen : nobody, brand);
    let ours = !byBrand;
    for (let depth = 1; depth < deepest && last >= 0; depth++) {
      if (ours) {
        if (random() > (depth === 1 ? answered[brand] : 0.8)) break;
        time += typicalWait[brand] * Math.exp(gauss() * 1.1);
        const answer = add(time, brand, 1, last, brand);
        if (answer >= 0 && random() < 0.12) add(time + 20, brand, 1, random() < 0.5 ? last : answer, brand);
        last = answer;
      } else {
        if (random() > 0.55) break;
        time += 1800 * Math.exp(gauss() * 1.3);
        const reply = add(time, random() < 0.05 ? logUniform(people) : person, 0, last, brand);
        if (reply >= 0 && random() < 0.06) add(time + 300, logUniform(people), 0, reply, brand);
        last = reply;
      }
      ours = !ours;
    }
  }
  return columns;
}

function repliesTo({ firstReply, nextReply }, at) {
  const replies = [];
  for (let reply = firstReply[at]; reply >= 0; reply = nextReply[reply]) replies.push(reply);
  return replies;
}

function nameOf({ own, author }, at, brands) {
  return own[at] ? brands[author[at]] : personId(author[at]);
}

function personId(person) {
  return String(115_000 + person);
}

function brandNames() {
  const jobs = ['Support', 'Help', 'Care', 'Cares', 'Service', 'Assist', 'US', 'UK', 'India'];
  return jobs.flatMap((job) => shortBrands.map((brand) => brand + job));
}

function textOf(random, to) {
  let text = to;
  const length = 50 + Math.floor(random() * 120);
  while (text.length < length) text += `${said[Math.floor(random() * said.length)]} `;
  const end = random();
  if (end < 0.05) text += emoji[Math.floor(random() * emoji.length)];
  else if (end < 0.1) text += ', "really"';
  else if (end < 0.12) text += '\nline two';
  else if (end < 0.3) text += `https://t.co/${Math.floor(random() * 1e9).toString(36)}`;
  else if (end < 0.5) text = `${text.trimEnd()}?`;
  else if (end < 0.53) text += '&amp; more';
  else if (end < 0.535) text = `RT ${text}`;
  return text.trimEnd();
}

function quoted(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As X writes times: `Tue Oct 31 22:10:47 +0000 2017`. */
function written(seconds) {
  const at = new Date(seconds * 1000);
  const two = (number) => String(number).padStart(2, '0');
  return `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${two(at.getUTCDate())} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000 ${at.getUTCFullYear()}`;
}

/** Mulberry32: 32 bits of state, plenty for made-up messages. */
function seeded(seed) {
  let state = (seed * 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
