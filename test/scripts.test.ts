import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './repository.ts';

const script = (name: string) => import(pathToFileURL(join(root, 'scripts', name)).href);
const { startCommands } = await script('start.mjs');
const { isInstalled } = await script('install.mjs');
const { sourceHash } = await script('build.mjs');
const { findNpm, nodeRefusal } = await script('program.mjs');
const { findChromium, mayInstall } = await script('e2e.mjs');
const { tally } = await script('tally.mjs');
const { lacking } = await import(pathToFileURL(join(root, 'test', 'servers', 'debian.mjs')).href);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-scripts-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('npm start', () => {
  const from = resolve('/home/me');
  const home = resolve('/home/me/rapport-social');

  it('serves the workspace that there is, and where there is none makes and serves a simulated company', () => {
    const demo = join(home, 'rapport-demo');
    const started = startCommands(['--port', '9'], { from, home });
    expect(started.commands).toEqual([
      ['demo', demo],
      ['serve', '--workspace', demo, '--port', '9'],
    ]);
    expect(started.said).toContain('simulated company');
    const serve = { commands: [['serve']] };
    const plan = join(home, 'rapport', 'plan.yaml');
    expect(startCommands([], { from, home, exists: (file: string) => file === plan })).toEqual(serve);
    const here = join(home, 'rapport.duckdb');
    expect(startCommands([], { from, home, exists: (file: string) => file === here })).toEqual(serve);
    expect(startCommands([], { from, home, env: { RAPPORT_WORKSPACE: 'w' } })).toEqual(serve);
    expect(startCommands(['--workspace', 'w'], { from, home })).toEqual({
      commands: [['serve', '--workspace', join(from, 'w')]],
    });
  });

  it('imports files first, into ./rapport', () => {
    expect(startCommands(['posts.csv', 'dir'], { from, home })).toEqual({
      commands: [
        ['import', join(from, 'posts.csv'), join(from, 'dir'), '--workspace', join(home, 'rapport')],
        ['serve', '--workspace', join(home, 'rapport')],
      ],
    });
  });

  it('hands every option to the command that it belongs to', () => {
    const args = [
      'a.csv',
      '--port=9',
      '--us',
      'x',
      '--us',
      'y',
      '--zone',
      'UTC',
      '--without-ids',
      '--map',
      'm.yaml',
    ];
    const { commands } = startCommands([...args, '--workspace', 'w'], { from, home });
    expect(commands[0].slice(2)).toEqual([
      ...['--workspace', join(from, 'w'), '--map', join(from, 'm.yaml')],
      ...['--us', 'x', '--us', 'y', '--zone', 'UTC', '--without-ids'],
    ]);
    expect(commands[1]).toEqual(['serve', '--workspace', join(from, 'w'), '--port', '9']);
  });

  it('refuses what it does not know', () => {
    expect(() => startCommands(['--prot', '9'], { from, home })).toThrow('--prot');
    expect(() => startCommands(['--zone', 'UTC'], { from, home })).toThrow('name the files too');
    expect(startCommands(['--help'], { from, home }).help).toContain('npm start -- FILES');
  });
});

