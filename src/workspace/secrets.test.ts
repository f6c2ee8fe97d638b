import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepSecrets, tokenSetting } from './secrets.ts';

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rapport-secrets-'));
  file = join(dir, 'secrets.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const token = 'made-up-token-4711';
const posix = process.platform !== 'win32';

describe('a token', () => {
  it('comes from the environment first, else from the file', async () => {
    expect(tokenSetting('blue-sky')).toBe('RAPPORT_TOKEN_BLUE_SKY');
    await keepSecrets(file, {}).keep('blue-sky', 'of the file');
    const both = keepSecrets(file, { RAPPORT_TOKEN_BLUE_SKY: 'of the environment' });
    expect([await both.token('blue-sky'), await both.kept('blue-sky')]).toEqual([
      'of the environment',
      'environment',
    ]);
    const fileOnly = keepSecrets(file, {});
    expect([await fileOnly.token('blue-sky'), await fileOnly.kept('blue-sky')]).toEqual([
      'of the file',
      'file',
    ]);
    expect([await fileOnly.token('other'), await fileOnly.kept('other')]).toEqual([undefined, 'none']);
  });

  it('stands in a file of the owner alone, which others may not be able to read', async () => {
    await keepSecrets(file, {}).keep('acme', token);
    if (!posix) return;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await chmod(file, 0o640);
    await expect(keepSecrets(file, {}).token('acme')).rejects.toThrow('can be read by others (mode 0640)');
    expect(await keepSecrets(file, {}, 'win32').token('acme')).toBe(token);
  });

  it('is encrypted under RAPPORT_SECRET, each file with a salt of its own', async () => {
    const env = { RAPPORT_SECRET: 'horse battery' };
    await keepSecrets(file, env).keep('acme', token);
    const first = await readFile(file, 'utf8');
    expect(first).not.toContain(token);
    expect(first).not.toContain('acme');
    expect(await keepSecrets(file, env).token('acme')).toBe(token);
    expect(await keepSecrets(file, env).way()).toEqual({
      next: 'encrypted',
      file: 'encrypted',
      names: ['acme'],
    });
    await keepSecrets(file, env).keep('acme', token);
    const salts = [first, await readFile(file, 'utf8')].map((text) => JSON.parse(text).key.salt);
    expect(salts[0]).not.toBe(salts[1]);
  });

  it('does not open under another secret, without one, or when a byte was changed', async () => {
    await keepSecrets(file, { RAPPORT_SECRET: 'horse battery' }).keep('acme', token);
    await expect(keepSecrets(file, { RAPPORT_SECRET: 'other' }).token('acme')).rejects.toThrow(
      'does not open with this RAPPORT_SECRET',
    );
    await expect(keepSecrets(file, {}).token('acme')).rejects.toThrow('RAPPORT_SECRET is not set');
    const whole = JSON.parse(await readFile(file, 'utf8'));
    const data = Buffer.from(whole.data, 'base64');
    data[0] = (data[0] ?? 0) ^ 1;
    await writeFile(file, JSON.stringify({ ...whole, data: data.toString('base64') }), { mode: 0o600 });
    await expect(keepSecrets(file, { RAPPORT_SECRET: 'horse battery' }).token('acme')).rejects.toThrow(
      'does not open',
    );
  });

  it('of before RAPPORT_SECRET was set is read, and encrypted at the next writing', async () => {
    await keepSecrets(file, {}).keep('one', token);
    const later = keepSecrets(file, { RAPPORT_SECRET: 'horse battery' });
    expect(await later.token('one')).toBe(token);
    await later.keep('two', 'another');
    expect(await readFile(file, 'utf8')).not.toContain(token);
    expect((await later.way()).names).toEqual(['one', 'two']);
  });

  it('is forgotten, and the file goes with the last one', async () => {
    const secrets = keepSecrets(file, {});
    await secrets.keep('one', token);
    await secrets.keep('two', token);
    await secrets.forget('one');
    expect((await secrets.way()).names).toEqual(['two']);
    await secrets.forget('two');
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await secrets.way()).toEqual({ next: 'file', file: 'none', names: [] });
  });

  it('is kept out of git, also where the workspace is older', async () => {
    await writeFile(join(dir, '.gitignore'), 'rapport.duckdb*\n');
    const secrets = keepSecrets(file, {});
    await secrets.keep('one', token);
    await secrets.keep('two', token);
    expect(await readFile(join(dir, '.gitignore'), 'utf8')).toBe('rapport.duckdb*\nsecrets.json\n');
  });

  it('in a file that is none of ours is said in words', async () => {
    await writeFile(file, '{"tokens": 3}', { mode: 0o600 });
    await expect(keepSecrets(file, {}).token('one')).rejects.toThrow('no tokens that Rapport understands');
  });
});
