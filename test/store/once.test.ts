import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import { keptAs } from '../../src/facts/thread.ts';
import type { Message } from '../../src/model/message.ts';
import { addAct } from '../../src/store/acts.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const text = 'Three seals that last longer in hot caustic, and what they cost';
const activity = 'urn:li:activity:7000000000000000001';
const share = 'urn:li:share:7000000000000000000';

function post(nativeId: string, createdAt: string, rest: Partial<Message> = {}): Message {
  return said(nativeId, 'acme', createdAt, text, { source: 'linkedin', ...rest });
}

const ids = () =>
  db.store.query(`SELECT native_id AS id, placeholder FROM message ORDER BY 1`) as Promise<
    { id: string; placeholder: boolean }[]
  >;
const undo = (importId: number) =>
  undoImport(db, importId, {
    now: '2026-12-31T00:00:00Z',
    who: 'test',
    plan: testPlan,
    refresh: refreshFacts,
  });

describe('a message that a row names by two ids', () => {
  it('is one, whichever name came first, with its replies below it', async () => {
    await importAll(db, [fileOf('a', [post(activity, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [
      fileOf('b', [
        post(share, '2026-03-01T09:00:00Z', { aliases: [activity] }),
        said('r1', 'ann', '2026-03-01T10:00:00Z', 'How long?', { source: 'linkedin', parentId: activity }),
      ]),
    ]);
    expect(await ids()).toEqual([
      { id: 'r1', placeholder: false },
      { id: share, placeholder: false },
    ]);
    expect(
      await db.store.query(`SELECT p.native_id AS up FROM turn t JOIN message m USING (message_id)
        JOIN message p ON p.message_id = t.parent_id WHERE m.native_id = 'r1'`),
    ).toEqual([{ up: share }]);
    expect(await keptAs(db.store, { source: 'linkedin', nativeId: activity })).toEqual({
      source: 'linkedin',
      nativeId: share,
    });
  });

  it('is two again when the import that said so is undone', async () => {
    await importAll(db, [fileOf('a', [post(activity, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [fileOf('b', [post(share, '2026-03-01T12:00:00Z', { aliases: [activity] })])]);
    await importAll(db, [fileOf('c', [post(share, '2026-03-01T12:00:00Z')])]);
    expect(await ids()).toEqual([{ id: share, placeholder: false }]);
    await undo(2);
    expect(await ids()).toEqual([
      { id: activity, placeholder: false },
      { id: share, placeholder: false },
    ]);
  });

  it('keeps what a person said of it under the other name', async () => {
    await importAll(db, [
      fileOf('a', [
        post(activity, '2026-03-01T09:00:00Z', { author: { id: 'ann' }, text: `@acme ${text}?` }),
      ]),
    ]);
    await addAct(
      db,
      {
        id: randomUUID(),
        at: '2026-03-02T00:00:00Z',
        who: 'test',
        kind: 'needs-no-answer',
        message: { source: 'linkedin', nativeId: activity },
        detail: { reason: 'settled' },
      },
      { plan: testPlan, refresh: refreshFacts },
    );
    await importAll(db, [
      fileOf('b', [
        post(share, '2026-03-01T09:00:00Z', {
          author: { id: 'ann' },
          text: `@acme ${text}?`,
          aliases: [activity],
        }),
      ]),
    ]);
    expect(
      await db.store.query('SELECT native_id AS id FROM dismissal JOIN message USING (message_id)'),
    ).toEqual([{ id: share }]);
  });

  it('is one from any order of imports, and as before after any undo', async () => {
    const names = [activity, share, 'urn:li:ugcPost:7000000000000000002', 'synthetic:1'];
    const row = fc.record({
      name: fc.constantFrom(...names),
      aliases: fc.subarray(names),
      minute: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), fc.nat(), async (rows, seed) => {
        const states = async (order: number[], undone?: number) => {
          const one = await openDatabase(':memory:');
          try {
            for (const index of order) await importAll(one, [fileAt(rows, index)]);
            if (undone !== undefined)
              await undoImport(one, order.indexOf(undone) + 1, {
                now: '2026-12-31T00:00:00Z',
                who: 'test',
                plan: testPlan,
                refresh: refreshFacts,
              });
            return [
              await one.store.query('SELECT native_id, placeholder FROM message ORDER BY 1'),
              await one.store.query('SELECT count(*)::INTEGER AS n FROM turn'),
            ];
          } finally {
            one.close();
          }
        };
        const order = rows.map((_, index) => index);
        const shuffled = [...order].sort((a, b) => ((a + seed) % 3) - ((b + seed) % 3));
        expect(await states(shuffled)).toEqual(await states(order));
        const left = seed % rows.length;
        const without = order.filter((index) => index !== left);
        if (without.length > 0) expect(await states(order, left)).toEqual(await states(without));
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});

/** Days apart, so that nothing but names can tell that two rows are one. */
function fileAt(rows: { name: string; aliases: string[]; minute: number }[], index: number) {
  const { name, aliases, minute } = rows[index];
  return fileOf(`f${index}`, [post(name, `2026-03-0${1 + index}T09:0${minute}:00Z`, { aliases })]);
}

describe('a message without an id', () => {
  it('is matched with the one of the same author, text and minute', async () => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    const report = await importAll(db, [
      fileOf('b', [post(activity, '2026-03-01T09:01:30Z', { text: `${text.slice(0, 40)}…` })]),
    ]);
    expect(report.recognised).toEqual({ matched: 1, apart: 0 });
    expect(await ids()).toEqual([{ id: share, placeholder: false }]);
    // the cut text does not win
    expect(await db.store.query('SELECT text FROM message')).toEqual([{ text }]);
  });

  it('is as the other file alone tells it when the import of one is undone', async () => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [fileOf('b', [post(activity, '2026-03-01T09:00:00Z')])]);
    expect(await ids()).toEqual([{ id: share, placeholder: false }]);
    await undo(1);
    expect(await ids()).toEqual([{ id: activity, placeholder: false }]);
    await importAll(db, [fileOf('c', [post(share, '2026-03-01T09:00:01Z')])]);
    expect(await ids()).toEqual([{ id: share, placeholder: false }]);
  });

  it('is parted again where a third comes that it could be as well', async () => {
    await importAll(db, [fileOf('a', [post('urn:li:share:1', '2026-03-01T09:00:00Z')])]);
    await importAll(db, [fileOf('b', [post(activity, '2026-03-01T09:00:30Z')])]);
    expect(await ids()).toHaveLength(1);
    const report = await importAll(db, [fileOf('c', [post('urn:li:share:2', '2026-03-01T09:01:00Z')])]);
    expect(report.recognised).toEqual({ matched: 0, apart: 1 });
    expect(await ids()).toHaveLength(3);
  });

  it('stays apart where two look alike, and says so', async () => {
    await importAll(db, [
      fileOf('a', [
        post('urn:li:share:1', '2026-03-01T09:00:00Z'),
        post('urn:li:share:2', '2026-03-01T09:01:00Z'),
      ]),
    ]);
    const report = await importAll(db, [fileOf('b', [post(activity, '2026-03-01T09:00:30Z')])]);
    expect(report.recognised).toEqual({ matched: 0, apart: 1 });
    expect(await ids()).toHaveLength(3);
  });

  it.each([
    ['three minutes later', { createdAt: '2026-03-01T09:03:00Z' }],
    ['another author a minute later', { createdAt: '2026-03-01T09:01:00Z', author: { id: 'other' } }],
    ['another text', { text: 'Three seals that last, and what else' }],
    [
      'another day, where only days are told',
      { createdAt: '2026-03-02T00:00:00Z', precision: 'day' as const },
    ],
  ])('is another one: %s', async (_, rest) => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    const report = await importAll(db, [
      fileOf('b', [{ ...post(activity, '2026-03-01T09:00:00Z'), ...rest }]),
    ]);
    expect(report.recognised).toBeUndefined();
    expect(await ids()).toHaveLength(2);
  });

  it('is never matched with one whose id is of the same kind', async () => {
    const twice = [
      post('urn:li:share:1', '2026-03-01T09:00:00Z'),
      post('urn:li:share:2', '2026-03-01T09:00:01Z'),
    ];
    const report = await importAll(db, [fileOf('a', twice)]);
    expect(report.recognised).toBeUndefined();
    expect(await ids()).toHaveLength(2);
  });
});

describe('a message that is gone at its source', () => {
  const gone = (nativeId: string, source = 'linkedin') =>
    fileOf(`gone ${nativeId}`, [{ line: 1, gone: [{ source, nativeId }] }]);
  const shown = (source = 'linkedin') =>
    db.store.query(
      `SELECT native_id AS id, text, deleted_at IS NOT NULL AS gone FROM message
      WHERE NOT placeholder AND source = $source ORDER BY 1`,
      { source },
    );
  const textsLeft = (source = 'linkedin') =>
    db.store.query(
      "SELECT native_id AS id FROM observation WHERE text <> '' AND source = $source ORDER BY 1",
      {
        source,
      },
    );

  it('gets no text back from a row that names it otherwise', async () => {
    await importAll(db, [fileOf('a', [post(activity, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [gone(activity)]);
    const report = await importAll(db, [
      fileOf('b', [post(share, '2026-03-01T09:00:00Z', { aliases: [activity] })]),
    ]);
    expect(report).toMatchObject({ stillGone: 1 });
    expect(report.gone).toBeUndefined();
    expect(await shown()).toEqual([{ id: share, text: '', gone: true }]);
    expect(await textsLeft()).toEqual([]);
  });

  it.each([
    ['without an id', {}],
    ['cut short', { text: `${text.slice(0, 45)} …` }],
    ['going on', { text: `${text}. And where to get them.` }],
    ['a minute later', { createdAt: '2026-03-01T09:01:00Z' }],
    ['by another name in the same second', { author: { id: 'Acme Ltd' } }],
    ['on the day, where only that is told', { createdAt: '2026-03-01T00:00:00Z', precision: 'day' as const }],
    ['under an id of another kind', { nativeId: activity }],
  ])('gets no text back from a row that names no other id: %s', async (_, rest) => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [gone(share)]);
    const later = { ...post(share, '2026-03-01T09:00:00Z'), nativeId: undefined, ...rest };
    const report = await importAll(db, [fileOf('b', [later])]);
    expect(report).toMatchObject({ stillGone: 1, recognised: { matched: 1, apart: 0 } });
    expect(await shown()).toEqual([{ id: share, text: '', gone: true }]);
    expect(await textsLeft()).toEqual([]);
  });

  it.each([
    ['three minutes later', { createdAt: '2026-03-01T09:03:00Z' }],
    ['by another author a minute later', { createdAt: '2026-03-01T09:01:00Z', author: { id: 'other' } }],
    ['with another text', { text: `${text.slice(0, 28)} cold water, and what they cost` }],
    ['short, with another text', { text: 'Three seals' }],
    ['on another platform', { source: 'x' }],
    ['of the same kind of id', { nativeId: 'urn:li:share:7' }],
  ])('is not what another message is taken for: %s', async (_, rest) => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [gone(share)]);
    const later = { ...post(share, '2026-03-01T09:00:00Z'), nativeId: undefined, ...rest };
    const report = await importAll(db, [fileOf('b', [later])]);
    expect(report.stillGone).toBeUndefined();
    expect(report.recognised).toBeUndefined();
    expect(await textsLeft(later.source)).toHaveLength(1);
  });

  it('loses its text under every id that it is known under', async () => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [
      fileOf('b', [
        { ...post(share, '2026-03-01T09:00:00Z'), nativeId: undefined, text: `${text}, and more` },
      ]),
    ]);
    expect(await importAll(db, [gone(share)])).toMatchObject({ gone: 1 });
    expect(await textsLeft()).toEqual([]);
    await importAll(db, [fileOf('c', [post(share, '2026-03-01T09:00:00Z', { url: 'https://l.example/1' })])]);
    expect(await shown()).toEqual([{ id: share, text: '', gone: true }]);
  });

  it('takes the text of all that it looks like with it, one to one or not, before or after', async () => {
    const two = ['synthetic:1', 'synthetic:2'].map((id) => post(id, '2026-03-01T09:00:10Z'));
    await importAll(db, [gone(share)]);
    await importAll(db, [fileOf('a', two)]);
    expect(await textsLeft()).toHaveLength(2);
    const report = await importAll(db, [fileOf('b', [post(share, '2026-03-01T09:00:00Z')])]);
    expect(report).toMatchObject({ stillGone: 1, gone: 2, recognised: { apart: 1 } });
    expect(await textsLeft()).toEqual([]);
    expect(await importAll(db, [fileOf('c', [post('synthetic:3', '2026-03-01T09:01:00Z')])])).toMatchObject({
      stillGone: 1,
    });
    // of the same kind of id: another message, of which nobody said that it is gone
    await importAll(db, [fileOf('d', [post('urn:li:share:7', '2026-03-01T09:01:00Z')])]);
    expect(await textsLeft()).toEqual([{ id: 'urn:li:share:7' }]);
  });

  it('keeps no print that a text could be read in', async () => {
    await importAll(db, [fileOf('a', [post(share, '2026-03-01T09:00:00Z')])]);
    await importAll(db, [gone(share)]);
    const [{ author, print }] = await db.store.query<{ author: string; print: string }>('FROM gone_print');
    expect(author).toMatch(/^[0-9a-f]{16}$/);
    // 63 characters: six digits for the first twenty, one for every ten more, 4 bits each
    expect(print).toMatch(/^[0-9a-f]{10}$/);
  });

  it('shows no text in any order in which files, and the word that it is gone, come', async () => {
    const names = [share, activity, 'synthetic:1', 'synthetic:2', 'urn:li:share:7000000000000000009'];
    const row = fc.record({
      name: fc.constantFrom(...names),
      aliases: fc.constantFrom<string[]>([], [], [activity], ['urn:li:ugcPost:7000000000000000002']),
      seconds: fc.constantFrom(0, 1, 90, 130, 250),
      author: fc.constantFrom('acme', 'acme', 'Acme Ltd'),
      told: fc.constantFrom(text, text, `${text.slice(0, 45)}…`, `${text} today`, 'Three seals that last'),
    });
    let sources = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(share, activity, 'urn:li:ugcPost:7000000000000000002'),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        async (rows, goneId, weights) => {
          const files = rows.map(({ name, aliases, seconds, author, told }, index) => (source: string) => {
            const at = new Date(Date.UTC(2026, 2, 1, 9) + seconds * 1000).toISOString();
            const message = post(name, at, { author: { id: author }, text: told, aliases, source });
            return fileOf(`f${index}`, [message]);
          });
          const steps = [...files, (source: string) => gone(goneId, source)];
          // ids are looked up within a source, so that each order has the workspace to itself
          const state = async (order: typeof steps) => {
            const source = `linkedin-${++sources}`;
            for (const step of order) await importAll(db, [step(source)]);
            return [await shown(source), await textsLeft(source)];
          };
          const shuffled = steps
            .map((step, index) => ({ step, weight: weights[index] ?? 0 }))
            .sort((a, b) => a.weight - b.weight)
            .map(({ step }) => step);
          expect(await state(shuffled)).toEqual(await state(steps));
          expect(await state([...steps, ...files])).toEqual(await state(steps));
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 8), endOnFailure: true },
    );
  }, 600_000);
});