describe('install', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { version: '1' },
      'node_modules/b': { version: '2', optional: true },
    },
  };
  async function write(name: string, content: unknown) {
    await mkdir(join(dir, 'node_modules'), { recursive: true });
    await writeFile(join(dir, name), JSON.stringify(content));
  }

  it.each([
    ['nothing is there', undefined, false],
    ['npm has noted all', { packages: { 'node_modules/a': { version: '1' } } }, true],
    ['a version differs', { packages: { 'node_modules/a': { version: '0' } } }, false],
    ['one is missing', { packages: { 'node_modules/b': { version: '2' } } }, false],
    ['one is left over', { packages: { ...lock.packages, 'node_modules/c': { version: '1' } } }, false],
  ])('when %s', async (_, noted, expected) => {
    await write('package-lock.json', lock);
    if (noted) await write('node_modules/.package-lock.json', noted);
    expect(await isInstalled(dir)).toBe(expected);
  });

  it('finds npm where Node brings it, on Windows too, and does not take another manager for it', () => {
    const cli = 'C:\\node\\node_modules\\npm\\bin\\npm-cli.js';
    const world = { execPath: 'C:\\node\\node.exe', path: win32, real: (file: string) => file };
    const env = { npm_execpath: 'C:\\yarn\\yarn.js', Path: 'C:\\other;C:\\node' };
    expect(
      findNpm({ ...world, env, exists: (file: string) => file === cli || file.endsWith('yarn.js') }),
    ).toBe(cli);
    const elsewhere = 'C:\\other\\node_modules\\npm\\bin\\npm-cli.js';
    expect(findNpm({ ...world, env, exists: (file: string) => file === elsewhere })).toBe(elsewhere);
    expect(findNpm({ ...world, env: {}, exists: () => false })).toBeUndefined();
  });

  it('refuses a Node that is too old, in a sentence', () => {
    for (const version of ['18.20.0', '20.18.3']) expect(nodeRefusal(version)).toContain(version);
    for (const version of ['20.19.0', '22.0.0', '24.21.0']) expect(nodeRefusal(version)).toBeUndefined();
  });
});

describe('build', () => {
  it('is due again when a source changes, moves or goes, not when a test does', async () => {
    const file = (name: string, text: string) => writeFile(join(dir, 'src', name), text);
    await mkdir(join(dir, 'src'));
    await file('a.ts', '1');
    const first = await sourceHash(dir);
    await file('a.test.ts', 'x');
    expect(await sourceHash(dir)).toBe(first);
    await file('a.ts', '2');
    const second = await sourceHash(dir);
    await rm(join(dir, 'src', 'a.ts'));
    await file('b.ts', '2');
    const third = await sourceHash(dir);
    await file('style.css', '');
    expect(new Set([first, second, third, await sourceHash(dir)]).size).toBe(4);
  });
});

describe('e2e', () => {
  it('takes the Chromium that is named, else one that is there, and installs only on Debian as root', () => {
    expect(findChromium({ env: { CHROMIUM: 'x' }, exists: () => false })).toBe('x');
    expect(findChromium({ env: {}, exists: (file: string) => file.endsWith('chromium') })).toMatch(
      /chromium$/,
    );
    expect(findChromium({ env: {}, exists: () => false })).toBeUndefined();
    expect(mayInstall({ exists: () => true, user: 0 })).toBe(true);
    expect(mayInstall({ exists: () => true, user: 1000 })).toBe(false);
    expect(mayInstall({ exists: () => false, user: 0 })).toBe(false);
  });
});

describe('the tally of .ci/run', () => {
  const green = { numPassedTests: 5, numFailedTests: 0, testResults: [] };
  it('counts every failure once, and a step without a report as one', () => {
    expect(tally({ unit: green, e2e: green }, [])).toEqual({ passed: 10, failed: 0 });
    expect(tally({ unit: green, e2e: green }, ['check'])).toEqual({ passed: 10, failed: 1 });
    expect(tally({ unit: { ...green, numFailedTests: 2 }, e2e: undefined }, ['unit', 'e2e'])).toEqual({
      passed: 5,
      failed: 3,
    });
    const broken = { ...green, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(tally({ unit: broken, e2e: green }, ['unit'])).toEqual({ passed: 10, failed: 1 });
    expect(tally({ unit: green, e2e: green }, ['unit'])).toEqual({ passed: 10, failed: 1 });
  });
});

describe('npm run test:servers', () => {
  const exists = () => true;

  it('says what it lacks where the servers cannot run', () => {
    expect(lacking({ platform: 'darwin', user: 0, exists })).toContain('no Debian');
    expect(lacking({ platform: 'linux', user: 0, exists: () => false })).toContain('no Debian');
    expect(lacking({ platform: 'linux', user: 1000, exists })).toContain('root');
    const without = (file: string) => file !== '/usr/bin/g++';
    expect(lacking({ platform: 'linux', user: 0, exists: without })).toContain('/usr/bin/g++');
    expect(lacking({ platform: 'linux', user: 0, exists })).toBeUndefined();
  });
});
