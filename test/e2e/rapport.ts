import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The program as it is built here. */
const built = path.resolve(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');

/** Runs a command to its end, here or in a folder, as built here or as another program; what it wrote and its exit code. */
export function rapport(
  args: string[],
  cwd?: string,
  program = [process.execPath, built],
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const [file, ...first] = program as [string, ...string[]];
    const child = spawn(file, [...first, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('exit', (code) => resolve({ code, out, err }));
  });
}

/** Starts a server on a free port and waits until it names its address. */
export function serve(
  workspace: string,
  program = [process.execPath, built],
): Promise<{ url: string; stop: () => Promise<void> }> {
  const [file, ...first] = program as [string, ...string[]];
  const child = spawn(file, [...first, 'serve', '--workspace', workspace, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: unknown) => {
      said += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (url) resolve({ url, stop: () => stop(child) });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', () => reject(new Error(said)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
