import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planVersion } from './plan.ts';
import { writePlan } from './plan-file.ts';
import { keepVersion, listVersions, versionText } from './plan-history.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-plan-'));
  await writeFile(join(dir, 'plan.yaml'), 'company: One\n');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const now = new Date('2026-11-20T12:00:00Z');
const writing = (expected: string) => ({ expected, who: 'ines', what: 'company', now });
const file = () => readFile(join(dir, 'plan.yaml'), 'utf8');

describe('writePlan', () => {
  it('writes, keeps the version, and leaves nothing else behind', async () => {
    const done = await writePlan(dir, 'company: Two\n', writing(planVersion('company: One\n')));
    expect(done).toEqual({ kind: 'written', version: planVersion('company: Two\n') });
    expect(await file()).toBe('company: Two\n');
    expect((await readdir(dir)).sort()).toEqual(['plan-history', 'plan.yaml']);
    expect(await listVersions(dir)).toEqual([
      { version: done.version, at: now.toISOString(), who: 'ines', what: 'company' },
    ]);
    expect(await versionText(dir, done.version)).toBe('company: Two\n');
  });

  it('writes nothing over a file that is another one meanwhile', async () => {
    const done = await writePlan(dir, 'company: Two\n', writing(planVersion('company: Nought\n')));
    expect(done).toEqual({ kind: 'changed', text: 'company: One\n', version: planVersion('company: One\n') });
    expect(await file()).toBe('company: One\n');
    expect(await listVersions(dir)).toEqual([]);
  });

  it('writes no wrong plan', async () => {
    await expect(writePlan(dir, 'zone: Mars\n', writing(planVersion('company: One\n')))).rejects.toThrow(
      'line 1',
    );
    expect(await file()).toBe('company: One\n');
  });
});

describe('the history', () => {
  const made = (at: string) => ({ at, who: '', what: 'by hand' });

  it('keeps a version once in a row, and again when it comes back', async () => {
    for (const text of ['a: 1\n', 'a: 1\n', 'a: 2\n', 'a: 1\n'])
      await keepVersion(dir, text, made('2026-01-01T00:00:00.000Z'));
    const versions = await listVersions(dir);
    expect(versions.map(({ version }) => version)).toEqual(['a: 1\n', 'a: 2\n', 'a: 1\n'].map(planVersion));
    expect(new Set(versions.map(({ at }) => at)).size).toBe(1);
  });

  it('never runs backwards, and passes over a damaged line', async () => {
    await keepVersion(dir, 'a: 1\n', made('2026-05-01T00:00:00.000Z'));
    await writeFile(join(dir, 'plan-history', 'versions.jsonl'), '{"version"\n', { flag: 'a' });
    await keepVersion(dir, 'a: 2\n', made('2026-01-01T00:00:00.000Z'));
    expect((await listVersions(dir)).map(({ at }) => at)).toEqual([
      '2026-05-01T00:00:00.000Z',
      '2026-05-01T00:00:00.001Z',
    ]);
  });

  it('reads no file outside its folder', async () => {
    expect(await versionText(dir, '../plan')).toBeUndefined();
  });
});
