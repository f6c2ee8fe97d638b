import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';

/** Ports that nobody listens on at this moment, all different. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * Starts a server as a child whose words go into the file `log`, and waits until `ready` gives something, asked again
 * four times a second. Gives that and a `stop` which waits for the end of the child.
 */
export async function startServer(
  name,
  program,
  args,
  { log, ready, patience = 120, signal = 'SIGTERM', ...options },
) {
  const out = createWriteStream(log, { flags: 'a' });
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  let over;
  const ended = new Promise((resolve) => {
    const end = (why) => {
      over = why;
      resolve();
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, by) => end(`it ended with ${code ?? by}`));
  });
  const stop = async () => {
    if (over) return;
    child.kill(signal);
    const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(hard);
  };
  const until = Date.now() + patience * 1000;
  while (!over && Date.now() < until) {
    const said = await ready();
    if (said) return { said, stop, pid: child.pid };
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const why = over ?? `it was not ready after ${patience} s`;
  await stop();
  const words = await readFile(log, 'utf8').catch(() => '');
  throw new Error(`${name} did not start: ${why}.\n${words.split('\n').slice(-20).join('\n')}`);
}

/** Runs a program to its end; throws with its words where it fails. Gives what it printed. */
export async function runOnce(program, args, { input = '', ...options } = {}) {
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  const words = [];
  child.stdout.on('data', (chunk) => words.push(chunk));
  child.stderr.on('data', (chunk) => words.push(chunk));
  child.stdin.on('error', () => {}).end(input);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const said = Buffer.concat(words).toString('utf8');
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}.\n${said.slice(-2000)}`);
  return said;
}

/** True when something listens on the port. */
export function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(socket.destroy() && true)).on('error', () => resolve(false));
  });
}
