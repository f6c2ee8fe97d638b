import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
// @ts-expect-error a script without types
import { findNpm } from '../../scripts/program.mjs';

const windows = process.platform === 'win32';

/** Where an installation of the package lies, and how its command is started. */
export interface Installed {
  modules: string;
  program: string[];
  /** What npm had to say on the way. */
  warnings: string;
}

/** npm's words when no registry can be reached and its cache does not hold everything either. */
const unreachable = /\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ENETUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

/** One more try, soon: with npm's own patience it takes minutes to find that nobody answers. */
const quick = ['--fetch-retries=1', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=500'];

/** Installs a tarball into an empty folder as a person would; a sentence instead where no registry can be reached. */
export function install(tarball: string, folder: string, where: 'global' | 'here'): Installed | string {
  fs.mkdirSync(folder, { recursive: true });
  const place = where === 'global' ? ['--global', '--prefix', folder] : [];
  const done = npm(
    ['install', ...place, tarball, '--prefer-offline', '--no-audit', '--no-fund', ...quick],
    folder,
  );
  if (done.status !== 0) {
    const [reason] = unreachable.exec(done.stderr) ?? [];
    if (reason) return `No registry of packages can be reached from here (${reason}).`;
    throw new Error(done.stderr);
  }
  const modules = path.join(folder, where === 'global' && !windows ? 'lib' : '', 'node_modules');
  const commands = where === 'global' ? path.join(folder, windows ? '' : 'bin') : path.join(modules, '.bin');
  const main = path.join(modules, 'rapport-social', 'dist', 'cli', 'main.js');
  // Windows starts a .cmd by a shell only; what it starts is the same file.
  return {
    modules,
    program: windows ? [process.execPath, main] : [path.join(commands, 'rapport')],
    warnings: done.stderr,
  };
}

/** npm in a folder, without what the npm around this test run told its scripts. */
function npm(args: string[], cwd: string): SpawnSyncReturns<string> {
  const told = /^npm_(?!config_(?:registry|cache|userconfig)$)|^NODE_ENV$|^INIT_CWD$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)));
  return spawnSync(process.execPath, [findNpm(), ...args], { cwd, env, encoding: 'utf8' });
}

/** The names of all packages in a node_modules folder, nested ones too. */
export function packagesIn(modules: string): string[] {
  const folders = (place: string) =>
    fs.existsSync(place)
      ? fs.readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isDirectory())
      : [];
  const names = folders(modules).flatMap(({ name }) =>
    name.startsWith('@') ? folders(path.join(modules, name)).map((entry) => `${name}/${entry.name}`) : [name],
  );
  return names
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => [name, ...packagesIn(path.join(modules, name, 'node_modules'))]);
}

/** Bytes of all files under a folder. */
export function bytesUnder(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
