import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../../test/reading.ts';
import { type FixtureCell, workbookOf } from '../../../test/workbook-fixture.ts';
import { agreedCodes, readContent, readSamples } from '../../facts/coding.ts';
import { findFiles, workbookRows } from '../../sources/index.ts';
import { openDatabase } from '../../store/database.ts';
import { realDoor } from '../app.ts';
import { run } from '../run.ts';
import type { Terminal } from '../terminal.ts';

let folder: string;
let dir: string;
let out = '';
let err = '';
let typed: string[] | undefined;
let seconds = 0;

async function rapport(...args: string[]): Promise<number> {
  out = '';
  err = '';
  const keyboard = typed;
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    screen: undefined,
    ask: undefined,
    ...(keyboard && {
      keys: () => ({ next: async () => keyboard.shift() ?? '\u0003', close: () => undefined }),
    }),
    now: () => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds++)),
    every: () => () => undefined,
    cwd: folder,
    env: {},
  };
  return run(args, terminal, realDoor);
}

const plan = `zone: Europe/Berlin
codebook:
  - word: does
    choose: many
    codes: [{word: question}, {word: thanks, name: Thank you}]
  - word: text
    choose: one
    codes: [{word: good}, {word: bad}]
  - {word: mood, choose: one, codes: [{word: glad}, {word: sad}]}
`;

const minute = (n: number) => new Date(Date.UTC(2026, 2, 9) + n * 60_000).toISOString();

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-cli-code-'));
  dir = path.join(folder, 'rapport');
  fs.mkdirSync(dir);
  fs.writeFileSync(path.join(dir, 'plan.yaml'), plan);
  const db = await openDatabase(path.join(dir, 'rapport.duckdb'));
  const messages = Array.from({ length: 60 }, (_, n) =>
    said(
      `q${n}`,
      `p${n}`,
      minute(n),
      n === 7 ? '=HYPERLINK("http://x","y")' : `@acme @friend why ${n}? \u001b[31m`,
    ),
  );
  await importAll(db, [fileOf('a', messages)]);
  await db.close();
}, 60_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  typed = undefined;
});

async function kept<T>(read: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const db = await openDatabase(path.join(dir, 'rapport.duckdb'));
  try {
    return await read(db);
  } finally {
    await db.close();
  }
}
const codesBy = (sample: string, who: string) =>
  kept(async (db) => (await readContent(db.store, sample)).codings.filter((one) => one.who === who));

