import type { Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { batches } from '../batches.ts';
import { type CsvRow, excerptOf } from '../csv.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { toldRow } from '../told-row.ts';
import { unanswered } from '../told-rows.ts';
import { type PagePlan, planPage } from './linkedin-page-plan.ts';
import { type PageWorld, sheetReader, type Understood } from './linkedin-page-sheet.ts';
import type { PostCounts } from './linkedin-post.ts';

/** What the administrators of a LinkedIn page export under *Analytics*: content, followers, visitors, competitors. */
export const linkedinPage: Reader = {
  word: 'linkedin-page',
  title: 'LinkedIn page analytics (XLS, XLSX, CSV)',
  version: 1,
  detect,
  read,
};

const what: Record<string, string> = {
  posts: 'posts',
  metrics: 'daily numbers',
  followers: 'daily gains of followers',
  visitors: 'daily visitors',
  competitors: 'pages to compare with',
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const plan = await planPage(file, options);
  if (plan === undefined) return undefined;
  const held = plan.sheets.map((one) => ('columns' in one ? what[one.columns.kind] : 'followers by kind'));
  const of = plan.account ? ` of ${plan.account.id}` : '';
  return {
    reader: linkedinPage.word,
    confidence: 0.97,
    summary: `LinkedIn page${of}: ${[...new Set(held)].join(', ')}`,
    questions: plan.questions,
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const counted: PostCounts = { astray: 0, unreadable: 0, sponsored: 0 };
  let until: string | undefined;

  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planPage(file, options);
    if (plan === undefined) throw new Problem(`${file.shown} is no export of a LinkedIn page.`);
    if (plan.account === undefined) throw unanswered(file, plan.questions);
    until = plan.at;
    count.own(plan.account.id);
    const world: PageWorld = {
      shown: file.shown,
      withoutIds: options.withoutIds === true,
      counted,
      note: count.note,
    };
    let before = 0;
    for (const one of plan.sheets) {
      const understand = sheetReader(plan, one, world);
      const opened = await one.sheet.rows();
      count.encoding(opened.encoding);
      const place = { before, last: 0, name: one.sheet.name };
      yield* batches(opened.rows, (row) => rowOf(row, place, understand, count.add));
      before += place.last;
    }
    for (const note of notesOf(plan, counted)) count.note(note);
  }

  return {
    rows: rows(),
    summary: () => {
      const newest = count.newest();
      const end = until !== undefined && newest !== undefined && newest > until ? newest : until;
      return count.summary('own', end);
    },
  };
}

/** A row with its line; lines of later sheets are counted on, and a reason says sheet and row. */
function rowOf(
  row: CsvRow,
  place: { before: number; last: number; name: string | undefined },
  understand: (cells: string[]) => Understood,
  add: (message: Message) => Message,
): Row | undefined {
  place.last = Math.max(place.last, row.line);
  if ('header' in row) return undefined;
  const line = place.before + row.line;
  if ('empty' in row) return { line, empty: true };
  const where = place.name === undefined ? '' : `sheet "${place.name}", row ${row.line}: `;
  if ('damaged' in row) return { line, rejected: `${where}${row.damaged}`, excerpt: row.excerpt };
  const found = understand(row.fields);
  if (typeof found === 'string')
    return { line, rejected: `${where}${found}`, excerpt: excerptOf(row.fields.join(', ')) };
  return 'message' in found ? { line, messages: [add(found.message)] } : toldRow(line, found.told);
}

function notesOf({ unread }: PagePlan, { astray, unreadable, sponsored }: PostCounts): string[] {
  const said: string[] = [];
  if (astray > 0) {
    said.push(
      `${astray} posts are dated otherwise than their ids say; their day is that of the file, without a time.`,
    );
  }
  if (unreadable > 0) said.push(`${unreadable} counts of posts are no numbers and were left out.`);
  if (sponsored > 0)
    said.push(`${sponsored} rows are of campaigns; their counts are kept apart from the post's own.`);
  if (unread.length > 0) said.push(`Sheets that are not read: ${unread.join(', ')}.`);
  return said;
}
