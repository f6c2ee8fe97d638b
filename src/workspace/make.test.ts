import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkspace } from './make.ts';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'rapport-make-'));
});
afterEach(() => rm(base, { recursive: true }));

describe('makeWorkspace', () => {
  it('makes the folder with a plan, and keeps key and database out of git', async () => {
    const made = await makeWorkspace(join(base, 'a', 'b'));
    expect(made.made).toBe(true);
    expect((await readdir(made.dir)).sort()).toEqual(['.gitignore', 'plan.schema.json', 'plan.yaml']);
    expect(await readFile(join(made.dir, '.gitignore'), 'utf8')).toContain('server.json');
  });

  it('leaves a plan that is there as it is', async () => {
    await writeFile(join(base, 'plan.yaml'), 'company: Ours\n');
    expect((await makeWorkspace(base)).made).toBe(false);
    expect(await readFile(join(base, 'plan.yaml'), 'utf8')).toBe('company: Ours\n');
    expect((await readdir(base)).sort()).toEqual(['plan.schema.json', 'plan.yaml']);
  });

  it('brings the schema of an older program up to date', async () => {
    await writeFile(join(base, 'plan.yaml'), 'company: Ours\n');
    await writeFile(join(base, 'plan.schema.json'), '{}');
    await makeWorkspace(base);
    expect(JSON.parse(await readFile(join(base, 'plan.schema.json'), 'utf8')).properties.zone).toBeDefined();
  });

  it('refuses a file, and a folder inside a file', async () => {
    const file = join(base, 'notes.txt');
    await writeFile(file, 'x');
    for (const dir of [file, join(file, 'inside')]) {
      await expect(makeWorkspace(dir)).rejects.toMatchObject({
        name: 'Problem',
        message: expect.stringContaining(dir),
      });
    }
    expect(await readFile(file, 'utf8')).toBe('x');
  });
});
