import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import { readThread } from '../../src/facts/thread.ts';
import { askedIn } from '../../src/measures/ignoring/asked.ts';
import { waitingCurve } from '../../src/measures/ignoring/waiting-curve.ts';
import { periodOf } from '../../src/measures/period.ts';
import { defaultFilter } from '../../src/model/filter.ts';
import { addAct, readActs } from '../../src/store/acts.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());
const q = (sql: string) => db.store.query(sql);
const march = { observedUntil: '2026-03-31T00:00:00Z' };
const until = () =>
  q("SELECT word, sides, strftime(observed_until, '%Y-%m-%d') AS u FROM channel ORDER BY lower(word)");
const asking = (filter = {}) => ({
  store: db.store,
  filter: { ...defaultFilter, ...filter },
  plan: testPlan,
  seed: 1,
  dataVersion: 1,
  program: 'test',
});
const hi = said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?');

describe('a row dated in the future', () => {
  it('is refused and does not move the period', async () => {
    const r = await importAll(db, [fileOf('a', [hi, said('9', 'ann', '2099-01-01T00:00:00Z', '@acme x?')])], {
      now: '2026-06-01T00:00:00Z',
    });
    expect(r.files[0]).toMatchObject({ rows: 2, accepted: 1, rejected: 1, messages: 1 });
    expect(await until()).toMatchObject([{ u: '2026-03-01' }]);
  });
});

describe('period', () => {
  it('is not driven by a channel whose other side is missing', async () => {
    await importAll(db, [
      fileOf('a', [hi]),
      fileOf('m', [said('m1', 'acme', '2026-09-01T09:00:00Z', 'post', { source: 'm' })], { sides: 'own' }),
    ]);
    expect((await periodOf(asking())).span.to).toBe('2026-03-02T00:00:00Z');
  });
  it('unknown channel is said', async () => {
    await importAll(db, [fileOf('a', [hi])]);
    await expect(waitingCurve.answer(asking({ channels: ['typo'] }))).rejects.toThrow('typo');
  });
});

describe('acts', () => {
  it('damaged acts are refused by line', () => {
    const act = (x: object) =>
      JSON.stringify({
        id: 'a',
        at: '2026-03-01T09:00:00Z',
        who: 'k',
        kind: 'answered-elsewhere',
        message: { source: 'x', nativeId: '1' },
        detail: { at: '2026-03-01T09:00:00Z' },
        ...x,
      });
    expect(readActs(act({})).length).toBe(1);
    expect(() => readActs(act({ at: 'yesterday' }))).toThrow('line 1');
    expect(() => readActs(act({ detail: { at: 'noon' } }))).toThrow('line 1');
    expect(() =>
      readActs(act({ kind: 'observed-until', detail: { channel: 'acme', until: 'noon' } })),
    ).toThrow('line 1');
  });
});

describe('size', () => {
  it('a chain of 5000', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) =>
      said(
        `${i}`,
        i % 2 ? 'acme' : 'ann',
        new Date(Date.UTC(2026, 2, 1) + i * 60000).toISOString(),
        '@acme does it?',
        { parentId: i ? `${i - 1}` : undefined },
      ),
    );
    await importAll(db, [fileOf('a', rows)]);
  }, 60_000);
  it('a self chain of 5000, answered at the end', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) =>
      said(
        `${i}`,
        i === 4999 ? 'acme' : 'ann',
        new Date(Date.UTC(2026, 2, 1) + i * 60000).toISOString(),
        '@acme does it?',
        { parentId: i ? `${i - 1}` : undefined },
      ),
    );
    await importAll(db, [fileOf('a', rows)]);
  }, 60_000);
  it('a fan of 20000', async () => {
    const rows = Array.from({ length: 20000 }, (_, i) =>
      said(
        `${i}`,
        i ? `p${i}` : 'acme',
        new Date(Date.UTC(2026, 2, 1) + i * 60000).toISOString(),
        '@acme does it?',
        { parentId: i ? '0' : undefined },
      ),
    );
    await importAll(db, [fileOf('a', rows)]);
    const thread = await readThread(db.store, { source: 'x', nativeId: '15000' });
    expect(thread.some(({ nativeId }) => nativeId === '15000')).toBe(true);
  }, 60_000);
});

describe('what the data do not tell', () => {
  const edited = (n: number) => [
    said(`q${n}`, `p${n}`, '2026-03-05T09:00:00Z', '@acme does it ship?'),
    said(`a${n}`, 'acme', '2026-03-04T09:00:00Z', 'yes', { parentId: `q${n}` }),
  ];
  it('is not said to be nothing', async () => {
    await importAll(db, [fileOf('a', [1, 2, 3].flatMap(edited))]);
    const finding = await waitingCurve.answer(asking());
    expect(finding.kind === 'no-answer' && finding.reason).toContainEqual({
      value: 3,
      as: 'count',
      strong: true,
    });
  });
  it('counts an answer stated for a time before the message was edited as one at an unknown time', async () => {
    await importAll(db, [fileOf('a', [hi], march)]);
    const act = { id: 'a', at: '2026-03-20T09:00:00Z', who: 'kim', kind: 'answered-elsewhere' as const };
    await addAct(
      db,
      { ...act, message: { source: 'x', nativeId: '1' }, detail: { at: '2026-02-27T09:00:00Z' } },
      { plan: testPlan, refresh: refreshFacts },
    );
    const span = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', unfinished: false };
    const [asked] = [...(await askedIn(db.store, defaultFilter, span)).values()];
    expect([asked.time.length, asked.unsure.answeredAtUnknownTime.length]).toEqual([0, 1]);
  });
  it('is said where times are days', async () => {
    const day = { precision: 'day' as const };
    await importAll(db, [fileOf('a', [said('1', 'ann', '2026-03-01T00:00:00Z', '@acme hi?', day)])]);
    expect((await waitingCurve.answer(asking())).caveats.join()).toContain('dated, by the day only');
  });
});
