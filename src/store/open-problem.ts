import { Problem } from '../model/problem.ts';

/** What is wrong with a database file that does not open, as somebody can mend it; what nobody can is given back as it is. */
export function openProblem(file: string, error: unknown): unknown {
  if (error instanceof Problem) return error;
  const text = (error instanceof Error ? error.message : String(error)).replaceAll(file, '');
  if (/\block\b|used by another process/i.test(text))
    return new Problem(
      `${file} is open in another process.`,
      'Close the other program, or start Rapport once and let its server answer.',
      { cause: error },
    );
  if (/corrupt|checksum|could not read enough bytes/i.test(text))
    return new Problem(
      `${file} is damaged: ${text.split('\n')[0]}`,
      'Restore a back-up with `rapport restore`; nothing was written to the file.',
      { cause: error },
    );
  if (/serialization|storage version|newer version|not a valid DuckDB/i.test(text))
    return new Problem(
      `${file} cannot be read as a Rapport database: ${text.split('\n')[0]}`,
      'Restore a back-up with `rapport restore`, or use a newer Rapport.',
      { cause: error },
    );
  return error;
}
