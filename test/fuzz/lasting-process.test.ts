import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { root } from '../repository.ts';

const { lastingProcess } = await import(
  pathToFileURL(join(root, 'test', 'fuzz', 'lasting-process.mjs')).href
);
lastingProcess();

const told = (work: string) =>
  `process.stdin.on('data', (chunk) => { bytes = chunk; }); process.stdin.on('end', () => { ${work} }); var bytes;`;

function run(script: string, bytes: string): Promise<[code: number, said: string]> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, ['--max-old-space-size=64', '-e', script, 'library'], {
      timeout: 500,
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.on('close', (code) => settle([code ?? 1, said]));
    child.stdin.end(Buffer.from(bytes));
  });
}

const answers = told('process.stdout.write([process.argv[1], bytes].join(": "))');

describe('the process that lasts through a fuzz', () => {
  it('says what a process of its own would say', async () => {
    expect(await run(answers, 'one')).toEqual([0, 'library: one']);
    expect(await run(answers, 'two')).toEqual([0, 'library: two']);
    expect(await run(told('throw new Error("x")'), 'one')).toEqual([1, '']);
  });

  it.each([
    ['never ends', 'for (;;);'],
    ['takes all memory', 'for (const all = [];;) all.push(new Array(1e5).fill(0.5));'],
  ])('is replaced where a file %s', async (_, work) => {
    expect(await run(told(work), 'bad')).toEqual([1, '']);
    expect(await run(answers, 'good')).toEqual([0, 'library: good']);
  });
});
