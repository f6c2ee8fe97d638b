import { writeFile } from 'node:fs/promises';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readAround } from '../../facts/around.ts';
import { oursSql, withoutNames } from '../../facts/pseudonym.ts';
import { codingState } from '../../facts/queue.ts';
import { readGate } from '../../facts/route-gate.ts';
import { codeTree, type Facet } from '../../model/codebook.ts';
import type { Coding, DrawnSample } from '../../model/coding.ts';
import { Problem } from '../../model/problem.ts';
import type { Store } from '../../model/store.ts';
import { designWords } from '../../pages/coding/words.ts';
import { neutralise } from '../csv.ts';
import type { Serving } from '../serving.ts';
import { facetsOf } from './code-form.ts';
import { codingOf } from './state.ts';

/** The columns beside those of the facets, which stand under the facets' words. */
export const sheetColumns = {
  before: ['place', 'source', 'id', 'channel', 'written', 'answers', 'text'],
  after: ['memo', 'pass over'],
} as const;

/** The name of a facet's column: its word, unless another column has it. */
export function facetColumn({ word }: Facet): string {
  const taken: readonly string[] = [...sheetColumns.before, ...sheetColumns.after];
  return taken.includes(word.toLowerCase()) ? `${word} (facet)` : word;
}

/** What a cell of a facet holds besides codes. */
export const noCode = 'none';
export const cannotTell = '?';

/**
 * Writes a sample as a workbook to be filled in: a row a message, a column a facet, and the codes on a sheet of their
 * own. With `who` it holds what that coder said so far; what others said is not in it. Text that a spreadsheet would run as a
 * formula has an apostrophe in front, and @names that are not ours are covered unless `names` asks for them. Messages that
 * may not leave the workspace are left out.
 */
export async function writeSheet(
  sample: DrawnSample,
  { target, ...of }: { who?: string | undefined; target: string; names: boolean },
  serving: Serving,
): Promise<{ target: string; rows: number; coded: number }> {
  const { bytes, rows, coded } = await sheetOf(sample, of, serving);
  await writeFile(target, bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new Problem(`${target} is there already.`, 'Take another name, or move the old file away.');
    throw new Problem(`${target} cannot be written (${error.code}).`, 'Take another place.');
  });
  return { target, rows, coded };
}

/** The same as bytes. */
export async function sheetOf(
  sample: DrawnSample,
  { who, names }: { who?: string | undefined; names: boolean },
  serving: Serving,
): Promise<{ bytes: Buffer; rows: number; coded: number }> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const facets = facetsOf(sample, plan.codebook);
  const state = await codingState(store, sample);
  const cover = names ? (text: string) => text : await coverFor(store);
  const gate = await readGate(store);
  const rows: SheetData = [
    headerOf([...sheetColumns.before, ...facets.map(facetColumn), ...sheetColumns.after]),
  ];
  let coded = 0;
  for (const { ref, place } of state.items) {
    if (gate.of(ref.source, ref.nativeId)) continue;
    const around = await readAround(store, ref);
    if (!around) continue;
    const said = who === undefined ? undefined : codingOf(state, who, ref);
    const skipped = said
      ? undefined
      : state.skips.find(
          (one) => one.who === who && one.ref.source === ref.source && one.ref.nativeId === ref.nativeId,
        );
    if (said) coded++;
    const { message, above } = around;
    rows.push([
      { value: place, type: Number },
      cell(ref.source),
      cell(ref.nativeId),
      cell(message.channel ?? ''),
      cell(message.at),
      // what is answered may be of those that may not leave
      cell(gate.open ? cover(above.at(-1)?.text ?? '') : '', true),
      cell(cover(message.text), true),
      ...facets.map((facet) => cell(said ? saidIn(facet, said) : '')),
      cell(said?.memo ?? ''),
      cell(skipped?.reason ?? ''),
    ]);
  }
  const widths = [6, 10, 22, 16, 20, 40, 70, ...facets.map(() => 24), 30, 16];
  const book = writeXlsxFile([
    { data: rows, sheet: 'coding', columns: widths.map((width) => ({ width })), stickyRowsCount: 1 },
    {
      data: codesOf(facets),
      sheet: 'codes',
      columns: [14, 18, 26, 50, 50, 50, 60].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    { data: aboutRows(sample, facets, who), sheet: 'how', columns: [{ width: 100 }] },
  ]);
  return { bytes: await book.toBuffer(), rows: rows.length - 1, coded };
}

/** One cell of text; no spreadsheet runs it, also after it was edited. */
function cell(text: string, wrap = false) {
  const value = neutralise(text.slice(0, 32_000));
  return value === '' ? null : { value, type: String, ...(wrap && { wrap }) };
}

const headerOf = (names: readonly string[]) =>
  names.map((name) => ({ value: name, type: String, fontWeight: 'bold' as const }));

function saidIn({ word }: Facet, { codes, cannot, facets }: Coding): string {
  if (!facets.includes(word)) return '';
  if (cannot.includes(word)) return cannotTell;
  const own = codes.filter((code) => code.startsWith(`${word}/`)).map((code) => code.slice(word.length + 1));
  return own.length > 0 ? own.join(', ') : noCode;
}

function codesOf(facets: Facet[]): SheetData {
  return [
    headerOf(['facet', 'code', 'name', 'definition', 'use', 'not', 'examples']),
    ...facets.flatMap((facet) =>
      codeTree(facet).map(({ code }) => [
        cell(facet.word),
        cell(code.word),
        cell(code.name),
        cell(code.definition, true),
        cell(code.use ?? '', true),
        cell(code.avoid ?? '', true),
        cell(code.examples.join(' / '), true),
      ]),
    ),
  ];
}

function aboutRows(sample: DrawnSample, facets: Facet[], who: string | undefined): SheetData {
  const lines = [
    `Sample ${sample.word}: ${designWords(sample)}.`,
    ...facets.map(
      (facet) =>
        `Column ${facetColumn(facet)} (${facet.name}): ${
          facet.choose === 'one'
            ? 'one code'
            : `any number of codes with commas between them, or ${noCode} where none fits`
        }; ${cannotTell} where one cannot tell.`,
    ),
    'Words of codes as on the sheet “codes”. A row that is left empty stays open. “pass over” takes a reason instead.',
    'Code alone: what others said is not in this file.',
    `Bring it back: rapport code ${sample.word} --in FILE.xlsx --who ${who ?? 'NAME'}`,
  ];
  return lines.map((line) => [cell(line, true)]);
}

async function coverFor(store: Store): Promise<(text: string) => string> {
  const [ours] = await store.query<{ names: string[] }>(`SELECT names FROM ${oursSql} o`);
  const known = new Set(ours?.names ?? []);
  return (text) => withoutNames(text, known);
}
