import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const here = fileURLToPath(import.meta.url);

/**
 * Runs `tasks/NAME.mjs` in a process of its own, so that its memory is its own, and gives what it returns with `peak`,
 * the most memory that it held (bytes). What it says on stderr is passed on.
 */
export function inOwnProcess(name, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=8192', here, name, JSON.stringify(options)],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        windowsHide: true,
      },
    );
    let result;
    child.on('message', (message) => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && result) resolve(result);
      else reject(new Error(`The part "${name}" ended with code ${code}.`));
    });
  });
}

if (isMainThread && process.argv[1] === here) {
  const [, , name, options] = process.argv;
  const { run } = await import(`./tasks/${name}.mjs`);
  const result = await run(JSON.parse(options));
  const peak = process.resourceUsage().maxRSS * 1024;
  await new Promise((sent) => {
    process.send({ ...result, peak }, sent);
  });
  process.disconnect();
}
