import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../../model/problem.ts';
import type { InputFile } from '../../model/reader.ts';
import { tarEntries } from './tar.ts';
import {
  isArticle,
  isMemberCopy,
  isMetaCopy,
  isWanted,
  isWantedOfCopy,
  isWantedOfMetaCopy,
  metaCopies,
} from './wanted.ts';
import { type ZipEntry, type ZipLimits, zipEntries, zipLimits } from './zip.ts';

/** A file that knows its folder: some exports name their owner in a small file next to the posts. */
export interface FoundFile extends InputFile {
  /** Content of the file of this name in the same folder or archive, if it is there and below 1 MiB. */
  beside(name: string): Promise<Uint8Array | undefined>;
}

const smallFile = 1_048_576;

/**
 * The files behind the paths: files themselves, folders walked, .zip and .tar.gz archives listed, in the order of their
 * names. In folders and archives only files that can hold messages are listed, hidden ones never.
 * @throws Problem where a path is missing or an archive is not safe to open.
 */
export async function findFiles(paths: string[], limits: ZipLimits = zipLimits): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const path of paths) {
    const facts = await stat(path).catch((cause) => {
      throw new Problem(`${path} is not there.`, 'Check the name and the folder.', { cause });
    });
    const name = basename(path);
    if (facts.isDirectory()) found.push(...(await inFolder(path, name, '', limits)));
    else if (isArchive(name)) found.push(...(await inArchive(path, name, limits)));
    else found.push(onDisk(path, name, name, facts.size));
  }
  return found;
}

async function inFolder(
  folder: string,
  shown: string,
  inside: string,
  limits: ZipLimits,
  ofCopy?: (path: string) => boolean,
): Promise<InputFile[]> {
  const found: InputFile[] = [];
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = entries.map((entry) => entry.name);
  const copy = ofCopy ?? copyIn(names, shown);
  const listed = copy ?? isWanted;
  for (const entry of entries) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    const path = join(folder, name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !/^(__MACOSX|node_modules)$/.test(entry.name)) {
        found.push(...(await inFolder(folder, shown, name, limits, copy)));
      }
    } else if (entry.isFile() && listed(name)) {
      if (isArchive(name)) found.push(...(await inArchive(path, `${shown}/${name}`, limits)));
      else found.push(onDisk(path, name, `${shown}/${name}`, (await stat(path)).size));
    }
  }
  return found;
}

/** What is listed of a copy of one's data whose folder holds these names; undefined where it is none. */
function copyIn(names: string[], shown: string): ((path: string) => boolean) | undefined {
  if (isMemberCopy(names, shown)) return isWantedOfCopy;
  return [shown, ...names].some(isMetaCopy) ? isWantedOfMetaCopy : undefined;
}

function onDisk(path: string, name: string, shown: string, bytes: number): FoundFile {
  return {
    name,
    shown,
    bytes,
    head: async (length) => {
      const handle = await open(path, 'r');
      try {
        const buffer = new Uint8Array(Math.min(length, bytes));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    stream: () => createReadStream(path, { highWaterMark: 262_144 }),
    beside: async (other) => {
      const neighbour = join(path, '..', other);
      const facts = await stat(neighbour).catch(() => undefined);
      if (!facts?.isFile() || facts.size > smallFile) return undefined;
      return gather(createReadStream(neighbour), smallFile);
    },
  };
}

async function inArchive(path: string, shown: string, limits: ZipLimits): Promise<FoundFile[]> {
  const companion = /(^|\/)(account\.js|manifest\.js|actor\.json)$/;
  const names: string[] = [];
  const admits = (name: string) => {
    names.push(name);
    return isWanted(name) || isArticle(name) || companion.test(name);
  };
  const entries = isTar(path) ? tarEntries : zipEntries;
  const all = await entries(path, shown, admits, limits);
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const inIt = folders.get(folderOf(name));
    if (inIt) inIt.push(baseOf(name));
    else folders.set(folderOf(name), [baseOf(name)]);
  }
  const copies = [...folders].flatMap(([folder, inIt]) => (isMemberCopy(inIt, shown) ? [folder] : []));
  const ofMeta = metaCopies(names, shown);
  const isListed = (name: string) => {
    if (ofMeta.some((folder) => name.startsWith(folder))) return isWantedOfMetaCopy(name);
    return copies.some((folder) => name.startsWith(folder)) ? isWantedOfCopy(name) : isWanted(name);
  };
  const byName = new Map(all.map((entry) => [entry.name, entry]));
  return all
    .filter((entry) => isListed(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      name: entry.name,
      shown: `${shown}/${entry.name}`,
      bytes: entry.bytes,
      head: (length) => beginningOf(entry, length),
      stream: () => entry.stream(),
      beside: async (other) => {
        const neighbour = byName.get(entry.name.replace(/[^/]*$/, other));
        return neighbour && neighbour.bytes <= smallFile ? beginningOf(neighbour, smallFile) : undefined;
      },
    }));
}

async function beginningOf(entry: ZipEntry, length: number): Promise<Uint8Array> {
  const { beginning } = entry;
  if (beginning !== undefined && Math.min(length, entry.bytes) <= beginning.length) {
    return beginning.subarray(0, length);
  }
  return gather(entry.stream(), length);
}

async function gather(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function isArchive(name: string): boolean {
  return /\.zip$/i.test(name) || isTar(name);
}

function isTar(name: string): boolean {
  return /\.(tar\.gz|tgz|tar)$/i.test(name);
}
