import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, runNode, say } from './program.mjs';

const dist = join(root, 'dist');
/** Where a build is made before it takes the old one's place. */
const next = join(dist, 'next');
const stampFile = join(dist, 'built-from');

/** One hash over everything that the build is made from: names and contents. */
export async function sourceHash(folder = root) {
  const named = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts/build.mjs',
  ];
  const files = [
    ...named.map((name) => join(folder, ...name.split('/'))),
    ...(await filesUnder(join(folder, 'src'))),
  ];
  const hash = createHash('sha256');
  for (const file of files.filter((name) => !isTest(name)).sort()) {
    const content = await readFile(file).catch(() => '');
    hash.update(`${relative(folder, file).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Builds dist/ from src/: compiled code, then style sheet, fonts and whatever else is no TypeScript. The old build
 * stays in place until the new one is whole, for the sake of a server or a test that runs from it.
 */
export async function build() {
  const hash = await sourceHash();
  await rm(next, { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const code = await runNode(tsc, ['-p', 'tsconfig.build.json', '--outDir', next], { doing: 'compiling' });
  if (code === 0) {
    await copyAssets();
    await replace();
    await writeFile(stampFile, hash);
  }
  await rm(next, { recursive: true, force: true });
  return code === 0;
}

/** Puts the new build where the old one is; without a stamp meanwhile, so that a half-done change is built again. */
async function replace() {
  await rm(stampFile, { force: true });
  const built = await readdir(next);
  const kept = [basename(next), 'results', ...built];
  for (const name of await readdir(dist)) {
    if (!kept.includes(name)) await rm(join(dist, name), { recursive: true, force: true });
  }
  for (const name of built) {
    await rm(join(dist, name), { recursive: true, force: true });
    await rename(join(next, name), join(dist, name));
  }
}

/** Builds if dist/ is missing or was made from something else; ends the process where the build fails. */
export async function ensureBuilt() {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  if (stamp === (await sourceHash())) return;
  say('Building Rapport ...');
  if (await build()) return;
  say('The build failed; the lines above say where.');
  process.exit(1);
}

async function copyAssets() {
  const src = join(root, 'src');
  for (const file of await filesUnder(src)) {
    if (!/\.tsx?$/.test(file)) await copy(file, join(next, relative(src, file)));
  }
  const fonts = JSON.parse(await readFile(join(src, 'pages', 'fonts.json'), 'utf8').catch(() => '[]'));
  for (const { from, to } of fonts) {
    await copy(join(root, 'node_modules', ...from.split('/')), join(next, 'pages', 'fonts', to));
  }
  for (const name of new Set(fonts.map(({ from }) => from.split('/files/')[0]))) {
    const licence = join(next, 'pages', 'fonts', `LICENSE-${basename(name)}.txt`);
    await copy(join(root, 'node_modules', ...name.split('/'), 'LICENSE'), licence);
  }
}

async function copy(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function isTest(name) {
  return /\.test\.tsx?$/.test(name);
}

if (isEntry(import.meta)) {
  await ensureInstalled();
  if (!(await build())) process.exit(1);
}
