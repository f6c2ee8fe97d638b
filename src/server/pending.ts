import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../model/problem.ts';
import type { InputFile, OpenQuestion } from '../model/reader.ts';
import { findFiles } from '../sources/index.ts';
import type { Alike } from './alike.ts';
import type { Look } from './imports.ts';
import type { Part } from './multipart.ts';

/** An upload that was looked into and waits for answers. */
export interface Upload {
  id: string;
  at: string;
  files: InputFile[];
  /** As first understood, before any answer. */
  first: Look[];
  /** Files that are asked about together, as first understood. */
  groups: Alike[];
  /** The answers so far, by field name; the number in it is the place of a group. */
  given: Record<string, string>;
  /** As understood with these answers. */
  looks: Look[];
  /** For each group every question that was ever asked of it, so that its answer can be changed. */
  asked: OpenQuestion[][];
}

/** Uploads in the workspace's `incoming` folder, known for as long as the app runs. */
export interface Pending {
  /** Writes the files of an upload to disk and finds what is in them. */
  receive(parts: AsyncIterable<Part>): Promise<Upload>;
  list(): Upload[];
  find(id: string): Upload | undefined;
  /** Forgets an upload and removes its files. */
  drop(id: string): Promise<void>;
  /** Removes every upload's files. */
  clear(): Promise<void>;
}

const atMost = 20;

export function keepPending(incoming: string, now: () => Date): Pending {
  const uploads = new Map<string, Upload>();
  const folder = (id: string): string => join(incoming, id);

  async function drop(id: string): Promise<void> {
    uploads.delete(id);
    await rm(folder(id), { recursive: true, force: true });
  }

  return {
    async receive(parts) {
      const id = randomUUID();
      try {
        const written = await writeParts(parts, folder(id));
        if (written.length === 0) throw new Problem('No file was chosen.', 'Choose one or more files first.');
        const files = await findFiles(written);
        const upload = {
          id,
          at: now().toISOString(),
          files,
          first: [],
          groups: [],
          given: {},
          looks: [],
          asked: [],
        };
        uploads.set(id, upload);
        for (const oldest of [...uploads.keys()].slice(0, -atMost)) await drop(oldest);
        return upload;
      } catch (error) {
        await drop(id);
        throw error;
      }
    },
    list: () => [...uploads.values()].filter(({ first }) => first.length > 0),
    find: (id) => uploads.get(id),
    drop,
    async clear() {
      uploads.clear();
      await rm(incoming, { recursive: true, force: true });
    },
  };
}

/** The questions asked so far, with those that are open now. */
export function askedAfter(before: OpenQuestion[][], looks: Look[]): OpenQuestion[][] {
  return looks.map(({ detection }, index) => {
    const known = before[index] ?? [];
    const words = new Set(known.map(({ word }) => word));
    return [...known, ...(detection?.questions ?? []).filter(({ word }) => !words.has(word))];
  });
}

async function writeParts(parts: AsyncIterable<Part>, dir: string): Promise<string[]> {
  const written: string[] = [];
  const names = new Set<string>();
  for await (const part of parts) {
    if (!part.filename) continue;
    const name = safeName(part.filename);
    // A second file of the same name goes into a folder of its own, since readers look at names.
    const taken = names.has(name.toLowerCase());
    names.add(name.toLowerCase());
    const file = taken ? join(dir, String(written.length + 1), name) : join(dir, name);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(Readable.from(part.body), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    written.push(file);
  }
  return written;
}

/** A file name that every system takes and that stays in its folder. */
export function safeName(given: string): string {
  const name = (given.split(/[/\\]/).pop() ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '')
    .slice(-120);
  const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  return name === '' ? 'file' : device ? `_${name}` : name;
}
