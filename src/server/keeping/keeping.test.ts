import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandLine, CommandRequests, CommandResults, CommandWord } from '../../model/command.ts';
import { openLog } from '../../workspace/log.ts';
import { type App, createApp } from '../app.ts';

let dir: string;
let app: App;
const home = 'http://127.0.0.1:4747';
const world = () => ({
  dir,
  now: () => new Date('2026-02-20T12:00:00Z'),
  who: 'tester',
  program: 'rapport 0.0.0',
  port: 4747,
  log: openLog(dir),
  memoryLimit: '400MB',
});

async function command<W extends CommandWord>(
  word: W,
  request: CommandRequests[W],
): Promise<CommandResults[W]> {
  const response = await app.fetch(
    new Request(`${home}/command/${word}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-rapport-token': app.token },
      body: JSON.stringify(request),
    }),
  );
  const lines = (await response.text()).trim().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '') as CommandLine<W>;
  if ('result' in last) return last.result;
  throw new Error(JSON.stringify(last));
}

const page = async (path: string) => (await app.fetch(new Request(home + path))).text();

const words = 'does the Marker7734 seal fit my pump, and who could mend it here?';
const mapping = {
  source: 'forum',
  columns: { id: 'id', author: 'author', authorName: 'name', text: 'text', time: 'at', parent: 'to' },
  time: { format: 'iso' },
  us: ['acme_pumps'],
};

/** Forty questions on as many days, half of them answered; those of every fourth day are of the person. */
function posts(): string {
  const rows = Array.from({ length: 40 }, (_, n) => {
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 1 + n, hour)).toISOString();
    const who = n % 4 === 0 ? 'zoemarker8845,Zoe Markername' : `user${n},User ${n}`;
    const handle = who.split(',')[0];
    const said =
      n % 4 === 0 ? `@acme_pumps ${words} (${n})` : `@acme_pumps what of pump ${n}, does it leak much?`;
    const asked = `6600${100 + n},${who},"${said}",${at(9)},`;
    const answer = `6600${200 + n},acme_pumps,Acme,"@${handle} it does (${n})",${at(11)},6600${100 + n}`;
    return n % 2 === 0 ? `${asked}\n${answer}` : asked;
  });
  return `id,author,name,text,at,to\n${rows.join('\n')}\n`;
}

const markers = ['Marker7734', 'zoemarker8845', 'Markername', '6600100', '6600104'];

function filesWith(): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    return markers.flatMap((word) =>
      (['utf8', 'utf16le'] as const).some((as) => bytes.includes(Buffer.from(word, as)))
        ? [`${name}: ${word}`]
        : [],
    );
  });
}

let outside: string;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-keeping-'));
  dir = join(folder, 'rapport');
  outside = folder;
  mkdirSync(dir);
  writeFileSync(join(folder, 'posts.csv'), posts());
  app = await createApp(world());
  await command('import', { paths: [join(folder, 'posts.csv')], mapping, who: 'tester' });
});
afterEach(async () => {
  await app.close();
  rmSync(outside, { recursive: true, force: true });
});

describe('a running server', () => {
  it('has no byte of an erased person in any file, after answers were kept, and shows what was done', async () => {
    await command('coding', {
      do: 'draw',
      asked: { facets: [], strata: [], channels: [], size: '40', seed: '1', word: 'all' },
      who: 'kim',
    });
    const message = { source: 'forum', nativeId: '6600100' };
    await command('coding', {
      do: 'say',
      sample: 'all',
      who: 'kim',
      ref: message,
      codes: ['does/question'],
      cannot: ['depth'],
      memo: `Zoe Markername: ${words}`,
    });
    const thread = await page('/thread/forum/6600100');
    expect(thread).toContain('Marker7734');
    for (const path of ['/ignoring', '/conversation', '/voices', '/waiting', '/import']) await page(path);
    const { findings: before } = (await command('ask', {
      word: 'ignoring',
      query: [['period', 'all']],
      format: 'json',
    })) as { findings: { kind: string }[] };
    copyFileSync(join(dir, 'rapport.duckdb'), join(dir, 'rapport.before-schema-3.duckdb'));

    const found = await command('keeping', { do: 'find', person: '@zoemarker8845' });
    expect(found).toMatchObject({
      found: { kind: 'found', account: { messages: 10, namedIn: 10, name: 'Zoe Markername' } },
      ours: false,
    });
    const account = { source: 'forum', nativeId: 'zoemarker8845' };
    const asking = Promise.all(['/ignoring', '/voices', '/waiting', '/'].map(page));
    const erased = await command('keeping', { do: 'erase', account, who: 'kim' });
    expect(erased).toMatchObject({ counts: { texts: 10, covered: 10 }, left: [] });
    await asking;

    const { findings: after } = (await command('ask', {
      word: 'ignoring',
      query: [['period', 'all']],
      format: 'json',
    })) as typeof erased & { findings: unknown[] };
    const numbers = (list: unknown[]) => list.map((one) => (one as { estimates?: unknown }).estimates);
    expect(numbers(after)).toEqual(numbers(before));
    expect(await page('/import')).toContain('erased a person');
    expect(await page('/waiting')).not.toContain('Markername');
    await app.close();
    expect(filesWith()).toEqual([]);
    app = await createApp(world());
    await command('import', {
      paths: [join(outside, 'posts.csv')],
      mapping: { ...mapping, us: ['acme_pumps', 'acme'] },
      us: ['acme_pumps', 'acme'],
      who: 'tester',
    });
    await app.close();
    expect(filesWith()).toEqual([]);
    app = await createApp(world());
    expect(await page('/import')).toContain('erased a person');
  });

  it('hands out nothing about whom it does not know, and writes over nothing', async () => {
    const account = { source: 'forum', nativeId: 'nobody' };
    await expect(
      command('keeping', { do: 'hand-out', account, target: join(outside, 'x'), who: 'kim' }),
    ).rejects.toThrow('no account nobody');
    const zoe = { source: 'forum', nativeId: 'zoemarker8845' };
    await expect(
      command('keeping', { do: 'hand-out', account: zoe, target: outside, who: 'kim' }),
    ).rejects.toThrow('is not empty');
    await expect(
      command('keeping', { do: 'erase', account: { source: 'forum', nativeId: 'acme_pumps' }, who: 'kim' }),
    ).rejects.toThrow('own side');
    expect(await command('keeping', { do: 'audit' })).toEqual({ did: 'audit', lines: [] });
  });
});
