import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askOpenQuestions } from '../../src/cli/answers.ts';
import { isProblem } from '../../src/model/problem.ts';
import { detect } from '../../src/sources/detect.ts';
import { checkMapping } from '../../src/sources/mapping.ts';
import { preview } from '../../src/sources/preview.ts';
import { readers } from '../../src/sources/readers.ts';
import { root } from '../repository.ts';
import type { Became } from './bench.ts';
import { mutate, mutations } from './mutations.ts';
import { type FuzzFile, fileOfSeed } from './seed.ts';
import { seeds } from './seeds.ts';

const { examine } = await import(pathToFileURL(join(root, 'test', 'fuzz', 'examine.mjs')).href);
const modules = { checkMapping, askOpenQuestions, detect, isProblem, preview };
const became = (file: FuzzFile): Promise<Became> => examine(file, modules);

describe('a valid small file', () => {
  it('is there for each reader, to be damaged by npm run fuzz', () => {
    const known = new Set(seeds.map(({ reader }) => reader));
    expect(readers.map(({ word }) => word).filter((word) => !known.has(word))).toEqual([]);
  });

  it.each(seeds.map((seed) => [seed.reader, seed.name, seed] as const))('of %s: %s', async (_, __, seed) => {
    const { fault, reader, refused, accepted } = await became(fileOfSeed(seed));
    expect({ fault, refused, reader }).toEqual({ reader: seed.reader });
    expect(accepted).toBeGreaterThan(seed.single ? 0 : 1);
  });
});

describe('damaged files', () => {
  it.each(readers.map(({ word }) => word))('are refused or read by %s, never the end of it', async (word) => {
    const own = seeds.filter(({ reader }) => reader === word);
    if (own.length === 0) return;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...own), mutations, async (seed, list) => {
        expect((await became(mutate(seed, list))).fault).toBeUndefined();
      }),
      { numRuns: 25, seed: 20260101 },
    );
  });
});
