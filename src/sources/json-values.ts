import type { InputFile } from '../model/reader.ts';
import { excerptOf } from './csv.ts';
import { decode, type Encoding, sniffEncoding } from './encoding/encoding.ts';
import { type JsonItem, jsonItems, longestItem, readItem } from './json-items.ts';
import { lineBatches } from './lines.ts';
import { textOf } from './separated.ts';

/** How the values stand in a file: as the elements of one list, one a line, or a single one over many lines. */
export type JsonForm = 'list' | 'lines' | 'single';

/** What the beginning of a JSON file shows. */
export interface JsonHead {
  text: string;
  form: JsonForm;
  encoding: Encoding;
  /** Whether that is the whole file. */
  whole: boolean;
}

const looked = 65_536;

/** Looks into the first 64 KiB; undefined where the file does not begin like a list or an object. */
export async function jsonHead(file: InputFile): Promise<JsonHead | undefined> {
  const head = await file.head(looked);
  const sniffed = sniffEncoding(head);
  const encoding = sniffed === 'windows-1252' ? 'utf-8' : sniffed;
  const text = await textOf(head, encoding);
  const whole = file.bytes <= head.length;
  if (/^\s*\[/.test(text)) return { text, form: 'list', encoding, whole };
  if (!/^\s*\{/.test(text)) return undefined;
  const [first = '', ...others] = text.trimStart().split('\n');
  const ends = others.length > 0 || whole;
  const form = ends && 'damaged' in readItem(first, 1) ? 'single' : 'lines';
  return { text, form, encoding, whole };
}

/** The values of the file in batches, each with the line on which it begins; a line may be as long as an element. */
export async function* jsonValues(file: InputFile, head: JsonHead): AsyncGenerator<JsonItem[]> {
  const { form, encoding } = head;
  const chunks = head.whole ? once(head.text) : decode(file.stream(), encoding);
  if (form === 'list') yield* jsonItems(chunks, /^\s*\[/);
  else if (form === 'single') yield [await single(chunks)];
  else {
    let number = 0;
    for await (const lines of lineBatches(chunks, '\n', longestItem)) {
      yield lines.flatMap((text) => {
        number += 1;
        if (text.trim() === '') return [];
        return [text.length > longestItem ? tooLong(text, number) : readItem(text, number)];
      });
    }
  }
}

async function single(chunks: AsyncIterable<string>): Promise<JsonItem> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > longestItem) return tooLong(text, 1);
  }
  return readItem(text, 1);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function tooLong(text: string, line: number): JsonItem {
  const most = (longestItem / 1_048_576).toLocaleString('en');
  return {
    line,
    damaged: `is a single value of more than ${most} million characters`,
    excerpt: excerptOf(text),
  };
}
