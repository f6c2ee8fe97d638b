import { codingState, refKey } from '../../facts/queue.ts';
import type { Act } from '../../model/act.ts';
import { type Codebook, codeAddress, type Facet } from '../../model/codebook.ts';
import type { Coding, DrawnSample } from '../../model/coding.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import type { InputFile } from '../../model/reader.ts';
import { findFiles, type SheetRow, workbookRows } from '../../sources/index.ts';
import type { Serving } from '../serving.ts';
import { codingDetail, facetsOf, type Said } from './code-form.ts';
import { codingOf } from './state.ts';
import { writeCoding } from './write.ts';
import { cannotTell, facetColumn, noCode } from './write-sheet.ts';

/** What became of the rows of a workbook. */
export interface Taken {
  coded: number;
  skipped: number;
  /** Rows that say what was known already. */
  same: number;
  /** Rows that were left empty. */
  open: number;
  refused: { line: number; reason: string }[];
}

/**
 * Reads a workbook that was filled in, and writes down what is new in it, under the coder's name. A row that does not
 * fit the codebook or the sample is refused with its line and the reason; the others count.
 */
export async function takeSheet(
  sample: DrawnSample,
  { who, file }: { who: string; file: string },
  serving: Serving,
): Promise<Taken> {
  const [input] = await findFiles([file]);
  if (!input) throw new Problem(`${file} is no file.`, 'Give the workbook that was filled in.');
  return takeFrom(sample, { who, file: input }, serving);
}

/** The same of a file that was found or sent. */
export async function takeFrom(
  sample: DrawnSample,
  { who, file }: { who: string; file: InputFile },
  serving: Serving,
): Promise<Taken> {
  const { plan } = await serving.plan();
  const facets = facetsOf(sample, plan.codebook);
  const rows = await workbookRows(file, 'coding');
  const columns = columnsOf(rows[0], facets, file.shown);
  const state = await codingState(serving.db.store, sample);
  const byRef = new Map(state.items.map((item) => [refKey(item.ref), item]));
  const taken: Taken = { coded: 0, skipped: 0, same: 0, open: 0, refused: [] };
  const acts: Pick<Act, 'kind' | 'detail' | 'message' | 'who'>[] = [];
  const seen = new Map<string, number>();
  for (const row of rows.slice(1)) {
    const at = (name: string) => restored(row.cells[columns.get(name) ?? -1] ?? '');
    const ref = { source: at('source'), nativeId: at('id') };
    if (facets.every((facet) => at(facetColumn(facet)) === '') && at('pass over') === '') {
      if (at('id') !== '' || at('memo') !== '') taken.open++;
      continue;
    }
    const refuse = (reason: string) => void taken.refused.push({ line: row.line, reason });
    const item = byRef.get(refKey(ref));
    if (!item) {
      refuse(
        `no message ${ref.nativeId || 'without an id'} of ${ref.source || 'no source'} is in the sample ${sample.word}`,
      );
      continue;
    }
    const twin = seen.get(refKey(ref));
    if (twin !== undefined) {
      refuse(`the same message stands in row ${twin}`);
      continue;
    }
    seen.set(refKey(ref), row.line);
    const read = readRow(at, { facets, sample, codebook: plan.codebook });
    if ('refused' in read) refuse(read.refused);
    else if ('skip' in read) {
      const known = state.skips.find((one) => one.who === who && refKey(one.ref) === refKey(ref));
      if (known?.reason === read.skip) taken.same++;
      else {
        taken.skipped++;
        acts.push({
          kind: 'code-skipped',
          who,
          message: item.ref,
          detail: { sample: sample.word, reason: read.skip },
        });
      }
    } else if (isSame(read.detail, codingOf(state, who, ref))) taken.same++;
    else {
      taken.coded++;
      acts.push({ kind: 'code', who, message: item.ref, detail: read.detail });
    }
  }
  if (acts.length > 0) await writeCoding(serving, acts);
  return taken;
}

function columnsOf(header: SheetRow | undefined, facets: Facet[], file: string): Map<string, number> {
  const columns = new Map<string, number>();
  header?.cells.forEach((name, at) => {
    const word = (name ?? '').trim().toLowerCase();
    if (word !== '' && !columns.has(word)) columns.set(word, at);
  });
  const wanted = ['source', 'id', ...facets.map(facetColumn)];
  const byName = new Map(wanted.map((name) => [name, columns.get(name.toLowerCase())]));
  const missing = wanted.filter((name) => byName.get(name) === undefined);
  if (missing.length > 0)
    throw new Problem(
      `The sheet “coding” of ${file} has no column ${missing.join(', ')}.`,
      'Keep the first row as rapport export coding wrote it.',
    );
  const found = new Map<string, number>();
  for (const name of [...wanted, 'memo', 'pass over']) {
    const at = columns.get(name.toLowerCase());
    if (at !== undefined) found.set(name, at);
  }
  return found;
}

interface World {
  facets: Facet[];
  sample: DrawnSample;
  codebook: Codebook;
}

function readRow(
  at: (name: string) => string,
  { facets, sample, codebook }: World,
): { detail: Act['detail'] } | { skip: string } | { refused: string } {
  const skip = at('pass over').slice(0, 200);
  const filled = facets.filter((facet) => at(facetColumn(facet)) !== '');
  if (skip !== '')
    return filled.length === 0
      ? { skip }
      : { refused: 'it is passed over and coded at once: take one of them away' };
  const said: Said = { codes: [], cannot: [], memo: at('memo') };
  for (const facet of facets) {
    const wrong = readCell(facet, at(facetColumn(facet)), said);
    if (wrong !== undefined) return { refused: wrong };
  }
  try {
    return { detail: codingDetail(said, sample, codebook) };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { refused: [error.message, error.help].filter(Boolean).join(' ') };
  }
}

/** Adds what a cell says to `said`; returns what is wrong with it. */
function readCell(facet: Facet, cell: string, said: Said): string | undefined {
  const words = cell
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0)
    return `${facet.word} is empty: write ${facet.choose === 'many' ? `${noCode} where none fits, ` : ''}${cannotTell} where one cannot tell`;
  if (words.length === 1 && words[0] === cannotTell) {
    said.cannot.push(facet.word);
    return undefined;
  }
  if (words.length === 1 && words[0]?.toLowerCase() === noCode && facet.choose === 'many') return undefined;
  for (const word of words) {
    const code = facet.codes.find(
      (one) => one.word.toLowerCase() === word.toLowerCase() || one.name.toLowerCase() === word.toLowerCase(),
    );
    if (!code)
      return `“${word}” is no code of ${facet.word}: it has ${facet.codes.map((one) => one.word).join(', ')}`;
    said.codes.push(codeAddress(facet.word, code.word));
  }
  return undefined;
}

/** The text without the apostrophe that kept it from being run. */
function restored(text: string): string {
  return text.replace(/^'(?=\s*[=+\-@\t\r\n])/, '').trim();
}

const sorted = (words: unknown) => JSON.stringify([...((words as string[] | undefined) ?? [])].sort());

function isSame(detail: Act['detail'], known: Coding | undefined): boolean {
  return (
    known !== undefined &&
    sorted(detail.codes) === sorted(known.codes) &&
    sorted(detail.cannot) === sorted(known.cannot) &&
    sorted(detail.facets) === sorted(known.facets) &&
    (detail.memo ?? '') === (known.memo ?? '')
  );
}
