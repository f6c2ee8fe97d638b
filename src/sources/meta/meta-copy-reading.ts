import type { Author, Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { InputFile, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode } from '../encoding/encoding.ts';
import { jsonItems } from '../json-items.ts';
import { mentionsIn } from '../mentions.ts';
import { tally } from '../tally.ts';
import { timeReader } from '../time/time.ts';
import { askOwner, copyText, endOfCopy, noIdsNote, ownerOfCopy } from './meta-copy.ts';

/** What one file of a download holds, and where its list begins. */
export interface CopyPart {
  part: 'posts' | 'comments';
  opening: RegExp;
}

/** What an entry says: its time in seconds since 1970 and its words; why it is refused; or nothing, where it is no writing. */
export type CopyEntry = { at: number; text: string } | string | undefined;

/** How the downloads of Facebook and Instagram differ. */
export interface CopyKind {
  source: 'facebook' | 'instagram';
  /** As in “a Facebook download”. */
  called: string;
  partOf(file: InputFile): Promise<CopyPart | undefined>;
  entry(part: CopyPart['part'], value: unknown): CopyEntry;
}

/** Comments in groups are refused by this, and counted in a note. */
export const inGroup = 'in a group, which may be closed: left out on purpose';

/** Reads what an account wrote from a part of its download. Throws a Problem where it is no such part, or nobody's. */
export function readCopy(file: InputFile, options: ReadOptions, kind: CopyKind): Reading {
  const { source } = kind;
  const count = tally();
  const time = timeReader('epoch-seconds');
  let groups = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const found = await kind.partOf(file);
    if (found === undefined) throw new Problem(`${file.shown} is no part of ${kind.called} that is read.`);
    const author = ownerOfCopy(file, source, options.us);
    if (author === undefined) throw new Problem(`${file.shown}: ${askOwner.ask}`, askOwner.why);
    const own = isOurs(author, options.us);
    if (own) count.own(author.id);
    count.note(noIdsNote);
    yield* batches(jsonItems(decode(file.stream(), 'utf-8'), found.opening), (item) => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const told = kind.entry(found.part, item.value);
      if (told === undefined) return { line, empty: true };
      if (told === inGroup) groups += 1;
      const message = typeof told === 'string' ? told : understand(told, found.part, author, own);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: excerptOf(typeof told === 'string' ? '' : told.text) };
    });
    if (groups > 0) count.note(`${groups} comments in groups were left out on purpose.`);
  }

  function understand(
    told: { at: number; text: string },
    part: CopyPart['part'],
    author: Author,
    own: boolean,
  ): Message | string {
    const stated = time(String(told.at));
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = copyText(told.text);
    const message: Message = {
      source,
      kind: part === 'posts' ? 'post' : 'comment',
      author,
      own,
      text,
      createdAt: stated.at,
      precision: 'instant',
      mentions: mentionsIn(text),
    };
    if (repaired) message.repaired = true;
    return message;
  }

  return { rows: rows(), summary: () => count.summary('own', endOfCopy(file, source, count.newest())) };
}
