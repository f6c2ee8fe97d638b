import { Problem } from '../../model/problem.ts';
import type { InputFile } from '../../model/reader.ts';
import { type ZipEntry, zipEntries } from '../files/zip.ts';
import { readXml, type XmlEvents } from '../xml.ts';
import { isOldWorkbook, openOldWorkbook } from './old-workbook.ts';
import { builtInShown, type Shown, shownBy } from './sheet-number.ts';
import type { SheetRow } from './sheet-rows.ts';
import { damagedWorkbook, megabytes, tooLarge } from './workbook-fault.ts';

/** How large a workbook may be before it is refused. Bytes are those after inflating, but for `file`. */
export interface WorkbookLimits {
  file: number;
  sheet: number;
  strings: number;
  rows: number;
}

export const workbookLimits: WorkbookLimits = {
  file: 64 * 2 ** 20,
  sheet: 2 ** 30,
  strings: 64 * 2 ** 20,
  rows: 1_048_576,
};

/** A sheet: the XML of its rows, or the rows themselves where the whole workbook had to be parsed at once (.xls). */
export type Sheet =
  | { name: string; stream(): AsyncIterable<Uint8Array> }
  | { name: string; rows: SheetRow[] };

/** A workbook that is open: its sheets that are shown, and what their cells point to. */
export interface Workbook {
  shown: string;
  sheets: Sheet[];
  strings: string[];
  /** What each cell style makes of a number. */
  styles: Shown[];
  from1904: boolean;
  limits: WorkbookLimits;
}

/** Whether the file is an Office Open XML workbook or may be an old one (.xls), whatever its name. */
export async function isWorkbook(file: InputFile): Promise<boolean> {
  const start = await file.head(4);
  if (isOldWorkbook(start)) return true;
  const [a, b] = start;
  if (a !== 0x50 || b !== 0x4b) return false;
  // the names of parts stand in the clear before each part
  const head = Buffer.from(await file.head(262_144)).toString('latin1');
  return /(^|[^a-z/])xl\/(workbook|worksheets|styles|_rels|sharedStrings|theme)/i.test(head);
}

/**
 * Opens a workbook. The packed file is held in memory, its sheets are not, but for an .xls, which is held whole.
 * @throws Problem for one that is damaged, protected or too large.
 */
export async function openWorkbook(
  file: InputFile,
  limits: WorkbookLimits = workbookLimits,
): Promise<Workbook> {
  const { shown } = file;
  if (isOldWorkbook(await file.head(4))) return openOldWorkbook(file, limits);
  if (file.bytes > limits.file) throw tooLarge(shown, `${megabytes(file.bytes)} packed`);
  const packed: Uint8Array[] = [];
  for await (const chunk of file.stream()) packed.push(chunk);
  const entries = await zipEntries(Buffer.concat(packed), shown, (name) => /^\/?xl\//.test(name), {
    entries: 10_000,
    entryBytes: limits.sheet,
    totalBytes: 4 * limits.sheet,
  });
  const parts = new Map(entries.map((entry) => [entry.name.replace(/^\//, ''), entry]));
  try {
    const targets = await relations(parts.get('xl/_rels/workbook.xml.rels'));
    const { named, from1904 } = await contents(parts.get('xl/workbook.xml'));
    return {
      shown,
      sheets: named.flatMap(({ name, id }) => {
        const part = parts.get(targets.get(id) ?? '');
        return part ? [{ name, stream: () => part.stream() }] : [];
      }),
      strings: await sharedStrings(parts.get('xl/sharedStrings.xml'), shown, limits),
      styles: await stylesOf(parts.get('xl/styles.xml')),
      from1904,
      limits,
    };
  } catch (cause) {
    throw cause instanceof Problem ? cause : damagedWorkbook(shown, cause);
  }
}

async function walk(part: ZipEntry | undefined, events: XmlEvents): Promise<void> {
  if (part) for await (const _ of readXml(part.stream(), events));
}

/** Parts of the workbook by the id of their relation. */
async function relations(part: ZipEntry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await walk(part, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
    },
  });
  return targets;
}

/** The sheets that are not hidden, in their order, and the calendar. */
async function contents(part: ZipEntry | undefined) {
  const named: { name: string; id: string }[] = [];
  let from1904 = false;
  await walk(part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet' || /hidden/i.test(attributes.state ?? '')) return;
      const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? '';
      named.push({ name: attributes.name ?? '', id });
    },
  });
  return { named, from1904 };
}

async function sharedStrings(
  part: ZipEntry | undefined,
  shown: string,
  limits: WorkbookLimits,
): Promise<string[]> {
  if (part && part.bytes > limits.strings) throw tooLarge(shown, `${megabytes(part.bytes)} of texts`);
  const strings: string[] = [];
  let text = '';
  let spoken = 0;
  let inText = false;
  await walk(part, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') spoken += 1;
      inText = name === 't' && spoken === 0;
    },
    text: (more) => {
      if (inText) text += more;
    },
    close: (name) => {
      if (name === 'si') strings.push(text);
      if (name === 'rPh') spoken -= 1;
      if (name === 't') inText = false;
    },
  });
  return strings;
}

async function stylesOf(part: ZipEntry | undefined): Promise<Shown[]> {
  const formats = new Map<number, Shown>();
  const styles: Shown[] = [];
  let inCells = false;
  await walk(part, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') formats.set(Number(numFmtId), shownBy(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells)
        styles.push(formats.get(Number(numFmtId)) ?? builtInShown(Number(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
