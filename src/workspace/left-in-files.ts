import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Leftover } from '../model/keeping.ts';
import { workspacePaths } from './paths.ts';

/** Shorter words stand in many files by chance. */
const shortest = 4;

/**
 * The files of a workspace, but for its database, in which one of the names stands, and copies of a database: the plan,
 * its history, and whatever a person put into the folder. A copy is packed, so that nothing can be told of what is in it.
 */
export async function leftInFiles(dir: string, names: readonly string[]): Promise<Leftover[]> {
  const { dir: root, database, lock, server } = workspacePaths(dir);
  const own = new Set([database, `${database}.wal`, lock, server]);
  const needles = [...new Set(names.filter((name) => name.length >= shortest).flatMap(formsOf))];
  const left: Leftover[] = [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || own.has(file) || /[\\/](node_modules|\.git)[\\/]/.test(file)) continue;
    if (/\.duckdb$/i.test(basename(file))) left.push({ file, why: 'copy' });
    else if (await holds(file, needles)) left.push({ file, why: 'names' });
  }
  return left.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Bytes as text of one sign each, so that they can be looked through without regard to case. */
function formsOf(name: string): string[] {
  return (['utf8', 'utf16le'] as const).map((as) => Buffer.from(name, as).toString('latin1').toLowerCase());
}

/** Whether a name stands by itself: `ann` is not in `planned`. */
function standsIn(text: string, needle: string): boolean {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + needle.length] ?? ' '}`;
    if (!/[a-z0-9]/.test(around)) return true;
  }
  return false;
}

async function holds(file: string, needles: string[]): Promise<boolean> {
  const longest = Math.max(0, ...needles.map(({ length }) => length));
  let end = '';
  for await (const chunk of createReadStream(file)) {
    const text = end + (chunk as Buffer).toString('latin1').toLowerCase();
    if (needles.some((needle) => standsIn(text, needle))) return true;
    end = text.slice(text.length - Math.min(text.length, longest));
  }
  return false;
}
