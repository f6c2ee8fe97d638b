import type { InputFile } from '../../model/reader.ts';
import type { FoundFile } from './find-files.ts';

/** The JSON in a small file next to this one, or undefined where there is none that can be read. */
export async function jsonBeside(file: InputFile, name: string): Promise<unknown> {
  if (!('beside' in file)) return undefined;
  const bytes = await (file as FoundFile).beside(name);
  if (bytes === undefined) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  const begin = text.search(/[[{]/);
  try {
    return JSON.parse(text.slice(begin).replace(/;\s*$/, ''));
  } catch {
    return undefined;
  }
}
