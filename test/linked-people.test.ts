import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refreshFacts } from '../src/facts/index.ts';
import { questions } from '../src/measures/index.ts';
import { defaultFilter } from '../src/model/filter.ts';
import type { Asking } from '../src/model/measure.ts';
import type { Message } from '../src/model/message.ts';
import { keepConnection, removeConnection } from '../src/store/connections.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { totals } from '../src/store/imports.ts';
import { ingestLeg } from '../src/store/ingest-leg.ts';
import { samePerson, undone, write } from './coding.ts';
import { told as asks, legOf } from './connector.ts';
import { seeded } from './random.ts';
import { fileOf, importAll, said, testPlan } from './reading.ts';

const people = 14;
const name = (person: number) => `p${String(person).padStart(2, '0')}`;

/**
 * A company whose people ask it, each other and themselves; those of whom `two` holds write from a second account now and
 * then, or from their first alone where they are told by `asOne`. Everybody's first message is from the first one.
 */
function conversations(seed: number, two: ReadonlySet<number>, asOne: boolean): Message[] {
  const random = seeded(seed);
  const draw = () => random.uniform();
  const wrote = new Set<number>();
  const account = (person: number) => {
    const other = draw() < 0.5 && two.has(person) && wrote.has(person);
    wrote.add(person);
    return other && !asOne ? `${name(person)}-two` : name(person);
  };
  const messages: Message[] = [];
  const at = (day: number, hours: number) =>
    new Date(Date.UTC(2025, 0, 1 + day) + hours * 3_600_000).toISOString();
  for (let talk = 0; talk < 60; talk++) {
    const day = talk * 4;
    const asker = Math.floor(draw() * people);
    const first = `${talk}-0`;
    messages.push(
      talk % 6 === 0
        ? said(first, 'acme', at(day, 9), 'A year of pumps')
        : said(first, account(asker), at(day, 9), '@acme does it fit my pump?'),
    );
    let above = first;
    for (let turn = 1; draw() < 0.75 && turn < 6; turn++) {
      const id = `${talk}-${turn}`;
      const ours = draw() < 0.4;
      const who = ours ? 'acme' : account(draw() < 0.5 ? asker : Math.floor(draw() * people));
      messages.push(
        said(id, who, at(day, 9 + turn), ours ? 'It does.' : 'And where is it?', { parentId: above }),
      );
      if (draw() < 0.8) above = id;
    }
  }
  return messages;
}

/** Everything that every question says, with its rows; work lists name the account that wrote, whosever it is. */
async function told(db: Database): Promise<unknown> {
  const asking: Asking = {
    store: db.store,
    filter: { ...defaultFilter, period: 'all' },
    plan: testPlan,
    seed: 1,
    dataVersion: 1,
    program: 'test',
  };
  const findings: unknown[] = [await totals(db.store)];
  for (const { word, measures } of questions)
    for (const measure of measures) {
      const { sql, params } = (await measure.rows?.(asking)) ?? {};
      findings.push({
        measure: `${word} ${measure.word}`,
        finding: await measure.answer(asking),
        rows: sql === undefined ? [] : await db.store.query(sql, params),
      });
    }
  // sums of the same numbers in another order differ in their last digits
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(9)) : value;
  return JSON.parse(JSON.stringify(findings, rounded).replaceAll('-two"', '"'));
}

async function workspace(messages: Message[]): Promise<Database> {
  const db = await openDatabase(':memory:');
  await importAll(db, [fileOf('a', messages)]);
  await db.transaction((store) => store.run("UPDATE meta SET value = 'k' WHERE key = 'pseudonym_key'"));
  return db;
}

it('people with two linked accounts count as if they had one, and apart again when the links are taken back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.uniqueArray(fc.nat({ max: people - 1 }), { minLength: 3, maxLength: 8 }),
      async (seed, two) => {
        const asOne = await workspace(conversations(seed, new Set(two), true));
        const linked = await workspace(conversations(seed, new Set(two), false));
        try {
          const apart = await told(linked);
          const links = two.map((person) => samePerson(name(person), `${name(person)}-two`));
          await write(linked, ...links);
          const joined = await told(linked);
          expect(joined).toEqual(await told(asOne));
          expect(joined).not.toEqual(apart);
          await write(linked, ...links.map(undone));
          expect(await told(linked)).toEqual(apart);
        } finally {
          await asOne.close();
          await linked.close();
        }
      },
    ),
    { numRuns: 3, endOnFailure: true },
  );
}, 300_000);

it('a person whose least account is taken away with its connection is in every list still', async () => {
  const db = await openDatabase(':memory:');
  const world = { now: '2026-02-01T00:00:00Z', who: 'test', plan: testPlan, refresh: refreshFacts };
  try {
    const connection = {
      name: 'acme',
      connector: 'parley',
      origin: 'https://parley.example',
      account: 'did:acme',
    };
    await keepConnection(db, { ...connection, handle: 'acme' }, world.now);
    const asked = asks('1', 'ann', '2026-01-02T00:00:00Z', { author: { id: 'ann' }, channel: 'acme' });
    const leg = legOf('end', [asked], { done: true, ownAccounts: ['acme'], observedUntil: world.now });
    const rest = {
      shown: 'Parley @acme',
      reader: 'parley',
      readerVersion: 1,
      missing: [],
      startedAt: world.now,
    };
    await ingestLeg(db, { leg, connection: 'acme', ...rest }, { ...world, progress: () => undefined });
    const later = said('2', 'zoe', '2026-01-03T00:00:00Z', '@acme and mine?', { source: 'parley' });
    await importAll(db, [fileOf('a', [later])]);
    await write(db, samePerson('parley:ann', 'parley:zoe'));
    const who = () =>
      db.store.query(
        'SELECT a.key FROM turn t JOIN account a ON a.account_id = t.account_id WHERE NOT own ORDER BY message_id',
      );
    expect(await who()).toEqual([{ key: 'ann' }, { key: 'ann' }]);
    await removeConnection(db, 'acme', world);
    expect(await who()).toEqual([{ key: 'zoe' }]);
  } finally {
    await db.close();
  }
});
