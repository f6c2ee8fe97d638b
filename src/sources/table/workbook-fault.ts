import { Problem } from '../../model/problem.ts';

/** Why a workbook that cannot be parsed is refused. */
export function damagedWorkbook(shown: string, cause: unknown): Problem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Problem(
    `${shown} cannot be read as a workbook: ${reason}.`,
    'Open it in a spreadsheet program, save it as .xlsx or CSV (UTF-8), and import that.',
    { cause },
  );
}

/** Why a workbook beyond the limits is refused. */
export function tooLarge(shown: string, what: string): Problem {
  return new Problem(
    `${shown} is not opened: it holds ${what}.`,
    'Save the sheet that is meant as CSV (UTF-8), and import that.',
  );
}

/** A size for a sentence. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MB`;
}
