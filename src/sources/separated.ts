import type { InputFile } from '../model/reader.ts';
import { type CsvRow, csvRows } from './csv.ts';
import { decode, type Encoding, findEncoding, sniffEncoding } from './encoding/encoding.ts';
import { findNewline, type Newline } from './lines.ts';
import { linesAbove } from './lines-above.ts';

/** How a separated file is laid out, with its first good rows. */
export interface Layout {
  encoding: Encoding;
  delimiter: string;
  newline: Newline;
  /** Lines above the headings: a title, a date, a note. */
  above: number;
  header: string[];
  sample: string[][];
}

/** What a person said of the file, which then is not guessed. */
export interface GivenLayout {
  delimiter?: string | undefined;
  encoding?: Encoding | undefined;
}

const delimiters = [',', ';', '\t', '|'];
const looked = 262_144;
const sampled = 200;

/** Looks into the first 256 KiB; undefined where no delimiter makes a table of two columns or more. */
export async function findLayout(file: InputFile, given: GivenLayout = {}): Promise<Layout | undefined> {
  const head = await file.head(looked);
  const encoding = given.encoding ?? sniffEncoding(head);
  let text = await textOf(head, encoding);
  if (text.includes('\0') && !/[\r\n]/.test(text)) return undefined;
  const newline = findNewline(text);
  if (file.bytes > head.length) text = text.slice(0, text.lastIndexOf(newline) + 1);
  const candidates = given.delimiter === undefined ? delimiters : [given.delimiter];
  let best: { score: number; layout: Layout } | undefined;
  for (const delimiter of candidates) {
    const above = linesAbove(text, delimiter, newline);
    const table = await tableOf(text, delimiter, newline, above);
    if (table === undefined || table.header.length < 2) continue;
    const score = table.good * 1000 + table.header.length;
    if (best === undefined || score > best.score) {
      best = {
        score,
        layout: { encoding, delimiter, newline, above, header: table.header, sample: table.sample },
      };
    }
  }
  return best?.layout;
}

/** All rows of the file behind its layout, and the encoding once the whole file has been looked at. */
export async function openSeparated(
  file: InputFile,
  layout: Layout,
  given: GivenLayout = {},
): Promise<{ encoding: Encoding; rows: AsyncIterable<CsvRow[]> }> {
  const encoding = given.encoding ?? (await findEncoding(file));
  return {
    encoding,
    rows: csvRows(decode(file.stream(), encoding), layout.delimiter, layout.newline, layout.above),
  };
}

/** The text of some bytes at the beginning of a file. */
export async function textOf(head: Uint8Array, encoding: Encoding): Promise<string> {
  let text = '';
  for await (const part of decode(once(head), encoding)) text += part;
  return text;
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

async function tableOf(
  text: string,
  delimiter: string,
  newline: Newline,
  above: number,
): Promise<{ header: string[]; sample: string[][]; good: number } | undefined> {
  let header: string[] | undefined;
  const sample: string[][] = [];
  let bad = 0;
  try {
    for await (const rows of csvRows(once(text), delimiter, newline, above)) {
      for (const row of rows) {
        if ('header' in row) header = row.header;
        else if ('damaged' in row) bad += 1;
        else if ('fields' in row && sample.length < sampled) sample.push(row.fields);
      }
    }
  } catch {
    return undefined;
  }
  if (header === undefined) return undefined;
  return {
    header: header.map((name) => name.trim()),
    sample,
    good: (sample.length + 1) / (sample.length + bad + 1),
  };
}
