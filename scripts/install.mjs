import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNpm, isEntry, nodeRefusal, root, runNode, say } from './program.mjs';

/**
 * True when node_modules holds what the lock file names. npm notes what it has put there once it is done, so an
 * installation that was cut off, or one from before the lock file changed, is told apart.
 */
export async function isInstalled(folder = root) {
  const lock = await packagesOf(join(folder, 'package-lock.json'));
  const there = await packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (!lock || !there) return false;
  const wanted = Object.entries(lock).filter(([name]) => name !== '');
  return (
    wanted.every(([name, entry]) =>
      name in there ? there[name].version === entry.version : entry.optional === true,
    ) && Object.keys(there).every((name) => name in lock)
  );
}

async function packagesOf(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** Everything and really, whatever the npm around this was told (npm pack --dry-run, NODE_ENV=production). */
const whole = ['--include=dev', '--include=optional', '--no-dry-run'];

/** Installs from the lock file if needed; ends the process with a sentence where that cannot be done. */
export async function ensureInstalled() {
  const refusal = nodeRefusal();
  if (refusal) give(refusal);
  if (await isInstalled()) return;
  const npm = findNpm();
  if (!npm) give('npm was not found beside Node. Install Node with npm, or run npm ci yourself.');
  say('Installing what Rapport is built from (once, about 300 MB) ...');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runNode(npm, ['ci', ...quiet, ...whole], { doing: 'installing' });
  if (code !== 0)
    give('npm could not install the packages; the lines above say why. Is this machine online?');
}

function give(sentence) {
  say(sentence);
  process.exit(1);
}

if (isEntry(import.meta)) await ensureInstalled();
