import type { Message, Row } from '../../model/message.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOneOf } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode, invalidByte } from '../encoding/encoding.ts';
import { lineBatches, longest } from '../lines.ts';
import { textOf } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { type BlueskyEvent, readEvent } from './bluesky-event.ts';
import { fold, isDeleted } from './bluesky-fold.ts';
import { leftOutWords } from './bluesky-left-out.ts';
import { postMessage, postRecord, repostMessage } from './bluesky-record.ts';

/** Events of Jetstream, Bluesky's stream in JSON, one to a line: what was written, changed and removed. */
export const blueskyJetstream: Reader = {
  word: 'bluesky-jetstream',
  title: 'Bluesky stream (Jetstream, JSON lines)',
  version: 1,
  detect,
  read,
};

const post = 'app.bsky.feed.post';
const repost = 'app.bsky.feed.repost';

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  if (!/"time_us"\s*:/.test(head)) return undefined;
  const dids = new Set(head.split('\n').flatMap((line) => readEvent(line)?.did ?? []));
  const [only] = dids;
  if (only === undefined) return undefined;
  const asked: OpenQuestion = {
    word: 'us',
    ask: 'Which accounts are yours? Give their DIDs (did:plc:...).',
    why: 'The stream says who wrote a post by DID, not who works for you.',
    ...(dids.size === 1 && { guess: only }),
  };
  return {
    reader: blueskyJetstream.word,
    confidence: 0.98,
    summary: `Bluesky stream, events of ${dids.size === 1 ? only : 'several accounts'}`,
    questions: options.us === undefined ? [asked] : [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const leftOut = new Map<string, number>();
  const over = fold();
  let folded = 0;
  let away = 0;
  let others = 0;
  let until: string | undefined;

  async function* rows(): AsyncGenerator<Row[]> {
    for await (const lines of numbered(file)) {
      for (const { text, line } of lines) {
        const event = isLookedAt.test(text) ? readEvent(text) : undefined;
        if (event) over.add(event, line);
      }
    }
    yield* batches(numbered(file), ({ text, line }): Row => {
      if (text.trim() === '') return { line, empty: true };
      const wrong = (rejected: string): Row => ({ line, rejected, excerpt: excerptOf(text) });
      if (text.length > longest) return wrong('is longer than an event can be');
      if (invalidByte.test(text)) return wrong('holds bytes that are no UTF-8');
      const event = readEvent(text);
      if (event === undefined) return wrong('is no event of Jetstream');
      if (until === undefined || event.at > until) until = event.at;
      const understood = understand(event, line);
      return typeof understood === 'string' ? wrong(understood) : understood;
    });
    if (folded > 0) count.note(`${some(folded, 'post')} deleted or changed again later in the file.`);
    if (away > 0)
      count.note(
        `${some(away, 'account')} deactivated, suspended or taken down, which may pass: nothing of theirs was removed.`,
      );
    if (leftOut.size > 0) count.note(leftOutWords(leftOut));
  }

  function understand(event: BlueskyEvent, line: number): Row | string {
    const { did } = event;
    if (event.is === 'identity') return { line, empty: true };
    const isOver = over.isOver(event, line);
    if (event.is === 'account') {
      if (isOver) return { line, empty: true };
      if (isDeleted(event)) return { line, gone: [{ source: 'bluesky', author: did }] };
      if (!event.active) away += 1;
      return { line, empty: true };
    }
    const { collection, uri } = event;
    if (collection !== post && collection !== repost) {
      leftOut.set(collection, (leftOut.get(collection) ?? 0) + 1);
      return { line, empty: true };
    }
    if (isOver) {
      if (event.is !== 'delete') folded += 1;
      return { line, empty: true };
    }
    if (event.is === 'delete') return { line, gone: [{ source: 'bluesky', nativeId: uri }] };
    const message = messageOf(event, collection);
    if (typeof message === 'string') return message;
    if (!message.own) others += 1;
    const { nativeId, parentId, ...bare } = message;
    return { line, messages: [count.add(options.withoutIds ? bare : message)] };
  }

  function messageOf(event: Extract<BlueskyEvent, { uri: string }>, collection: string): Message | string {
    const { uri, did, at: seen, record } = event;
    const handle = over.handle(did);
    const own = isOneOf({ id: did, ...(handle !== undefined && { handle }) }, options.us ?? []);
    const writer = { uri, did, handle, own, seen };
    if (collection === repost) return repostMessage(record, writer);
    const parsed = postRecord.safeParse(record).data;
    return parsed ? postMessage(parsed, writer) : 'is not as Bluesky writes a post';
  }

  return { rows: rows(), summary: () => count.summary(others > 0 ? 'both' : 'own', until) };
}

/** Lines that may say something of a post, a repost or an account; likes are most of the others. */
const isLookedAt = /"app\.bsky\.feed\.(re)?post"|"(account|identity)"/;

async function* numbered(file: InputFile): AsyncGenerator<{ text: string; line: number }[]> {
  let line = 0;
  for await (const lines of lineBatches(decode(file.stream(), 'utf-8'), '\n'))
    yield lines.map((text) => ({ text, line: ++line }));
}

function some(times: number, one: string): string {
  return times === 1 ? `1 ${one} was` : `${times.toLocaleString('en')} ${one}s were`;
}
