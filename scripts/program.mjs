import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import nodePath, { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** True in the module that Node was started with. */
export function isEntry(meta) {
  return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(meta.url);
}

/**
 * Runs a JavaScript program with this Node, without a shell, and gives its exit code. While it is silent for
 * longer than `patience` milliseconds, a line says that it is still `doing`.
 */
export function runNode(file, args, { doing = '', env = process.env, patience = 10_000, cwd = root } = {}) {
  return runProgram(process.execPath, [file, ...args], { doing, env, patience, cwd });
}

/** The same for any program. */
export function runProgram(
  program,
  args,
  { doing = '', env = process.env, patience = 10_000, cwd = root } = {},
) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const child = spawn(program, args, { cwd, env, stdio: 'inherit', windowsHide: true });
    const tick =
      doing &&
      setInterval(() => {
        say(`still ${doing}, ${Math.round((Date.now() - began) / 1000)} s`);
      }, patience);
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const done = () => {
      clearInterval(tick);
      process.off('SIGINT', forward).off('SIGTERM', forward);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('exit', (code) => {
      done();
      resolve(code ?? 1);
    });
  });
}

/** Progress for the person who waits: on stderr, so that results stay alone on stdout. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * npm's own JavaScript entry: the npm that runs this script, else the one beside this Node, else the first on
 * the path. `undefined` where there is none.
 */
export function findNpm({
  env = process.env,
  execPath = process.execPath,
  exists = existsSync,
  real = realpathSync,
  path = nodePath,
} = {}) {
  const given = env.npm_execpath;
  if (given && path.basename(given) === 'npm-cli.js' && exists(given)) return given;
  const entry = ['npm', 'bin', 'npm-cli.js'];
  const here = path.dirname(execPath);
  const beside = [
    path.join(here, 'node_modules', ...entry),
    path.join(here, '..', 'lib', 'node_modules', ...entry),
  ];
  const found = beside.find((file) => exists(file));
  if (found) return found;
  for (const folder of (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean)) {
    const installed = path.join(folder, 'node_modules', ...entry);
    if (exists(installed)) return installed;
    const link = path.join(folder, 'npm');
    if (exists(link) && path.basename(real(link)) === 'npm-cli.js') return real(link);
  }
  return undefined;
}

/** Why this Node cannot run Rapport; undefined when it can. */
export function nodeRefusal(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  return fits
    ? undefined
    : `Rapport needs Node 20.19 or newer; this is ${version}. Get one from https://nodejs.org.`;
}
