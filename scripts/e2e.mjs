import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, runNode, runProgram, say } from './program.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium that is there: the one that CHROMIUM names, else one in a usual place. */
export function findChromium({ env = process.env, exists = existsSync } = {}) {
  return env.CHROMIUM ? env.CHROMIUM : places.find((place) => exists(place));
}

/** Debian's own package may be installed where this is Debian and the user may install. */
export function mayInstall({ exists = existsSync, user = process.getuid?.() } = {}) {
  return user === 0 && exists('/etc/debian_version');
}

async function installChromium() {
  say("Installing Debian's Chromium, which the whole path is tested in ...");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => runProgram('apt-get', ['-qq', ...args], { doing: 'installing Chromium', env });
  return (
    (await apt('update')) === 0 && (await apt('install', '-y', '--no-install-recommends', 'chromium')) === 0
  );
}

async function e2e() {
  await ensureInstalled();
  await ensureBuilt();
  if (!findChromium() && mayInstall()) await installChromium();
  const chromium = findChromium();
  if (!chromium || !existsSync(chromium)) {
    say('No Chromium found. Install one, or name it: CHROMIUM=/path/to/chromium npm run e2e');
    process.exit(1);
  }
  const report = join('dist', 'results', 'e2e.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--config', 'vitest.e2e.config.ts', ...reporters, ...process.argv.slice(2)];
  process.exitCode = await runNode(vitest, args, { env: { ...process.env, CHROMIUM: chromium } });
}

if (isEntry(import.meta)) await e2e();
