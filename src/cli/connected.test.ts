import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { legOf, noWire, parley, told } from '../../test/connector.ts';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import type { Leg } from '../model/connector.ts';
import { Problem } from '../model/problem.ts';
import type { AppWorld } from '../server/app.ts';
import { type Door, realDoor } from './app.ts';
import { run } from './run.ts';
import { syncUntil } from './sync.ts';
import type { Keys, Terminal } from './terminal.ts';

let folder: string;
let heard: Heard;
let legs: (cursor: string | undefined) => Iterable<Leg>;
let connector: ReturnType<typeof parley>;

/** A week of an account that answers half of those who ask. */
function week(): Leg[] {
  const messages = Array.from({ length: 12 }, (_, n) => {
    const day = `2026-03-${String(20 + (n % 10)).padStart(2, '0')}`;
    return [
      told(`q${n}`, `ann${n}`, `${day}T09:00:00Z`, {
        text: '@acme my pump leaks, what can I do?',
        mentions: ['acme'],
        channel: 'did:acme',
      }),
      ...(n % 2
        ? [told(`a${n}`, 'acme', `${day}T11:00:00Z`, { parentId: `q${n}`, text: 'Which seal?' })]
        : []),
    ];
  }).flat();
  return [
    legOf('one', messages.slice(0, 9), {
      values: [{ series: 'followers', label: 'Followers', value: 1234, at: '2026-04-01T11:00:00Z' }],
    }),
    legOf('two', messages.slice(9), {
      done: true,
      observedUntil: '2026-04-01T11:00:00Z',
      missing: ['Parley shows strangers no likes.'],
    }),
  ];
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-connected-'));
  legs = (cursor) => (cursor === undefined ? week() : []);
  connector = parley(({ cursor }) => legs(cursor));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const door: Door = {
  ...realDoor,
  createApp: (world: AppWorld) =>
    realDoor.createApp({ ...world, connectors: [connector], wire: () => noWire }),
};

function rapport(args: string[], rest: Partial<Terminal> = {}): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard, rest), door);
}

/** Without the line breaks that the width of a terminal makes. */
const flat = (text: string) => text.replace(/\s+/g, ' ');
const inFolder = (...parts: string[]) => path.join(folder, ...parts);

/** A keyboard on which these keys are pressed. */
function keyboard(typed: string): () => Keys {
  const keys = [...typed];
  return () => ({ next: async () => keys.shift() ?? '\u0003', close: () => undefined });
}

