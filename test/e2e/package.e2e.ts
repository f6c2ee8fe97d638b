import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filesUnder, root } from '../repository.ts';
import { madeUpCorpus } from './corpus.ts';
import { bytesUnder, type Installed, install, packagesIn } from './installed.ts';
import { rapport, serve } from './rapport.ts';

/** What a person may type in an empty folder, in this order; each ends with code 0. */
const commands = [
  'rapport --version',
  'rapport import corpus.csv',
  'rapport ask ignoring --json',
  'rapport doctor',
  'rapport backup kept',
  'rapport demo',
  'rapport brief --month --workspace rapport-demo',
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-package-'));
let tarball = '';
beforeAll(() => {
  const packed = spawnSync(process.execPath, [path.join(root, 'scripts', 'pack.mjs'), folder], {
    encoding: 'utf8',
  });
  if (packed.status !== 0) throw new Error(packed.stderr);
  console.log(packed.stdout);
  tarball = packed.stdout.split('\n', 1)[0] as string;
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe.each(['global', 'here'] as const)('the package, installed by path (%s)', (where) => {
  const home = path.join(folder, where);
  const work = path.join(home, 'work');
  let installed: Installed | string;
  let own = '';
  const here = () => installed as Installed;

  beforeAll(() => {
    installed = install(tarball, home, where);
    if (typeof installed === 'string') return;
    own = path.join(installed.modules, 'rapport-social');
    fs.mkdirSync(work);
    fs.writeFileSync(path.join(work, 'corpus.csv'), madeUpCorpus(40));
  });
  beforeEach(({ skip }) => skip(typeof installed === 'string', String(installed)));

  it.each(commands)('runs %s', async (command) => {
    const { code, err } = await rapport(command.split(' ').slice(1), work, here().program);
    expect(code, err).toBe(0);
  });

  it('makes npm warn of nothing in it', () => {
    expect(here().warnings).not.toContain('rapport');
  });

  it('says its own version, schema and engine', async () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const { out } = await rapport(['--version'], work, here().program);
    expect(out).toMatch(new RegExp(`^rapport ${version}\nschema \\d+\nengine DuckDB v`));
  });

  it('serves its pages, with style sheet, script and fonts', async () => {
    const server = await serve(path.join(work, 'rapport'), here().program);
    try {
      const get = async (address: string) => {
        const answer = await fetch(new URL(address, server.url));
        expect(answer.status, address).toBe(200);
        return answer;
      };
      for (const address of ['/', '/ignoring', '/conversation', '/import']) {
        expect(await (await get(address)).text()).toContain('</html>');
      }
      expect((await get('/browser.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
      const style = await (await get('/style.css')).text();
      const fonts = [...style.matchAll(/url\(["']?([^"')]+\.woff2)/g)].map(
        ([, address]) => address as string,
      );
      expect(fonts.length).toBeGreaterThan(5);
      for (const address of fonts) {
        const bytes = Buffer.from(await (await get(address)).arrayBuffer());
        expect(bytes.subarray(0, 4).toString(), address).toBe('wOF2');
      }
    } finally {
      await server.stop();
    }
  });

  it('holds built code, docs and licences: no source, no test, no map', () => {
    const files = fs
      .readdirSync(own, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll(path.sep, '/'))
      .filter((file) => !file.startsWith('node_modules/'));
    expect(files.filter((file) => /\.tsx?$|\.test\.|\.e2e\.|\.map$|\.tgz$|\.duckdb/.test(file))).toEqual([]);
    expect(fs.readdirSync(own).filter((name) => name !== 'node_modules')).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'dist', 'docs', 'package.json', 'schema'].sort(),
    );
    const rooms = new Set(filesUnder('src').map((file) => file.split('/')[0]));
    expect(fs.readdirSync(path.join(own, 'dist')).filter((name) => name !== 'built-from')).toEqual([
      ...rooms,
    ]);
    expect(fs.readFileSync(path.join(own, 'LICENSE'), 'utf8')).toContain('Apache License');
    for (const font of ['source-serif-4', 'source-sans-3']) {
      const licence = path.join(own, 'dist', 'pages', 'fonts', `LICENSE-${font}.txt`);
      expect(fs.readFileSync(licence, 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
    }
  });

  it('has no page of docs with a link that leads out of it', () => {
    const docs = path.join(own, 'docs');
    const out: string[] = [];
    const pages = fs
      .readdirSync(docs, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile());
    expect(pages.length).toBeGreaterThan(10);
    for (const entry of pages) {
      const text = fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
      for (const [, target] of text.matchAll(/[^!]\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) {
        const found = path.resolve(entry.parentPath, target as string);
        if (!found.startsWith(docs) || !fs.existsSync(found)) out.push(`${entry.name}: ${target}`);
      }
    }
    expect(out).toEqual([]);
  });

  it('brings what the lock names as needed to run, and no tool for building or testing', () => {
    const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    const places = Object.keys(packages).filter((place) => place !== '');
    const nameOf = (place: string) =>
      place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const needed = new Set(places.filter((place) => !packages[place].dev).map(nameOf));
    const there = packagesIn(here().modules).filter((name) => name !== 'rapport-social');
    expect(there).toContain('@duckdb/node-api');
    expect(there.filter((name) => !needed.has(name))).toEqual([]);
    for (const tool of [
      'typescript',
      'vite',
      'vitest',
      '@biomejs/biome',
      'playwright-core',
      'tsx',
      'esbuild',
    ])
      expect(there).not.toContain(tool);
  });

  it('comes to about the size that the README tells', () => {
    const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
    const [, told] = /comes to about (\d+) MB/.exec(readme.replace(/\s+/g, ' ')) ?? [];
    const megabytes = bytesUnder(here().modules) / 1e6;
    console.log(`installed (${where}): ${megabytes.toFixed(1)} MB`);
    // The engine is another file on every system; elsewhere only its order of size is the same.
    const apart = process.platform === 'linux' && process.arch === 'x64' ? 0.1 : 0.5;
    expect(Math.abs(megabytes / Number(told) - 1)).toBeLessThan(apart);
  });
});
