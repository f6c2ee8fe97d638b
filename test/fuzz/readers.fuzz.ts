import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readers } from '../../src/sources/readers.ts';
import { openBench } from './bench.ts';
import { mutate, mutations } from './mutations.ts';
import { seeds } from './seeds.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 10_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);
const bench = openBench();
afterAll(() => bench.close());

describe.each(readers.map(({ word }) => word))('%s', (word) => {
  it(`survives ${runs.toLocaleString('en')} damaged files`, { timeout: 0 }, async () => {
    const own = seeds.filter(({ reader }) => reader === word);
    const became = {
      read: 0,
      refused: 0,
      'by another reader': 0,
      rows: 0,
      accepted: 0,
      rejected: 0,
      empty: 0,
    };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...own), mutations, async (from, list) => {
        const {
          fault,
          refused,
          reader,
          rows = 0,
          accepted = 0,
          rejected = 0,
          empty = 0,
        } = await bench.examine(mutate(from, list));
        if (fault !== undefined) throw new Error(fault);
        became[refused !== undefined ? 'refused' : reader === word ? 'read' : 'by another reader'] += 1;
        became.rows += rows;
        became.accepted += accepted;
        became.rejected += rejected;
        became.empty += empty;
      }),
      { numRuns: runs, seed },
    );
    console.log(`${word}: ${JSON.stringify(became)}`);
    expect(became.accepted + became.rejected + became.empty).toBe(became.rows);
    expect(became.read, 'files that the reader took').toBeGreaterThan(0);
  });
});
