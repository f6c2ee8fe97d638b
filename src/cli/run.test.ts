import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleCorpus } from '../../test/example.ts';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import { processWorld } from '../workspace/process-world.ts';
import { writeServerFile } from '../workspace/server-file.ts';
import { type Door, realDoor } from './app.ts';
import { run } from './run.ts';
import type { Terminal } from './terminal.ts';

let folder: string;
let heard: Heard;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-cli-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function rapport(args: string[], rest: Partial<Terminal> = {}, door: Door = realDoor): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard, rest), door);
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

const reviews = [
  'reviewId,userName,content,score,at,replyContent,repliedAt,bank',
  '"r1","ann","\u001b[31mIt does not work\u0007, please help?",1,2026-01-05 09:00:00,"We are sorry",2026-01-05 10:00:00,Acme Bank',
  '"r2","bob","Where is the button?",2,2026-01-06 09:00:00,,,Acme Bank',
].join('\n');

describe('the command line', () => {
  it('says what there is, and what it is', async () => {
    expect(await rapport([])).toBe(0);
    for (const word of ['import', 'ask', 'serve', 'backup', 'restore', 'doctor'])
      expect(heard.out).toContain(`rapport ${word}`);
    expect(await rapport(['--version'])).toBe(0);
    expect(heard.out).toMatch(/^rapport \d+\.\d+\.\d+\nschema \d+\nengine DuckDB v\d/);
    expect(await rapport(['ask', '--help'])).toBe(0);
    expect(heard.out).toContain('Example: rapport ask');
  });

  it.each([
    [['frobnicate'], 'There is no command “frobnicate”'],
    [['ask', 'ignoring'], 'There is no workspace at'],
    [['import'], 'file'],
    [['import', 'nowhere.csv'], 'nowhere.csv'],
    [['import', '--colour'], '--colour'],
    [['serve', '--host', '0.0.0.0', '--workspace', '.'], 'sign-in'],
  ])('%j is the user’s problem, in a sentence', async (args, words) => {
    fs.writeFileSync(path.join(folder, 'plan.yaml'), '');
    const there = args[0] === 'ask' ? ['--workspace', path.join(folder, 'none')] : [];
    expect(await rapport([...args, ...there])).toBe(1);
    expect(heard.out).toBe('');
    expect(heard.err).toContain(words);
    expect(heard.err).not.toContain('    at ');
  });

  it('imports, asks in words, JSON and CSV, and knows the file again', async () => {
    const file = write('tarnwell.csv', exampleCorpus());
    expect(await rapport(['import', file])).toBe(0);
    expect(heard.out).toContain('Import 1: 731 messages new');
    expect(await rapport(['import', file])).toBe(0);
    expect(heard.out).toContain('Nothing new');
    expect(await rapport(['ask', 'waiting-curve'])).toBe(0);
    expect(heard.out).toMatch(/tarnwell_service, 59 of 100 messages/);
    expect(Math.max(...heard.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(await rapport(['ask', 'waiting-curve', '--json'])).toBe(0);
    const [finding] = JSON.parse(heard.out) as {
      estimates: { name: string; channel: string; value: number }[];
    }[];
    const day = finding.estimates.find(
      ({ name, channel }) => name === 'still_waiting_after_1d' && channel === 'tarnwell_service',
    );
    expect(Math.round((day?.value ?? 0) * 100)).toBe(59);
    expect(await rapport(['ask', 'waiting-curve', '--csv'])).toBe(0);
    expect(heard.out.split('\n')[0]).toContain('estimate');
    expect(await rapport(['ask', 'weather'])).toBe(1);
    expect(heard.err).toContain('There is no question or measure called "weather"');
    expect(await rapport(['undo', '1'])).toBe(0);
    expect(heard.out).toContain('731 messages removed');
  });

  it('without a terminal writes a draft of what is open and ends with 1', async () => {
    const file = write('reviews.csv', reviews);
    expect(await rapport(['import', file])).toBe(1);
    expect(heard.err).toContain('time zone');
    const draft = path.join(folder, 'reviews.csv.rapport.yaml');
    expect(heard.err).toContain('reviews.csv.rapport.yaml');
    expect(fs.readFileSync(draft, 'utf8')).toContain('OPEN');
    expect(await rapport(['import', file, '--zone', 'Asia/Seoul'])).toBe(0);
    expect(heard.out).toContain('Import 1: 3 messages new');
  });

  it('asks on a terminal, with the rows as understood before one’s eyes', async () => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return 'Europe/Berlin';
    };
    expect(await rapport(['import', write('reviews.csv', reviews)], { ask })).toBe(0);
    expect(asked.length).toBeGreaterThan(0);
    expect(heard.err).toContain('Where is the button?');
  });

  it('asks again where answers do not go together, and then imports', async () => {
    const file = write('Umfrage Labor.csv', 'question,answer,count,n\nknown,yes,20,80\nknown,no,60,80\n');
    const said = ['14.10.2025', '01.10.2025', 'nein', '01.10.2025', '14.10.2025', ''];
    const ask = async () => said.shift() ?? 'nobody answers any more';
    expect(await rapport(['import', file], { ask })).toBe(0);
    expect(said).toEqual([]);
    expect(heard.err).toContain('its last day lies before its first');
    expect(heard.err).not.toContain('apping');
    expect(heard.out).toContain('2 values new');
  });

  it('writes a command that can be copied where a name holds spaces', async () => {
    const file = write('Umfrage Labor.csv', 'question,answer,count,n\nknown,yes,20,80\nknown,no,60,80\n');
    expect(await rapport(['import', file])).toBe(1);
    expect(heard.err).toContain('add --map "Umfrage Labor.csv.rapport.yaml"\n');
  });

  it('lets no control character of a message reach the terminal', async () => {
    await rapport(['import', write('reviews.csv', reviews), '--zone', 'UTC']);
    expect(await rapport(['ask', 'ignoring', '--period', 'all'])).toBe(0);
    expect([...`${heard.out}${heard.err}`].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
  });

  it('backs up, and restores into an empty place only', async () => {
    await rapport(['import', write('tarnwell.csv', exampleCorpus())]);
    expect(await rapport(['backup', path.join(folder, 'copy')])).toBe(0);
    expect(await rapport(['restore', path.join(folder, 'copy')])).toBe(1);
    expect(
      await rapport(['restore', path.join(folder, 'copy'), '--workspace', path.join(folder, 'again')]),
    ).toBe(0);
    expect(await rapport(['doctor', '--workspace', path.join(folder, 'again')])).toBe(0);
    expect(heard.out).toContain('731 messages');
    const versions = fs.readFileSync(path.join(folder, 'again', 'plan-history', 'versions.jsonl'), 'utf8');
    expect(versions.trim().split('\n')).toHaveLength(1);
  });

  it('shows a bug with its stack and ends with 2', async () => {
    const door: Door = {
      ...realDoor,
      createApp: async () => {
        throw new TypeError('nobody thought of this');
      },
    };
    expect(await rapport(['import', write('tarnwell.csv', exampleCorpus())], {}, door)).toBe(2);
    expect(heard.err).toContain('TypeError: nobody thought of this');
    expect(heard.err).toMatch(/\n {4}at /);
  });

  it('goes through the server that has the workspace, with its token', async () => {
    const dir = path.join(folder, 'rapport');
    await rapport(['import', write('tarnwell.csv', exampleCorpus())]);
    await writeServerFile(dir, { port: 4999, token: 'secret-of-the-server', pid: process.pid });
    const seen: { url: string; token: string | null; body: unknown }[] = [];
    const door: Door = {
      processes: processWorld,
      createApp: async () => {
        throw new Error('the workspace was opened although a server has it');
      },
      fetch: async (request) => {
        seen.push({
          url: request.url,
          token: request.headers.get('x-rapport-token'),
          body: await request.json(),
        });
        return new Response(
          `${JSON.stringify({ progress: { step: 'x' } })}\n${JSON.stringify({ result: { csv: 'a,b\n' } })}\n`,
          { headers: { 'content-type': 'application/x-ndjson' } },
        );
      },
    };
    const code = await rapport(['ask', 'ignoring', '--csv'], {}, door);
    expect([code, heard.err]).toEqual([0, '']);
    expect(heard.out).toBe('a,b\n');
    expect(seen).toMatchObject([
      {
        url: 'http://127.0.0.1:4999/command/ask',
        token: 'secret-of-the-server',
        body: { word: 'ignoring', format: 'csv' },
      },
    ]);
  });
});
