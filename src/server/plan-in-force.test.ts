import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listVersions } from '../workspace/plan-history.ts';
import { keepPlan } from './plan-in-force.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-plan-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

let clock = 1_700_000_000;
async function write(text: string): Promise<void> {
  await writeFile(join(dir, 'plan.yaml'), text);
  clock += 10;
  await utimes(join(dir, 'plan.yaml'), clock, clock);
}

it('follows the file, and stays with the last good plan while it is wrong', async () => {
  await write('company: Tarnwell Pumps\n');
  const plan = keepPlan(dir);
  expect((await plan()).plan.company).toBe('Tarnwell Pumps');

  await write('company: Tarnwell\nzone: Mars/Olympus\n');
  const wrong = await plan();
  expect(wrong.plan.company).toBe('Tarnwell Pumps');
  expect(wrong.problem?.message).toContain('line 2');
  expect(await plan()).toBe(wrong);

  await write('company: Tarnwell\nzone: Europe/Berlin\n');
  const mended = await plan();
  expect(mended.problem).toBeUndefined();
  expect(mended.plan.zone).toBe('Europe/Berlin');
});

it('keeps what was written by hand in the history, and no wrong plan', async () => {
  const plan = keepPlan(dir);
  for (const text of ['company: One\n', 'zone: Mars\n', 'company: Two\n']) {
    await write(text);
    await plan();
  }
  const versions = await listVersions(dir);
  expect(versions.map(({ who, what }) => [who, what])).toEqual([
    ['', 'by hand'],
    ['', 'by hand'],
  ]);
  expect(versions.at(-1)?.version).toBe((await plan()).plan.version);
  expect(versions.at(-1)?.at).toBe(new Date(clock * 1000).toISOString());
});

it('works with defaults where there is no file, and where the first one is wrong', async () => {
  const plan = keepPlan(dir);
  expect((await plan()).problem).toBeUndefined();
  expect((await plan()).plan.zone).toBe('UTC');
  await write('zone: [1');
  expect((await plan()).plan.zone).toBe('UTC');
  expect((await plan()).problem?.message).toContain('plan.yaml');
});

it('takes up the last good plan of the history where it begins with a wrong one', async () => {
  await write('company: Tarnwell Pumps\nzone: Europe/Vienna\n');
  await keepPlan(dir)();
  await write('zone: Mars\n');
  const { plan, problem } = await keepPlan(dir)();
  expect([plan.company, plan.zone]).toEqual(['Tarnwell Pumps', 'Europe/Vienna']);
  expect(problem?.message).toContain('line 1');
});
