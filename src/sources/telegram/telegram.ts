import type { Author, Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { bareName } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode } from '../encoding/encoding.ts';
import { jsonItems } from '../json-items.ts';
import { mentionsIn } from '../mentions.ts';
import { textOf } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import {
  type Chat,
  chatIn,
  messagesOpening,
  readTelegram,
  type TelegramMessage,
  textIn,
} from './telegram-chat.ts';

/** One channel or group as Telegram Desktop exports it: `result.json`. */
export const telegram: Reader = {
  word: 'telegram',
  title: 'Telegram channel or group (result.json)',
  version: 1,
  detect,
  read,
};

const zoneAsked: OpenQuestion = {
  word: 'zone',
  ask: 'In which time zone was the export made?',
  why: 'The times of the first messages name none.',
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  const chat = chatIn(head, file.shown);
  if (chat === undefined) return undefined;
  const questions: OpenQuestion[] = [];
  if (options.us === undefined) {
    questions.push({
      word: 'us',
      ask: 'Who in it are we? Give names as they stand in the chat.',
      why: `It is ${chat.kind === 'channel' ? 'a channel, which may be ours or somebody else’s' : 'a group, and nothing says which members are ours'}.`,
      ...(chat.kind === 'channel' && chat.name && { guess: chat.name }),
    });
  }
  if (options.zone === undefined && !/"date_unixtime"\s*:/.test(head) && /"date"\s*:/.test(head)) {
    questions.push(zoneAsked);
  }
  return {
    reader: telegram.word,
    confidence: 0.98,
    summary: `Telegram ${chat.open ? '' : 'closed '}${chat.kind} ${chat.name ? `"${chat.name}"` : chat.id}`,
    questions,
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const seconds = timeReader('epoch-seconds');
  const local = timeReader('iso', options.zone);
  const topics = new Set<number>();
  let service = 0;
  let sides: 'both' | 'own' = 'both';

  async function* rows(): AsyncGenerator<Row[]> {
    const chat = chatIn(await textOf(await file.head(65_536), 'utf-8'), file.shown);
    if (chat === undefined) throw new Problem(`${file.shown} is no export of a Telegram channel or group.`);
    if (chat.kind === 'channel') sides = 'own';
    yield* batches(jsonItems(decode(file.stream(), 'utf-8'), messagesOpening), (item): Row => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const told = readTelegram(item.value);
      if (typeof told !== 'string' && told.type !== 'message') {
        service += 1;
        if (told.action === 'topic_created') topics.add(told.id);
        return { line, empty: true };
      }
      const message = typeof told === 'string' ? told : understand(told, chat);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: excerptOf(JSON.stringify(item.value)) };
    });
    if (service > 0) count.note(`${service} service messages (joined, pinned, renamed ...) were left out.`);
  }

  function understand(it: TelegramMessage, chat: Chat): Message | string {
    const stated = it.date_unixtime === undefined ? local(it.date ?? '') : seconds(String(it.date_unixtime));
    if ('wrong' in stated) return stated.wrong;
    const author = authorOf(it, chat);
    const { text, repaired } = tidyText(textIn(it), 'keep');
    // what its channel posts appears in the discussion group as a forward by the channel itself
    const forwarded = it.forwarded_from === null || (it.forwarded_from ?? it.from) !== it.from;
    const answers = it.reply_to_message_id;
    const parent = answers === undefined || topics.has(answers) ? undefined : answers;
    const message: Message = {
      source: 'telegram',
      kind: forwarded ? 'repost' : parent === undefined ? 'post' : 'reply',
      author,
      own: isOurs(author, options.us),
      text,
      createdAt: stated.at,
      precision: stated.precision,
      mentions: mentionsIn(text),
      visibility: chat.open ? 'public' : 'unlisted',
    };
    if (it.reactions.length > 0) {
      const value = it.reactions.reduce((sum, one) => sum + one.count, 0);
      message.metrics = [{ metric: 'reactions', value, definition: 'telegram:reactions:1' }];
    }
    if (repaired) message.repaired = true;
    if (options.withoutIds) return message;
    message.nativeId = `${chat.id}/${it.id}`;
    message.url = `https://t.me/c/${chat.id}/${it.id}`;
    const peer = /\d+$/.exec(it.reply_to_peer_id ?? '')?.[0] ?? chat.id;
    if (parent !== undefined) message.parentId = `${peer}/${parent}`;
    return message;
  }

  return { rows: rows(), summary: () => count.summary(sides) };
}

/** Posts of a channel, and of admins who hide behind their group, are by the channel or group. */
function authorOf(it: TelegramMessage, chat: Chat): Author {
  const ofChat = `channel${chat.id}`;
  const id = it.from_id ?? (it.from && chat.kind === 'group' ? it.from : ofChat);
  const name = it.from?.trim() || (id === ofChat ? chat.name : undefined);
  return name === undefined || name === id ? { id } : { id, name };
}

function isOurs(author: Author, us: string[] | undefined): boolean {
  const names = [author.id, author.id.replace(/^\D+(?=\d+$)/, ''), author.name ?? author.id].map(bareName);
  return (us ?? []).some((one) => names.includes(bareName(one)));
}
