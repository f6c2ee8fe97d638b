import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../test/served.ts';
import { pumpQuestions } from '../../test/support-corpus.ts';
import type { Finding } from '../model/finding.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ files: { 'plan.yaml': 'company: Tarnwell Pumps\nzone: Europe/Berlin\n' } });
  await served.bringIn({ 'twcs.csv': pumpQuestions() });
});
afterAll(() => served.close());

describe('commands', () => {
  it('answer with progress and then one result, a line each', async () => {
    const file = join(served.dir, 'again.csv');
    await writeFile(file, pumpQuestions().replace('pump 59 leak', 'pump 59 still leak'));
    const { lines, last } = await served.command('import', { paths: [file], who: 'cli' });
    expect(lines.slice(0, -1).every((line) => 'progress' in line)).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
    expect(last).toMatchObject({
      result: { kind: 'done', report: { files: [{ rows: 81, accepted: 80, rejected: 1 }] } },
    });
    const known = await served.command('import', { paths: [file], who: 'cli' });
    expect(known.last).toMatchObject({ result: { report: { files: [{ known: true }] } } });
  });

  it('give the same Findings as the page', async () => {
    const { last } = await served.command('ask', {
      word: 'ignoring',
      query: [['period', 'all']],
      format: 'json',
    });
    const page: Finding[] = await (await served.get('/ignoring.json?period=all')).json();
    expect(last).toEqual({ result: { findings: page } });
    const table = await served.command('ask', {
      word: 'ignoring',
      query: [['period', 'all']],
      format: 'csv',
    });
    expect(table.last).toEqual({ result: { csv: await served.page('/ignoring.csv?period=all') } });
  });

  it('say what is wrong as a problem', async () => {
    expect((await served.command('ask', { word: 'weather', query: [], format: 'json' })).last).toMatchObject({
      problem: { message: expect.stringContaining('weather') },
    });
    expect((await served.command('import', { paths: ['relative.csv'], who: 'me' })).last).toMatchObject({
      problem: { message: expect.stringContaining('absolute') },
    });
    expect((await served.command('fly' as 'doctor', {})).last).toHaveProperty('problem');
  });

  it('do not call a plan well that was probably meant otherwise', async () => {
    const file = join(served.dir, 'plan.yaml');
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}goal: []\n`);
    const { last } = await served.command('doctor', {});
    const checks = last && 'result' in last ? last.result.checks : [];
    expect(checks.find(({ name }) => name === 'plan')).toMatchObject({
      ok: false,
      found: expect.stringContaining('goal. Did you mean goals?'),
      help: expect.stringContaining('Mend these keys'),
    });
    await writeFile(file, good);
  });

  it('list what is well, and the rows that were refused', async () => {
    const { last } = await served.command('doctor', {});
    const checks = last && 'result' in last ? last.result.checks : [];
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'program',
        'engine',
        'schema',
        'plan',
        'database',
        'log',
        'disk',
        'data version',
      ]),
    );
    expect(checks.find(({ name }) => name === 'plan')?.ok).toBe(true);
    const { last: rejected } = await served.command('rejected', { importId: 1 });
    expect(rejected).toMatchObject({ result: { rows: [{ line: 82 }] } });
  });

  it('back up the database, the acts and the plan', async () => {
    const target = join(served.dir, 'copy');
    const { last } = await served.command('backup', { target });
    expect(last).toMatchObject({ result: { target, acts: expect.any(Number) } });
    expect((await readdir(target)).sort()).toEqual([
      'acts.jsonl',
      'plan-history',
      'plan.yaml',
      'rapport.duckdb',
    ]);
  });

  it('undo an import', async () => {
    const { last } = await served.command('undo', { importId: 2, who: 'cli' });
    expect(last).toHaveProperty('result.removed');
    expect((await served.command('undo', { importId: 2, who: 'cli' })).last).toHaveProperty('problem');
  });
});
