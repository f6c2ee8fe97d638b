import { zipOf } from '../zip-fixture.ts';

/** A file to be examined. */
export interface FuzzFile {
  name: string;
  bytes: Uint8Array;
  /** Small files next to it, by name. */
  beside?: Record<string, string>;
}

/** A small valid file from which damaged ones are made. */
export interface Seed {
  /** The word of the reader that takes it. */
  reader: string;
  name: string;
  /** Its text, or the texts inside an archive by their names. */
  content: string | Record<string, string>;
  /** How the text stands for bytes; utf8 where nothing is said. */
  coding?: 'utf8' | 'latin1' | 'utf16le';
  beside?: Record<string, string>;
  /** True where a file of its kind holds one row and no more. */
  single?: boolean;
}

/** The file of a seed, or of what a mutation made of its text. */
export function fileOfSeed({ name, content, coding = 'utf8', beside }: Seed): FuzzFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, coding) : zipOf(content);
  return { name, bytes, ...(beside && { beside }) };
}

/** A text of these lines; what is no text stands in JSON. */
export function lines(...rows: unknown[]): string {
  return `${rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')}\n`;
}
