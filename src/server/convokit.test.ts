import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import type { Message } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type ExportWorld, exportConvokit } from './convokit.ts';

let db: Database;
let folder: string;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-convokit-'));
});
afterEach(async () => {
  await db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

interface Line {
  id: string;
  conversation_id: string;
  reply_to: string | null;
  speaker: string;
  timestamp: number;
  text: string;
  meta: Record<string, string | boolean | null>;
}
type Things = Record<string, { meta: Record<string, unknown>; vectors: string[] }>;

function world(rest: Partial<ExportWorld> = {}): ExportWorld {
  return {
    store: db.store,
    roles: [],
    now: () => new Date('2026-11-22T10:00:00Z'),
    program: 'rapport 0.0.0',
    progress: () => undefined,
    signal: new AbortController().signal,
    ...rest,
  };
}

async function corpus(options: { names?: boolean; channels?: string[] } = {}) {
  const target = fs.mkdtempSync(path.join(folder, 'corpus-'));
  const done = await exportConvokit(
    { format: 'convokit', target, names: false, channels: [], ...options },
    world(),
  );
  return { done, ...load(target) };
}

/**
 * Reads a folder by the rules of ConvoKit's own loader (`convokit/model/corpus.py` and `corpus_helpers.py`): one
 * JSON object a line, in whatever encoding the machine has; four JSON files, of which `index.json` names every
 * metadatum with its Python type (`convoKitIndex.py`); and each conversation a tree by
 * `Conversation.check_integrity`, with one utterance that answers nothing. Its id is the conversation's.
 */
function load(target: string) {
  const raw = (name: string) => fs.readFileSync(path.join(target, name), 'utf8');
  for (const name of fs.readdirSync(target)) expect(raw(name)).toMatch(/^[\n\x20-\x7e]*$/);
  const utterances = raw('utterances.jsonl')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  const speakers = JSON.parse(raw('speakers.json')) as Things;
  const conversations = JSON.parse(raw('conversations.json')) as Things;
  const meta = JSON.parse(raw('corpus.json')) as Record<string, unknown>;
  const index = JSON.parse(raw('index.json')) as Record<string, Record<string, string[]>>;
  const typed = (values: Record<string, unknown>, kind: string) => {
    expect(Object.keys(values).sort()).toEqual(Object.keys(index[`${kind}-index`]).sort());
    for (const [key, value] of Object.entries(values))
      if (value !== null) expect(index[`${kind}-index`][key]).toEqual([pythonType(value)]);
  };
  typed(meta, 'overall');
  for (const { meta } of Object.values(speakers)) typed(meta, 'speakers');
  for (const { meta } of Object.values(conversations)) typed(meta, 'conversations');
  for (const { meta } of utterances) typed(meta, 'utterances');
  expect(index).toMatchObject({ version: 1, vectors: [] });

  const byId = new Map(utterances.map((one) => [one.id, one]));
  expect(byId.size).toBe(utterances.length);
  expect(new Set(utterances.map(({ speaker }) => speaker))).toEqual(new Set(Object.keys(speakers)));
  expect(new Set(utterances.map((one) => one.conversation_id))).toEqual(new Set(Object.keys(conversations)));
  for (const one of utterances) {
    expect([typeof one.timestamp, typeof one.text]).toEqual(['number', 'string']);
    if (one.reply_to === null) expect(one.conversation_id).toBe(one.id);
    else expect(byId.get(one.reply_to)?.conversation_id).toBe(one.conversation_id);
    expect(byId.get(one.conversation_id)?.reply_to).toBeNull();
    const climbed = new Set<string>();
    for (let at: string | null = one.id; at !== null; at = byId.get(at)?.reply_to ?? null) {
      expect(climbed.has(at)).toBe(false);
      climbed.add(at);
    }
  }
  return {
    utterances,
    speakers,
    conversations,
    meta,
    byId,
    whole: fs.readdirSync(target).map(raw).join('\n'),
  };
}

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return "<class 'list'>";
  return `<class '${{ string: 'str', boolean: 'bool', number: 'int' }[typeof value as 'string']}'>`;
}

const at = (minute: number) => `2026-11-02T10:${String(minute).padStart(2, '0')}:00Z`;

const talk: Message[] = [
  said('101', 'ann', at(0), '@acme does it leak, @bob?', {
    author: { id: '71', handle: 'ann', name: 'Ann Li' },
  }),
  said('102', 'acme', at(1), '@ann no', { parentId: '101' }),
  said('103', 'bob', at(2), '@acme mine does', { parentId: '102' }),
  // two answers to a message that is not in the data, and an answer to one of them
  said('111', 'cid', at(3), '@acme hear, hear', { parentId: '110' }),
  said('112', 'dan', at(4), '@acme me too', { parentId: '110' }),
  said('113', 'acme', at(5), 'sorry', { parentId: '111' }),
  // passed on, and an answer to that
  said('121', 'eve', at(6), 'RT @acme: no', { parentId: '102' }),
  said('122', 'fay', at(7), '@eve @acme ha', { parentId: '121' }),
];

describe('a corpus for ConvoKit', () => {
  it('keeps who answers what, and begins anew below what is not there', async () => {
    await importAll(db, [fileOf('a.csv', talk)]);
    const { byId, done, conversations } = await corpus();
    const shape = [...byId.values()].map((one) => [
      one.id,
      one.conversation_id,
      one.reply_to,
      one.meta.missing_reply_to,
    ]);
    expect(shape.sort()).toEqual([
      ['x:101', 'x:101', null, null],
      ['x:102', 'x:101', 'x:101', null],
      ['x:103', 'x:101', 'x:102', null],
      ['x:111', 'x:111', null, 'x:110'],
      ['x:112', 'x:112', null, 'x:110'],
      ['x:113', 'x:111', 'x:111', null],
      ['x:122', 'x:122', null, 'x:121'],
    ]);
    expect(done).toMatchObject({ utterances: 7, conversations: 4, speakers: 6 });
    expect(done.leftOut).toEqual({ missing: 1, reposts: 1 });
    expect(byId.get('x:102')).toMatchObject({
      speaker: 'acme',
      timestamp: Date.parse(at(1)) / 1000,
      meta: { channel: 'acme', own: true, kind: 'reply', precision: 'instant' },
    });
    expect(conversations['x:111'].meta).toEqual({ channel: 'acme', completeness: 'unknown' });
  });

  it('names nobody, unless asked to', async () => {
    await importAll(db, [fileOf('a.csv', talk)]);
    const covered = await corpus();
    expect(covered.whole).not.toMatch(/\b(ann|bob|cid|dan|eve|fay|li)\b/i);
    expect(covered.byId.get('x:101')?.text).toBe('@acme does it leak, @…?');
    expect(covered.byId.get('x:101')?.speaker).toMatch(/^person [0-9a-f]{10}$/);
    const named = await corpus({ names: true });
    expect(named.byId.get('x:101')).toMatchObject({ text: '@acme does it leak, @bob?', speaker: 'x:71' });
    expect(named.speakers['x:71'].meta).toEqual({ own: false, handle: 'ann', name: 'Ann Li' });
    expect(named.meta).toMatchObject({ names: true });
  });

  it('covers ids that may name their writer, and keeps them joined', async () => {
    const root = 'https://example.social/@ann/1';
    await importAll(db, [
      fileOf('a.csv', [
        said(root, 'ann', at(0), '@acme hello?'),
        said('https://example.social/@acme/2', 'acme', at(1), 'hello', { parentId: root }),
        said('ann-2026-3', 'ann', at(2), '@acme and?', { parentId: 'https://example.social/@bob/9' }),
        said('0b5e1c1e-7a0c-4f0e-9d54-1f2e3d4c5b6a', 'ann', at(3), '@acme so?'),
      ]),
    ]);
    const { whole, utterances } = await corpus();
    expect(whole).not.toMatch(/\b(ann|bob)\b/);
    const answer = utterances.find(({ id }) => id === 'x:https://example.social/@acme/2');
    expect(answer?.reply_to).toMatch(/^x:m[0-9a-f]{16}$/);
    expect(answer?.conversation_id).toBe(answer?.reply_to);
    expect(utterances.map(({ id }) => id)).toContain('x:0b5e1c1e-7a0c-4f0e-9d54-1f2e3d4c5b6a');
    const named = await corpus({ names: true });
    expect(named.byId.get(`x:${root}`)?.text).toBe('@acme hello?');
    expect(named.byId.get('x:ann-2026-3')?.meta.missing_reply_to).toBe('x:https://example.social/@bob/9');
  });

  it('takes hostile text as text', async () => {
    const hostile = [
      '"}\n{"id":"x:1","speaker":"evil"}',
      'line\u2028end\u2029 \u0000 \u001b[31m \ufeff \\u0041 \\',
      '=cmd|calc <##bin{0}&&@**> 🐕‍🦺 \u202e',
    ];
    await importAll(db, [
      fileOf(
        'a.csv',
        hostile.map((text, n) =>
          said(`${n + 1}`, ['__proto__', '"quoted"', 'constructor'][n], at(n), text, { channel: 'acme' }),
        ),
      ),
    ]);
    for (const names of [false, true]) {
      const { utterances, speakers } = await corpus({ names });
      expect(utterances.map(({ text }) => text)).toEqual(hostile);
      expect(Object.keys(speakers)).toHaveLength(3);
    }
  });

  it('survives a ring of answers', async () => {
    await importAll(db, [
      fileOf('a.csv', [
        said('1', 'ann', at(0), '@acme a', { parentId: '3' }),
        said('2', 'bob', at(1), '@acme b', { parentId: '1' }),
        said('3', 'cid', at(2), '@acme c', { parentId: '2' }),
      ]),
    ]);
    const { utterances } = await corpus();
    expect(utterances.filter(({ reply_to }) => reply_to === null)).toHaveLength(1);
  });

  it('takes whole conversations of the channels named, and knows no others', async () => {
    const both = { ownAccounts: ['acme', 'zeta'] };
    await importAll(db, [
      fileOf(
        'a.csv',
        [
          ...talk,
          said('201', 'ann', at(8), '@zeta hm?'),
          said('202', 'zeta', at(9), 'yes', { parentId: '201' }),
        ],
        both,
      ),
    ]);
    expect((await corpus({ channels: ['Zeta'] })).utterances.map(({ id }) => id)).toEqual(['x:201', 'x:202']);
    expect((await corpus({ channels: ['zeta', 'acme'] })).utterances).toHaveLength(9);
    await expect(corpus({ channels: ['nobody'] })).rejects.toThrow('no channel called "nobody"');
  });
});

describe('what goes wrong', () => {
  const into = (target: string, rest: Partial<ExportWorld> = {}) =>
    exportConvokit({ format: 'convokit', target, names: false, channels: [] }, world(rest));

  it('writes over nothing, and into no file', async () => {
    await importAll(db, [fileOf('a.csv', talk)]);
    const file = path.join(folder, 'note.txt');
    fs.writeFileSync(file, 'mine');
    await expect(into(folder)).rejects.toThrow('is not empty');
    await expect(into(file)).rejects.toBeInstanceOf(Problem);
    await expect(into(path.join(file, 'below'))).rejects.toBeInstanceOf(Problem);
    expect(fs.readdirSync(folder)).toEqual(['note.txt']);
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  it('leaves nothing behind when there is nothing, when nobody listens, and when the data change', async () => {
    const target = path.join(folder, 'none');
    await expect(into(target)).rejects.toThrow('There is no message');
    await importAll(db, [fileOf('a.csv', talk)]);
    await expect(into(target, { signal: AbortSignal.abort(new Problem('given up')) })).rejects.toThrow(
      'given up',
    );
    let versions = 0;
    const query: typeof db.store.query = async (sql, params) =>
      sql.includes("'data_version'") && versions++ > 0
        ? ([{ value: '99' }] as never)
        : db.store.query(sql, params);
    await expect(into(target, { store: { ...db.store, query } })).rejects.toThrow('The data changed');
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
