import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { noteAbove, unanswered } from '../told-rows.ts';
import { openTable } from './table-file.ts';
import { planTable, type TablePlan } from './table-plan.ts';
import { rowReader, type TableCounts } from './table-row.ts';

/** Any table of messages, one a row, in a separated file or as JSON lines, read by a mapping. */
export const table: Reader = {
  word: 'table',
  title: 'Any table of messages (CSV, TSV, XLSX, JSONL)',
  version: 1,
  detect,
  read,
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const plan = await planTable(file, options);
  if (plan === undefined) return undefined;
  return {
    reader: table.word,
    confidence: plan.given ? 1 : plan.sure ? 0.7 : 0.5,
    summary: describe(plan),
    questions: plan.questions,
    mapping: plan.mapping,
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  const counts: TableCounts = { skipped: 0, twice: 0, undatedReplies: 0 };
  let others = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planTable(file, options);
    if (plan === undefined) throw new Problem(`${file.shown} is no table that can be read.`);
    const open = plan.questions.filter(
      (question) => question.word !== 'us' || plan.mapping.columns.author === undefined,
    );
    if (open.length > 0) throw unanswered(file, open);
    const { mapping } = plan;
    if (mapping.withoutIds) count.note(withoutIdsNote);
    const understand = rowReader(mapping, plan.table.header, count, counts);
    const opened = await openTable(file, plan.table, {
      delimiter: mapping.delimiter,
      encoding: mapping.encoding,
    });
    count.encoding(opened.encoding);
    noteAbove(plan.table, count);
    const ofRow = (fields: string[], line: number): Row | string => {
      if (fields.every((field) => field.trim() === '')) return { line, empty: true };
      const messages = understand(fields);
      if (typeof messages === 'string') return messages;
      if (messages.some((message) => message.own !== true)) others += 1;
      return { line, messages };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
    for (const note of notes(counts)) count.note(note);
  }

  return {
    rows: rows(),
    summary: () => count.summary(count.messages() > 0 && others === 0 ? 'own' : 'both'),
  };
}

function describe({ mapping }: TablePlan): string {
  const { columns } = mapping;
  const what = columns.rating !== undefined || mapping.kind === 'review' ? 'Reviews' : 'Messages';
  const reply = columns.reply === undefined ? '' : `, with a reply in "${columns.reply}"`;
  const of = columns.platform === undefined ? mapping.source : `the platform in "${columns.platform}"`;
  return `${what} of ${of}: text in "${columns.text}", time in "${columns.time}"${reply}`;
}

function notes(counts: TableCounts): string[] {
  const said: string[] = [];
  if (counts.skipped > 0) {
    said.push(
      `${counts.skipped} times fall into an hour that the clock left out; they are read by the clock before the change.`,
    );
  }
  if (counts.twice > 0) {
    said.push(
      `${counts.twice} times fall into an hour that the clock ran through twice; the earlier one is taken.`,
    );
  }
  if (counts.undatedReplies > 0) {
    said.push(
      `${counts.undatedReplies} replies have no date or author; they are known to exist, but not when.`,
    );
  }
  return said;
}