describe('rapport try', () => {
  it('makes a first brief of an account from nothing, and goes on when called again', async () => {
    expect(await rapport(['try', '@acme.parley'])).toBe(0);
    expect(flat(heard.err)).toContain('Found Parley @acme.parley.');
    expect(flat(heard.err)).toContain('the newest 300 posts at most');
    expect(flat(heard.out)).toContain('@acme.parley');
    expect(heard.out).toMatch(/6 messages|wait/);
    expect(flat(heard.out)).toContain('Parley shows strangers no likes.');
    expect(flat(heard.out)).toContain('rapport serve --workspace rapport-try-acme-parley');
    expect(connector.asked.map(({ posts, cursor }) => ({ posts, cursor }))).toEqual([
      { posts: 300, cursor: undefined },
    ]);
    expect(await rapport(['try', '@acme.parley', '--posts', '20'])).toBe(0);
    expect(flat(heard.err)).toContain('Going on with Parley @acme.parley.');
    expect(flat(heard.out)).toContain('nothing new');
    expect(connector.asked[1]).toMatchObject({ posts: 20, cursor: 'two' });
  });

  it('leaves nothing behind where there is no such account', async () => {
    expect(await rapport(['try', '@nobody.parley'])).toBe(1);
    expect(flat(heard.err)).toContain('There is no account @nobody.parley on Parley.');
    expect(await rapport(['try', 'what is this'])).toBe(1);
    expect(flat(heard.err)).toContain('names no account that Rapport can read');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('keeps what was read where the network goes away, and takes it up', async () => {
    legs = function* (cursor) {
      if (cursor === undefined) yield* week().slice(0, 1);
      throw new Problem('parley.example does not answer.', 'Look whether the network is there.');
    };
    expect(await rapport(['try', '@acme.parley'])).toBe(1);
    expect(flat(heard.err)).toContain('parley.example does not answer.');
    expect(flat(heard.err)).toContain('kept in rapport-try-acme-parley');
    legs = () => week().slice(1);
    expect(await rapport(['try', '@acme.parley'])).toBe(0);
    expect(connector.asked[1]?.cursor).toBe('one');
  });

  it('does not touch a folder of other things', async () => {
    fs.mkdirSync(inFolder('photos'));
    expect(await rapport(['try', '@acme.parley', '--dir', 'photos'])).toBe(1);
    expect(flat(heard.err)).toContain('is no workspace');
    expect(fs.readdirSync(inFolder('photos'))).toEqual([]);
  });
});

describe('a connected account', () => {
  it('is connected, read, listed and taken away', async () => {
    expect(await rapport(['connect', '@acme.parley'])).toBe(0);
    expect(flat(heard.out)).toContain('under the name parley');
    expect(flat(heard.out)).toContain('Only parley.example is asked, without a token');
    expect(await rapport(['connect', '@acme.parley'])).toBe(0);
    expect(flat(heard.out)).toContain('connected already');
    expect(await rapport(['connect', '@bob.parley'])).toBe(0);
    expect(flat(heard.out)).toContain('rapport sync parley-bob');
    expect(await rapport(['sync', 'parley'])).toBe(0);
    expect(flat(heard.out)).toContain('18 messages new, 0 changed, of 18 read (import 1). Followers: 1,234.');
    expect(await rapport(['sync', 'none'])).toBe(1);
    expect(flat(heard.err)).toContain('There are: parley, parley-bob.');
    expect(await rapport(['connections'])).toBe(0);
    expect(flat(heard.out)).toContain('Parley @acme.parley at parley.example; no token');
    expect(flat(heard.out)).toContain('2026-04-01 11:00 UTC');
    expect(heard.out).toMatch(/followers +1,234 on 2026-04-01\n/);
    expect(heard.out).toMatch(/followers +not told\n/);
    expect(flat(heard.out)).toContain('Parley shows strangers no likes.');
    expect(await rapport(['disconnect', 'parley'])).toBe(1);
    expect(flat(heard.err)).toContain(
      'This would remove 18 messages and 1 count of its followers that came by',
    );
    expect(await rapport(['disconnect', 'parley', '--yes'])).toBe(0);
    expect(flat(heard.out)).toContain('18 messages and 1 count of its followers removed');
    expect(await rapport(['connections', '--json'])).toBe(0);
    expect(JSON.parse(heard.out).connections.map(({ name }: { name: string }) => name)).toEqual([
      'parley-bob',
    ]);
  });

  it('is asked at another host where one is given', async () => {
    expect(await rapport(['connect', '@acme.parley', '--host', 'https://other.example'])).toBe(0);
    expect(flat(heard.out)).toContain('Only other.example is asked');
    expect(await rapport(['try', '@acme.parley', '--host', 'https://third.example', '--dir', 'look'])).toBe(
      0,
    );
    expect(flat(heard.err)).toContain('Asking third.example,');
  });

  it('has its token asked for unseen, kept for this user alone, and in no back-up', async () => {
    const token = 'made-up-token-4711';
    expect(await rapport(['connect', '@acme.parley', '--token'])).toBe(1);
    expect(flat(heard.err)).toContain('RAPPORT_TOKEN_NAME');
    const keys = keyboard(`made-up-tokem\u007fn-4711\r`);
    expect(await rapport(['connect', '@acme.parley', '--token'], { keys })).toBe(0);
    expect(heard.out + heard.err).not.toContain(token);
    expect(flat(heard.out)).toContain('secrets.json, which only this user can read');
    await rapport(['sync']);
    expect(connector.asked[0]?.token).toBe(token);
    expect(connector.secrets).toEqual([token]);
    expect(fs.readFileSync(inFolder('rapport', 'rapport.duckdb')).includes(token)).toBe(false);
    expect(await rapport(['backup', 'copy'])).toBe(0);
    expect(fs.readdirSync(inFolder('copy'))).not.toContain('secrets.json');
    for (const file of fs.readdirSync(inFolder('copy'), { recursive: true, withFileTypes: true }))
      if (file.isFile())
        expect(fs.readFileSync(path.join(file.parentPath, file.name)).includes(token)).toBe(false);
    expect(await rapport(['doctor'])).toBe(0);
    expect(heard.out).toMatch(/secrets +.*secrets\.json/);
    await rapport(['disconnect', 'parley', '--yes']);
    expect(fs.existsSync(inFolder('rapport', 'secrets.json'))).toBe(false);
  });

  it('is looked for again with the token that it has, and says so', async () => {
    expect(await rapport(['connect', '@closed.parley'])).toBe(1);
    expect(flat(heard.err)).toContain('parley.example is closed to strangers.');
    await rapport(['connect', '@closed.parley', '--token'], { keys: keyboard('made-up-token-4711\r') });
    expect(flat(heard.out)).toContain('It was found with the token that you gave.');
    expect(await rapport(['connect', '@closed.parley'])).toBe(0);
    expect(flat(heard.out)).toContain('It was found in the same way.');
    expect(
      await rapport(['connect', '@closed.parley'], { env: { RAPPORT_TOKEN_PARLEY: 'other-4712' } }),
    ).toBe(0);
    expect(flat(heard.out)).toContain('with the token that the environment holds as RAPPORT_TOKEN_PARLEY');
    expect(connector.secrets).toEqual(['made-up-token-4711', 'made-up-token-4711', 'other-4712']);
    await rapport(['connect', '@acme.parley', '--name', 'acme']);
    expect(connector.secrets).toHaveLength(3);
  });

  it('is read again and again until somebody stops it, also after a failure', async () => {
    await rapport(['connect', '@acme.parley']);
    const stop = new AbortController();
    let syncs = 0;
    legs = () => {
      if (++syncs === 1) throw new Problem('parley.example does not answer.');
      return week();
    };
    const terminal = { out: (text: string) => (heard.out += text), err: () => undefined };
    const call = {
      positionals: [],
      value: (name: string) => (name === 'every' ? '15m' : undefined),
      values: () => [],
      on: () => false,
      dir: inFolder('rapport'),
      door,
      terminal: {
        ...terminal,
        screen: undefined,
        ask: undefined,
        now: () => new Date('2026-04-01T12:00:00Z'),
        every: () => () => undefined,
        cwd: folder,
        env: {},
      } as unknown as Terminal,
    };
    await syncUntil(call, stop.signal, async () => {
      if (syncs === 2) stop.abort();
    });
    expect(flat(heard.out)).toContain('could not be read to the end: parley.example does not answer.');
    expect(flat(heard.out)).toContain('18 messages new');
    expect(await rapport(['sync', '--every', '1m'])).toBe(1);
    expect(flat(heard.err)).toContain('at least 5 minutes');
  });
});
