import type { Author, Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { accountOf } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { findEncoding } from '../encoding/encoding.ts';
import { findLayout } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import {
  type ArchivePart,
  archiveRows,
  archiveSummary,
  mendedLines,
  type SameInFeed,
  sameInFeed,
  whoseArchive,
} from './linkedin-archive.ts';
import { linkedinId, linkedinMilliseconds, linkedinUrl } from './linkedin-id.ts';
import { askAccount } from './linkedin-name.ts';

/** What one person wrote, in the copy of their data that LinkedIn gives them: posts and comments, nothing else of it. */
export const linkedinMember: Reader = {
  word: 'linkedin-member',
  title: "LinkedIn member's archive (Shares.csv, Comments.csv)",
  version: 1,
  detect,
  read,
};

const columns: Record<ArchivePart, string[]> = {
  'Shares.csv': ['Date', 'ShareLink', 'ShareCommentary', 'SharedUrl', 'MediaUrl', 'Visibility'],
  'Comments.csv': ['Date', 'Link', 'Message'],
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const part = await partOf(file);
  if (part === undefined) return undefined;
  const account = accountOf(undefined, options.us);
  return {
    reader: linkedinMember.word,
    confidence: 0.98,
    summary: `LinkedIn archive, ${part === 'Shares.csv' ? 'posts' : 'comments'} of ${account?.id ?? 'one member'}`,
    questions: account === undefined ? [askAccount(whoseArchive)] : [],
  };
}

/** Which part of the archive it is, by its header and the links in it. */
async function partOf(file: InputFile): Promise<ArchivePart | undefined> {
  const layout = await findLayout(file, { delimiter: ',' });
  if (layout === undefined) return undefined;
  const part = (Object.keys(columns) as ArchivePart[]).find((one) =>
    columns[one].slice(0, 3).every((name, at) => layout.header[at] === name),
  );
  const links = layout.sample.length === 0 || layout.sample.some((row) => linkedinId(row[1] ?? ''));
  return part && links ? part : undefined;
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('iso', 'UTC');
  let joined = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const part = await partOf(file);
    if (part === undefined) throw new Problem(`${file.shown} is no part of a LinkedIn archive that is read.`);
    const author = accountOf(undefined, options.us);
    if (author === undefined)
      throw new Problem(`${file.shown}: ${whoseArchive}`, askAccount(whoseArchive).why);
    count.own(author.id);
    const same = await sameInFeed(file);
    const encoding = await findEncoding(file);
    count.encoding(encoding);
    if (part === 'Comments.csv') count.note(noIds);
    yield* batches(archiveRows(part, file, encoding), (row) => {
      if ('header' in row) return undefined;
      if ('empty' in row) return row;
      if ('damaged' in row) return { line: row.line, rejected: row.damaged, excerpt: row.excerpt };
      const { line, fields } = row;
      const message = part === 'Shares.csv' ? share(fields, author, same) : comment(fields, author, same);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: message === notPublic ? '' : excerptOf(fields.join(', ')) };
    });
    if (joined > 0) count.note(joinedNote(part, joined));
  }

  function share(fields: string[], author: Author, same: SameInFeed): Message | string {
    const [date = '', link = '', commentary = '', sharedUrl = '', mediaUrl = '', visibility = ''] = fields;
    const id = linkedinId(link);
    if (id === undefined && !options.withoutIds) return 'its link names no post of LinkedIn';
    if (visibility.trim() === 'CONNECTIONS') return notPublic;
    const stated = time(date);
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = tidyText(mendedLines(commentary), 'keep');
    const message: Message = {
      source: 'linkedin',
      kind: text.trim() === '' && sharedUrl === '' && mediaUrl === '' ? 'repost' : 'post',
      author,
      own: true,
      text,
      createdAt: exactTime(id?.nativeId, stated.at) ?? stated.at,
      precision: stated.precision,
      visibility: id?.nativeId.startsWith('urn:li:groupPost:') ? 'unlisted' : 'public',
    };
    if (repaired) message.repaired = true;
    if (id === undefined || options.withoutIds) return message;
    message.nativeId = id.nativeId;
    message.url = linkedinUrl(id.nativeId);
    const activity = same.activityOf.get(id.nativeId);
    if (activity !== undefined) joined += 1;
    const aliases = [...id.aliases, ...(activity === undefined ? [] : [activity])];
    if (aliases.length > 0) message.aliases = aliases;
    return message;
  }

  function comment(fields: string[], author: Author, same: SameInFeed): Message | string {
    const [date = '', link = '', written = ''] = fields;
    const id = linkedinId(link);
    if (id === undefined) return 'its link names no post of LinkedIn';
    const stated = time(date);
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = tidyText(written, 'keep');
    const message: Message = {
      source: 'linkedin',
      kind: 'comment',
      author,
      own: true,
      text,
      createdAt: stated.at,
      precision: stated.precision,
      url: linkedinUrl(id.nativeId),
      visibility: 'public',
    };
    if (repaired) message.repaired = true;
    if (options.withoutIds) return message;
    const own = same.shareOf.get(id.nativeId);
    if (own !== undefined) joined += 1;
    message.parentId = own ?? id.nativeId;
    return message;
  }

  return { rows: rows(), summary: () => archiveSummary(count, file.shown) };
}

function joinedNote(part: ArchivePart, joined: number): string {
  const by = 'which is which is told by the time in the ids, to the second.';
  return part === 'Shares.csv'
    ? `${joined} posts carry a second id, the one by which Comments.csv names them; ${by}`
    : `${joined} comments are on own posts that Shares.csv names by another id; ${by}`;
}

const notPublic = 'for connections only: left out on purpose';
const noIds = 'LinkedIn gives comments no ids here: a comment is known by its author, second and text.';

/** The instant in the id, where it lies within a second of what the file says. */
function exactTime(id: string | undefined, stated: string): string | undefined {
  const milliseconds = id === undefined ? undefined : linkedinMilliseconds(id);
  if (milliseconds === undefined || Math.abs(milliseconds - Date.parse(stated)) > 1000) return undefined;
  return new Date(milliseconds).toISOString();
}
