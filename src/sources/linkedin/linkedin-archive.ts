import type { InputFile, ReadSummary } from '../../model/reader.ts';
import { type CsvRow, csvRows } from '../csv.ts';
import { decode, type Encoding } from '../encoding/encoding.ts';
import type { FoundFile } from '../files/find-files.ts';
import { findNewline } from '../lines.ts';
import type { Tally } from '../tally.ts';
import { timeReader } from '../time/time.ts';
import { isActivityOf, linkedinId } from './linkedin-id.ts';

/** A file of the archive that is read. */
export type ArchivePart = 'Shares.csv' | 'Comments.csv';

/** Rows of a part. Comments write a quotation mark within a text as `\"`, shares as `""`. */
export async function* archiveRows(
  part: ArchivePart,
  file: Pick<InputFile, 'stream' | 'head'>,
  encoding: Encoding,
): AsyncGenerator<CsvRow[]> {
  const newline = findNewline(Buffer.from(await file.head(65_536)).toString('utf8'));
  const chunks = decode(file.stream(), encoding);
  yield* csvRows(part === 'Comments.csv' ? quotesDoubled(chunks) : chunks, ',', newline);
}

async function* quotesDoubled(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of chunks) {
    const text = held + chunk;
    held = text.endsWith('\\') ? '\\' : '';
    yield text.slice(0, text.length - held.length).replaceAll('\\"', '""');
  }
  if (held !== '') yield held;
}

/**
 * A text of Shares.csv as it was written: each line end in it stands as `"`, line end, `"` there. Only where all of
 * them do, so that nothing is taken off quotations should LinkedIn mend it.
 */
export function mendedLines(text: string): string {
  const ends = text.match(/\r?\n/g)?.length ?? 0;
  const quoted = text.match(/"\r?\n(?=")/g)?.length ?? 0;
  return ends > 0 && ends === quoted ? text.replace(/"\r?\n"/g, '\n') : text;
}

/** Which activity is which share of the same archive, both ways, by URN. */
export interface SameInFeed {
  shareOf: Map<string, string>;
  activityOf: Map<string, string>;
}

/**
 * Comments name a post by its activity, Shares.csv by its share. An activity is made within a second of its share, so
 * where exactly one own share is as near, it is that one: 218 of 323 comments of a real archive, with nothing else
 * within five minutes.
 */
export async function sameInFeed(file: InputFile): Promise<SameInFeed> {
  const shares = await idsIn(file, 'Shares.csv', 1);
  const activities = await idsIn(file, 'Comments.csv', 1);
  const same: SameInFeed = { shareOf: new Map(), activityOf: new Map() };
  for (const activity of activities) {
    if (!activity.startsWith('urn:li:activity:')) continue;
    const near = [...shares].filter((share) => isActivityOf(activity, share));
    const [share] = near;
    if (share === undefined || near.length > 1) continue;
    same.shareOf.set(activity, share);
    same.activityOf.set(share, activity);
  }
  return same;
}

/** The posts named in a column of this file or of the small one beside it. */
async function idsIn(file: InputFile, part: ArchivePart, column: number): Promise<Set<string>> {
  const ids = new Set<string>();
  const source = isNamed(file, part) ? file : await neighbour(file, part);
  if (source === undefined) return ids;
  for await (const rows of archiveRows(part, source, 'utf-8')) {
    for (const row of rows) {
      const id = 'fields' in row ? linkedinId(row.fields[column] ?? '') : undefined;
      if (id) ids.add(id.nativeId);
    }
  }
  return ids;
}

/** Which part a file is by its name. */
export function isNamed(file: InputFile, part: ArchivePart): boolean {
  return (file.name.split('/').at(-1) ?? '').toLowerCase() === part.toLowerCase();
}

/** What was read of a part: our side alone, until the archive was made, or its newest message where that is later. */
export function archiveSummary(count: Tally, shown: string): ReadSummary {
  const newest = count.newest();
  const end = archiveEnd(shown);
  return count.summary('own', end !== undefined && newest !== undefined && newest > end ? newest : end);
}

/** `Basic_LinkedInDataExport_07-13-2025.zip`: the day on which it was made, midnight UTC. */
function archiveEnd(shown: string): string | undefined {
  const [, month, day, year] = /LinkedInDataExport_(\d{2})-(\d{2})-(\d{4})/i.exec(shown) ?? [];
  const end = timeReader('iso', 'UTC')(`${year}-${month}-${day}`);
  return 'wrong' in end ? undefined : end.at;
}

/** Asked of every part of the archive, because none that is read names its owner. */
export const whoseArchive = 'Whose archive is this? Give the name of the member.';

async function neighbour(
  file: InputFile,
  part: ArchivePart,
): Promise<Pick<InputFile, 'stream' | 'head'> | undefined> {
  const bytes = 'beside' in file ? await (file as FoundFile).beside(part) : undefined;
  return (
    bytes && {
      head: async (length) => bytes.subarray(0, length),
      stream: async function* () {
        yield bytes;
      },
    }
  );
}
