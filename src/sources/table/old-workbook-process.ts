import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { CellObject } from '@e965/xlsx';

/** What a workbook holds, as the process that parsed it tells it. */
export interface ParsedWorkbook {
  names: string[];
  hidden: boolean[];
  from1904: boolean;
  /** By sheet: addresses such as `B7` with their cells. */
  sheets: [string, CellObject][][];
}

export type Parsing = { book: ParsedWorkbook } | { fault: 'office' | 'locked' | 'broken'; why: string };

/** Megabytes and milliseconds that one file may take; a whole file of 16 MB takes some 400 MB and 3 seconds. */
const mostMemory = 1024;
const mostTime = 60_000;

const script = `const { CFB, read } = require(process.argv[1]);
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  console.error = console.log = () => {};
  const tell = (said) => process.stdout.write(JSON.stringify(said));
  try {
    const bytes = Buffer.concat(chunks);
    const parts = CFB.read(bytes, { type: 'buffer' });
    if (CFB.find(parts, 'EncryptedPackage')) return tell({ fault: 'locked', why: '' });
    if (!CFB.find(parts, 'Workbook') && !CFB.find(parts, 'Book')) return tell({ fault: 'office', why: '' });
    const book = read(bytes, { type: 'buffer', cellFormula: false, cellHTML: false, cellText: false, cellNF: true });
    tell({ book: {
      names: book.SheetNames,
      hidden: book.SheetNames.map((_, at) => Boolean(book.Workbook?.Sheets?.[at]?.Hidden)),
      from1904: book.Workbook?.WBProps?.date1904 === true,
      sheets: book.SheetNames.map((name) => Object.entries(book.Sheets[name] ?? {}).flatMap(([address, cell]) =>
        address.startsWith('!') ? [] : [[address, { t: cell.t, v: cell.v, z: cell.z, w: cell.w }]])),
    } });
  } catch (error) {
    tell({ fault: /password|encrypt/i.test(String(error)) ? 'locked' : 'broken', why: String(error) });
  }
});`;

/**
 * Parses an .xls in a process of its own, which may take so much memory and time and no more: a damaged file can say
 * that it is larger than any memory, and would end whoever reads it.
 */
export function parseOldWorkbook(bytes: Uint8Array): Promise<Parsing> {
  const library = createRequire(import.meta.url).resolve('@e965/xlsx');
  return new Promise((settle) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${mostMemory}`, '-e', script, library], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: mostTime,
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => settle({ fault: 'broken', why: String(error) }));
    child.on('close', (code) => {
      if (code !== 0)
        return settle({ fault: 'broken', why: 'it takes more memory or time than a whole one would' });
      settle(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Parsing);
    });
    child.stdin.end(bytes);
  });
}
