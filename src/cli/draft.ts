import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Preview } from '../model/import.ts';
import { writeMapping } from '../sources/index.ts';

/**
 * Writes a draft of the mapping for every previewed table, `NAME.rapport.yaml` in `dir`, and gives the names
 * (undefined where the file is no table that a mapping could describe). An older draft that differs, which
 * somebody may have completed, is kept, and the new one gets a number.
 */
export async function writeDrafts(previews: Preview[], dir: string): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for (const { shown, detection, questions } of previews) {
    names.push(
      detection?.mapping &&
        (await writeDraft(dir, basename(shown), writeMapping(detection.mapping, questions))),
    );
  }
  return names;
}

async function writeDraft(dir: string, stem: string, text: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${stem}${number > 1 ? `.${number}` : ''}.rapport.yaml`;
    try {
      await writeFile(join(dir, name), text, { flag: 'wx' });
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if ((await readFile(join(dir, name), 'utf8')) === text) return name;
    }
  }
}
