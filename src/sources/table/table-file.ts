import type { InputFile } from '../../model/reader.ts';
import { type CsvRow, excerptOf } from '../csv.ts';
import { decode, type Encoding, findEncoding, invalidByte, sniffEncoding } from '../encoding/encoding.ts';
import { lineBatches, longest } from '../lines.ts';
import { findLayout, type GivenLayout, type Layout, openSeparated, textOf } from '../separated.ts';
import { tableRows } from './sheet-rows.ts';
import { sheetTables } from './sheet-table.ts';
import { isWorkbook, openWorkbook } from './workbook.ts';

/**
 * A table of any form: its columns and first rows. `layout` is there for a separated file, `sheet` for one of a
 * workbook, neither for JSON lines.
 */
export interface TableFile {
  header: string[];
  sample: string[][];
  layout?: Layout;
  sheet?: { name: string; headerLine: number };
}

/** Looks into the file: the tables in it, which are several in a workbook only; none where it is no table. */
export async function findTables(file: InputFile, given: GivenLayout): Promise<TableFile[]> {
  if (await isWorkbook(file)) return sheetTables(await openWorkbook(file));
  const table = await findTable(file, given);
  return table ? [table] : [];
}

async function findTable(file: InputFile, given: GivenLayout): Promise<TableFile | undefined> {
  const head = await file.head(262_144);
  let text = await textOf(head, given.encoding ?? sniffEncoding(head));
  if (/^\s*[[{]/.test(text)) {
    if (file.bytes > head.length) text = text.slice(0, text.lastIndexOf('\n') + 1);
    return jsonTable(file.name, text);
  }
  if (/^\s*(window\.|<)/.test(text)) return undefined;
  const layout = await findLayout(file, given);
  return layout && { header: layout.header, sample: layout.sample, layout };
}

/** All rows, their fields in the order of `header`, and the encoding. */
export async function openTable(
  file: InputFile,
  table: TableFile,
  given: GivenLayout,
): Promise<{ encoding: Encoding; rows: AsyncIterable<CsvRow[]> }> {
  if (table.layout) return openSeparated(file, table.layout, given);
  if (table.sheet) {
    const { name, headerLine: line } = table.sheet;
    return {
      encoding: 'utf-8',
      rows: tableRows(await openWorkbook(file), name, { line, names: table.header }),
    };
  }
  const encoding = given.encoding ?? (await findEncoding(file));
  return { encoding, rows: jsonRows(decode(file.stream(), encoding), table.header) };
}

function jsonTable(name: string, text: string): TableFile | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 && !/\.(jsonl|ndjson)$/i.test(name)) return undefined;
  const objects = lines.slice(0, 200).map((line) => flatten(line));
  if (objects.filter((each) => each !== undefined).length < objects.length / 2 || objects.length === 0)
    return undefined;
  const header = [...new Set(objects.flatMap((each) => [...(each?.keys() ?? [])]))];
  const sample = objects.flatMap((each) => (each ? [header.map((column) => each.get(column) ?? '')] : []));
  return { header, sample };
}

async function* jsonRows(chunks: AsyncIterable<string>, header: string[]): AsyncGenerator<CsvRow[]> {
  let number = 0;
  for await (const lines of lineBatches(chunks, '\n')) {
    yield lines.map((text): CsvRow => {
      number += 1;
      const line = number;
      if (text.trim() === '') return { line, empty: true };
      const damage = (damaged: string): CsvRow => ({ line, damaged, excerpt: excerptOf(text) });
      if (text.length > longest)
        return damage(`the line is longer than ${longest.toLocaleString('en')} characters`);
      if (invalidByte.test(text)) return damage('holds bytes that are no UTF-8');
      const object = flatten(text);
      if (object === undefined) return damage('is no JSON object');
      return { line, fields: header.map((column) => object.get(column) ?? '') };
    });
  }
}

/** Values of a JSON object by their path, `user.name`; lists of plain values are joined by commas. */
function flatten(text: string): Map<string, string> | undefined {
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  const cells = new Map<string, string>();
  const walk = (value: unknown, path: string, depth: number) => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      if (value.every((each) => typeof each !== 'object')) cells.set(path, value.join(','));
    } else if (typeof value === 'object') {
      if (depth < 4)
        for (const [key, each] of Object.entries(value)) walk(each, path ? `${path}.${key}` : key, depth + 1);
    } else cells.set(path, plain(text, path, value));
  };
  walk(object, '', 0);
  return cells;
}

/** Whole numbers beyond 2^53 have lost digits in parsing; they are taken from the text instead. */
function plain(text: string, path: string, value: unknown): string {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value))
    return String(value);
  const key = JSON.stringify(path.split('.').at(-1)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${key}\\s*:\\s*(\\d+)[\\s,}]`).exec(text)?.[1] ?? String(value);
}
