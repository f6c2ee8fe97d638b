import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { questions } from '../src/measures/index.ts';
import { root } from './repository.ts';

const load = (...path: string[]) => import(pathToFileURL(join(root, ...path)).href);
const { runBench } = await load('bench', 'run.mjs');
const { page } = await load('bench', 'page.mjs');
const { benchOptions } = await load('scripts', 'bench.mjs');

interface Line {
  measure: string;
  query: string;
  known: boolean;
  rows: number;
  differing: unknown[];
}

describe('npm run bench', () => {
  it('refuses what it does not know', () => {
    expect(benchOptions(['--messages', '2000'])).toMatchObject({ messages: 2000, keep: false, write: false });
    expect(() => benchOptions(['--messages', 'many'])).toThrow('--messages many');
    expect(() => benchOptions(['--message'])).toThrow('--message');
  });

  it('measures every part, and finds the rows of the program in the floor', {
    timeout: 300_000,
  }, async () => {
    const run = await runBench({ messages: 2000, seed: 1, times: 1, paths: ['/ignoring'], say: () => {} });
    for (const size of [run.small, run.large]) {
      const { program, floor, naive, measures, pages } = size;
      expect(floor.rows).toEqual(program.rows);
      expect(naive.counts).toMatchObject({
        messages: program.rows.message.rows,
        turns: program.rows.turn.rows,
        conversations: program.rows.conversation.rows,
      });
      const lines: Line[] = measures.lines;
      // 'why' reads the goals of a plan and 'voices' what people coded, and the corpus has neither.
      const ofMessages = questions.filter(({ word }) => word !== 'why' && word !== 'voices');
      const words = ofMessages.flatMap((question) => question.measures.map(({ word }) => word));
      expect([...new Set(lines.map(({ measure }) => measure))]).toEqual(words);
      for (const { measure, query, known, differing } of lines)
        expect({ measure, query, known, differing }).toEqual({ measure, query, known: true, differing: [] });
      expect(pages.lines).toHaveLength(1);
      for (const part of [program, floor, naive, measures]) expect(part.peak).toBeGreaterThan(1e6);
    }
    expect(run.large.program.rows.message.rows).toBe(2000);
    const text: string = page(run);
    expect(text).not.toMatch(/NaN|undefined|DIFFERENT/);
    for (const title of [
      'Import of',
      'The same rows',
      'Peak memory',
      'Measures, everything',
      'Pages',
      'Aims',
    ])
      expect(text).toContain(`### ${title}`);
  });
});
