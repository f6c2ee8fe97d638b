import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exampleCorpus } from '../../test/example.ts';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import { processWorld } from '../workspace/process-world.ts';
import { writeServerFile } from '../workspace/server-file.ts';
import { type Door, realDoor } from './app.ts';
import { run } from './run.ts';

let folder: string;
let heard: Heard;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-export-'));
  fs.writeFileSync(path.join(folder, 'tarnwell.csv'), exampleCorpus());
  expect(await rapport(['import', 'tarnwell.csv'])).toBe(0);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function rapport(args: string[], door: Door = realDoor): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard), door);
}

it('writes a corpus into a folder of its own, and says what is in it', async () => {
  expect(await rapport(['export', 'convokit'])).toBe(0);
  const target = path.join(folder, 'rapport-convokit-2026-04-01T1200');
  expect(heard.out).toContain('Wrote 731 utterances in');
  expect(heard.err).toContain(`Corpus(filename=${JSON.stringify(target)})`);
  expect(fs.readdirSync(target).sort()).toEqual(
    ['conversations.json', 'corpus.json', 'index.json', 'speakers.json', 'utterances.jsonl'].sort(),
  );
  const speakers = Object.keys(JSON.parse(fs.readFileSync(path.join(target, 'speakers.json'), 'utf8')));
  expect(speakers.slice(0, 2)).toEqual(['tarnwell', 'tarnwell_service']);
  expect(speakers.slice(2).every((id) => /^person [0-9a-f]{10}$/.test(id))).toBe(true);
  expect(await rapport(['export', 'convokit', target])).toBe(1);
  expect(heard.err).toContain('is not empty');
});

it('takes one channel, with names', async () => {
  expect(await rapport(['export', 'convokit', 'some', '--channel', 'tarnwell', '--names'])).toBe(0);
  const lines = fs
    .readFileSync(path.join(folder, 'some', 'utterances.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const channels = new Set(lines.map((line) => JSON.parse(line).meta.channel));
  expect([...channels]).toEqual(['tarnwell']);
  expect(lines.join('\n')).toMatch(/"speaker":"x:2\d{3}"/);
  expect(heard.err).not.toContain('pseudonyms');
});

it.each([
  [['export'], 'Such as: rapport export convokit'],
  [['export', 'excel'], 'There is no export “excel”'],
  [['export', 'convokit', 'a', 'b'], 'one too many'],
  [['export', 'convokit', 'a', '--channel', 'weather'], 'no channel called "weather"'],
])('%j is the user’s problem, and leaves nothing', async (args, words) => {
  expect(await rapport(args)).toBe(1);
  expect(heard.err).toContain(words);
  expect(fs.readdirSync(folder).sort()).toEqual(['rapport', 'tarnwell.csv']);
});

it('asks the server that has the workspace', async () => {
  const dir = path.join(folder, 'rapport');
  await writeServerFile(dir, { port: 4999, token: 'secret', pid: process.pid });
  const seen: unknown[] = [];
  const result = {
    target: 'there',
    files: [],
    utterances: 1,
    conversations: 1,
    speakers: 1,
    leftOut: { missing: 1, reposts: 0 },
  };
  const door: Door = {
    processes: processWorld,
    createApp: async () => {
      throw new Error('the workspace was opened although a server has it');
    },
    fetch: async (request) => {
      seen.push(request.url, await request.json());
      return new Response(`${JSON.stringify({ result })}\n`, {
        headers: { 'content-type': 'application/x-ndjson' },
      });
    },
  };
  expect(await rapport(['export', 'convokit', 'there'], door)).toBe(0);
  expect(heard.out).toContain('Wrote 1 utterance in 1 conversation by 1 speaker to there.');
  expect(heard.err).toContain('Left out: 1 message that others answer');
  expect(seen).toEqual([
    'http://127.0.0.1:4999/command/export',
    { format: 'convokit', target: path.join(folder, 'there'), names: false, channels: [] },
  ]);
});