describe('rapport code', () => {
  it('says what there is before anything is drawn', async () => {
    expect(await rapport('code')).toBe(0);
    expect(out).toContain('Nothing was drawn yet');
    expect(await rapport('code', '--count', '--range', '10')).toBe(0);
    expect(out).toContain('60 messages in 60 conversations.');
    // Cochran 1977, 4.2: 96.04 / (1 + 95.04 / 60) = 37.2; the score interval of the estimates asks for a little more
    expect(out).toContain('41 for ± 10 points, at worst.');
    expect(await rapport('code', '--count', '--range', 'wide')).toBe(1);
  });

  it('draws by options, and lists', async () => {
    const draw = [
      'code',
      'mine',
      '--draw',
      '--facet',
      'does',
      '--facet',
      'text',
      '--size',
      '20',
      '--seed',
      '5',
    ];
    expect(await rapport(...draw, '--twice', '3')).toBe(0);
    expect(out).toContain('Drew mine: 20 of 60 messages of others, at random; 3 to be coded by two.');
    expect(await rapport(...draw)).toBe(1);
    expect(err).toContain('There is a sample “mine” already.');
    expect(await rapport('code', 'quick', '--draw', '--facet', 'mood', '--range', '20', '--twice', '0')).toBe(
      0,
    );
    // never under 30
    expect(out).toContain('Drew quick: 30 of 60');
    expect(await rapport('code')).toBe(0);
    expect(out).toMatch(/mine\s+0 of 20\s+0 of 3/);
    await rapport('code', '--json');
    expect(JSON.parse(out)).toHaveLength(2);
    expect((await kept((db) => readSamples(db.store))).map(({ word, seed }) => [word, seed])[1]).toEqual([
      'mine',
      5,
    ]);
  });

  it('codes by keys: marks, takes back, refuses what is not whole, goes back, passes over, stops', async () => {
    // q marks question, t thanks, g good, b back, m memo, s skip
    typed = [
      'q',
      't',
      't',
      '\r',
      'g',
      '\r',
      'b',
      'm',
      ...'=ha',
      '\u007f',
      '!',
      '\r',
      '\r',
      's',
      ...'odd',
      '\r',
      '\u0003',
    ];
    expect(await rapport('code', 'mine', '--who', 'ann')).toBe(0);
    expect(err).toContain('“text” has no code yet');
    expect(err).toContain('1 of 20');
    expect(err).not.toContain('\u001b[31m');
    expect(out).toBe('3 written down for ann; 18 to go.\n');
    const [coding, more] = await codesBy('mine', 'ann');
    expect(more).toBeUndefined();
    expect(coding).toMatchObject({
      facets: ['does', 'text'],
      codes: ['does/question', 'text/good'],
      memo: '=h!',
      versions: ['does/question@1', 'text/good@1'],
    });
    expect((await kept((db) => readContent(db.store, 'mine'))).skips).toMatchObject([
      { who: 'ann', reason: 'odd' },
    ]);
  });

  it('needs one key a message where there is one thing to choose', async () => {
    typed = [...Array.from({ length: 30 }, (_, n) => (n === 3 ? '3' : n % 2 ? 'l' : 'd'))];
    expect(await rapport('code', 'quick', '--who', 'ann')).toBe(0);
    expect(out).toBe('30 written down for ann; 0 to go.\n');
    const codings = await codesBy('quick', 'ann');
    expect(codings.map(({ codes, cannot }) => codes[0] ?? cannot[0]).slice(0, 4)).toEqual([
      'mood/sad',
      'mood/glad',
      'mood/sad',
      'mood',
    ]);
    expect(await rapport('code', 'quick', '--who', 'ann')).toBe(0);
    expect(out).toContain('Nothing is left for ann');
  });

  it('refuses without a keyboard, without a sample, and for an unknown one', async () => {
    expect(await rapport('code', 'mine')).toBe(1);
    expect(err).toContain('needs a terminal');
    typed = [];
    expect(await rapport('code', 'none')).toBe(1);
    expect(err).toContain('There is no sample “none”.');
    expect(await rapport('code', '--in', 'a.xlsx')).toBe(1);
    expect(err).toContain('which sample');
  });
});

type Sheet = (string | undefined)[][];
const sheetOf = async (file: string, name = 'coding'): Promise<Sheet> => {
  const [input] = await findFiles([path.join(folder, file)]);
  if (!input) throw new Error('no file');
  return (await workbookRows(input, name)).map(({ cells }) => Array.from(cells));
};

/** Saves the sheet as a spreadsheet program would, with cells filled in. */
function save(file: string, rows: Sheet): void {
  const cells = rows.map((row) => row.map((cell): FixtureCell => cell ?? null));
  fs.writeFileSync(path.join(folder, file), workbookOf({ coding: cells, codes: [['x']] }));
}

