import { Problem } from '../../model/problem.ts';
import type { InputFile, OpenQuestion } from '../../model/reader.ts';
import type { TableFile } from './table-file.ts';

/** The table that is meant, what was made of it, and a question where several sheets could be. */
export interface Chosen<T> {
  table: TableFile;
  made: T;
  question?: OpenQuestion;
}

/**
 * The table of a file that `fits` can make something of; a string of it says why not. Of several sheets the named
 * one, else the only one that fits, else the first, with a question. The reason comes back where none fits.
 * @throws Problem where the named sheet is not there.
 */
export function chooseTable<T extends object>(
  file: InputFile,
  tables: TableFile[],
  sheet: string | undefined,
  fits: (table: TableFile) => T | string,
): Chosen<T> | string | undefined {
  const named = sheet === undefined ? tables : tables.filter((table) => table.sheet?.name === sheet);
  const sheets = tables.flatMap((table) => (table.sheet ? [table.sheet.name] : []));
  if (sheet !== undefined && sheets.length > 0 && named.length === 0) {
    throw new Problem(
      `${file.shown} has no sheet "${sheet}" with a table.`,
      `Sheets with one: ${sheets.map((name) => `"${name}"`).join(', ')}.`,
    );
  }
  const tried = (sheets.length > 0 ? named : tables).map((table) => ({ table, made: fits(table) }));
  const good = tried.flatMap(({ table, made }) => (typeof made === 'string' ? [] : [{ table, made }]));
  const [first] = good;
  if (!first) {
    const [reason] = tried.flatMap(({ made }) => (typeof made === 'string' ? [made] : []));
    return reason;
  }
  if (good.length === 1) return first;
  const choices = good.flatMap(({ table }) => (table.sheet ? [table.sheet.name] : []));
  return {
    ...first,
    question: {
      word: 'sheet',
      ask: 'Which sheet is meant?',
      why: `${choices.length} sheets of this workbook could be read in this way. Import it once for each that you want.`,
      choices,
      guess: choices[0],
    },
  };
}
