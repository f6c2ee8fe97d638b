import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../scripts/program.mjs';
import { median } from './clock.mjs';

const preload = pathToFileURL(fileURLToPath(new URL('preload.mjs', import.meta.url))).href;
const patience = 300_000;

/**
 * Asks a server of its own for pages: each with a filter that nobody has asked for (until it stands there whole), then
 * the same again `times` times, and once more after the server was started anew. Gives the server's memory beside it.
 */
export async function measurePages({ dir, paths, times = 5 }) {
  const server = await serve(dir);
  try {
    const idle = await server.memory();
    const lines = [];
    for (const path of paths) {
      const first = await whole(server.url, path);
      const again = [];
      for (let time = 0; time < times; time++) again.push((await whole(server.url, path)).seconds);
      const { rss, peak } = await server.memory();
      lines.push({ path, ...first, again: median(again), slowestAgain: Math.max(...again), rss, peak });
    }
    const after = await server.memory();
    await server.stop();
    return { idle, after, lines: await afterRestart(dir, lines) };
  } finally {
    await server.stop();
  }
}

async function afterRestart(dir, lines) {
  const server = await serve(dir);
  try {
    const asked = [];
    for (const line of lines)
      asked.push({ ...line, restarted: (await whole(server.url, line.path)).seconds });
    return asked;
  } finally {
    await server.stop();
  }
}

/** Seconds until the first answer, and until the page is whole: a page that says it is still computing is asked again. */
async function whole(url, path) {
  const began = performance.now();
  let shown;
  for (;;) {
    const response = await fetch(url + path, { signal: AbortSignal.timeout(patience) });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${body.slice(0, 500)}`);
    const seconds = (performance.now() - began) / 1000;
    shown ??= seconds;
    const refresh = /<meta http-equiv="refresh" content="(\d+)/i.exec(body)?.[1];
    if (refresh === undefined) return { shown, seconds };
    await new Promise((resolve) => setTimeout(resolve, Number(refresh) * 1000));
  }
}

/** The built program's server on a free port. */
async function serve(dir) {
  const program = join(root, 'dist', 'cli', 'main.js');
  const args = ['--import', preload, program, 'serve', '--workspace', dir, '--port', '0'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  let said = '';
  const ended = once(child, 'exit');
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => {
      said += data;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.stderr.on('data', (data) => {
      said += data;
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`The server ended: ${said}`)));
  });
  await fetch(`${url}/style.css`).then((response) => response.text());
  return {
    url,
    async memory() {
      const answer = once(child, 'message');
      child.send('memory');
      return (await answer)[0];
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