describe('a workbook', () => {
  it('holds the messages, the codes, and what the coder said; no formula, no name', async () => {
    expect(await rapport('export', 'coding', 'mine', '--out', 'mine.xlsx', '--who', 'ann')).toBe(0);
    expect(out).toContain('Wrote 20 messages, 1 of them coded');
    const rows = await sheetOf('mine.xlsx');
    expect(rows[0]).toEqual([
      ...['place', 'source', 'id', 'channel', 'written', 'answers', 'text', 'does', 'text (facet)'],
      ...['memo', 'pass over'],
    ]);
    expect(rows).toHaveLength(21);
    expect(rows[1]?.slice(7, 10)).toEqual(['question', 'good', "'=h!"]);
    const texts = rows.slice(1).map((row) => row[6]);
    expect(texts.every((text) => !/^[=+\-@]/.test(text ?? ''))).toBe(true);
    expect(texts.join()).not.toContain('friend');
    expect(texts.join()).toContain('@acme');
    expect((await sheetOf('mine.xlsx', 'codes'))[2]?.slice(0, 3)).toEqual(['does', 'thanks', 'Thank you']);
    expect(await rapport('export', 'coding', 'mine', '--out', 'mine.xlsx')).toBe(1);
    expect(err).toContain('is there already');
    expect(await rapport('export', 'coding', 'mine', '--out', 'mine.csv')).toBe(1);
  });

  it('shows nobody what others said', async () => {
    await rapport('export', 'coding', 'mine', '--out', 'bob.xlsx', '--who', 'bob', '--names');
    const rows = await sheetOf('bob.xlsx');
    expect(rows.slice(1).every((row) => row.slice(7).every((cell) => cell === undefined))).toBe(true);
    expect(rows.map((row) => row[6]).join()).toContain('@friend');
  });

  it('comes back row by row: what fits is kept, what does not is refused with the reason', async () => {
    const rows = await sheetOf('bob.xlsx');
    const set = (line: number, does?: string, text?: string, memo?: string, skip?: string) => {
      rows[line - 1] = [...(rows[line - 1] ?? []).slice(0, 7), does, text, memo, skip];
    };
    set(2, 'Question; thank you', 'GOOD', "'=ha");
    set(3, 'none', '?');
    set(4, undefined, undefined, undefined, 'another language');
    set(5, 'rant', 'good');
    set(6, undefined, 'good');
    set(7, 'question', 'good, bad');
    set(8, 'none', 'good', undefined, 'odd');
    rows.push([...(rows[1] ?? []).slice(0, 7), 'none', 'bad']);
    rows.push(['', 'x', 'q404', '', '', '', '', 'none', 'bad']);
    save('bob-full.xlsx', rows);
    expect(await rapport('code', 'mine', '--in', 'bob-full.xlsx', '--who', 'bob')).toBe(1);
    expect(out).toContain('2 coded, 1 passed over, 0 as before, 13 left open, 6 refused, by bob.');
    for (const line of [
      /5\s+“rant” is no code of does: it has question, thanks/,
      /6\s+does is empty: write none where none fits/,
      /7\s+“text” takes one code; it has 2/,
      /8\s+it is passed over and coded at once/,
      /22\s+the same message stands in row 2/,
      /23\s+no message q404 of x is in the sample/,
    ])
      expect(out.replace(/\n\s+/g, ' ')).toMatch(line);
    const [first, second] = (await codesBy('mine', 'bob')).sort((a, b) => b.codes.length - a.codes.length);
    expect(first).toMatchObject({ codes: ['does/question', 'does/thanks', 'text/good'], memo: '=ha' });
    expect(second).toMatchObject({ codes: [], cannot: ['text'] });
    expect(await rapport('code', 'mine', '--in', 'bob-full.xlsx', '--who', 'bob')).toBe(1);
    expect(out).toContain('0 coded, 0 passed over, 3 as before, 13 left open');
    expect((await kept((db) => agreedCodes(db.store, 'mine'))).length).toBeGreaterThan(0);
  });

  it('is refused as a whole where its columns are gone, or where it is none', async () => {
    save('odd.xlsx', [
      ['id', 'does'],
      ['q1', 'none'],
    ]);
    expect(await rapport('code', 'mine', '--in', 'odd.xlsx')).toBe(1);
    expect(err).toContain('has no column source, text (facet)');
    fs.writeFileSync(path.join(folder, 'codes.csv'), 'id,does\n');
    expect(await rapport('code', 'mine', '--in', 'codes.csv')).toBe(1);
    expect(err).toContain('is no workbook');
  });
});

describe('the starter codebook', () => {
  it('is copied into the plan once', async () => {
    expect(await rapport('code', '--copy-codebook')).toBe(0);
    expect(out).toContain('has a codebook of 3 facets already');
    fs.writeFileSync(path.join(dir, 'plan.yaml'), 'zone: Europe/Berlin # ours\n');
    expect(await rapport('code', '--copy-codebook')).toBe(0);
    expect(out).toContain('Copied 8 facets into plan.yaml');
    const text = fs.readFileSync(path.join(dir, 'plan.yaml'), 'utf8');
    expect(text).toMatch(/^zone: Europe\/Berlin # ours\n[\s\S]*codebook:/);
    expect(await rapport('code', 'new-one', '--draw', '--facet', 'depth', '--size', '5')).toBe(0);
  });
});
