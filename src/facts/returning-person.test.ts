import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samePerson, undone, write } from '../../test/coding.ts';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { returningPersonSql } from './returning-person.ts';

/*
Data begin on 2025-01-01 and end on 2025-07-31, so that people first seen from 2025-04-01 on are known to be new.

   ann   first seen Feb 1, 31 days after the start: left out, though she is back on May 1
   bob   asks May 1; goes on in the same conversation May 3; a new one on May 11: back after 10 days
   cem   answers bob on Jun 1 without naming us, where we wrote too: with us; not back in 60 days
   dee   passes a message on: in no conversation
   gus   asks Jun 1, nobody of ours answers: with us all the same; not back in 60 days
   fay   answers gus on Jun 5 (not with us), asks us on Jun 10: not back in 51 days
   eve   asks Jul 30: followed for 1 day
*/
const at = (day: string) => `2025-${day}T00:00:00Z`;
const messages = [
  said('1', 'acme', at('01-01'), 'A year of pumps'),
  said('2', 'ann', at('02-01'), '@acme does it ship?'),
  said('3', 'ann', at('05-01'), '@acme and to Norway?'),
  said('4', 'bob', at('05-01'), '@acme is it blue?'),
  said('5', 'acme', at('05-02'), '@bob it is', { parentId: '4' }),
  said('6', 'bob', at('05-03'), '@acme thanks', { parentId: '5' }),
  said('7', 'bob', at('05-11'), '@acme is it quiet?'),
  said('8', 'cem', at('06-01'), 'I like it', { parentId: '4' }),
  said('9', 'dee', at('06-01'), 'RT @acme: A year of pumps', { kind: 'repost' }),
  said('10', 'gus', at('06-01'), '@acme hello?'),
  said('11', 'fay', at('06-05'), 'I wonder too', { parentId: '10' }),
  said('12', 'fay', at('06-10'), '@acme and in red?'),
  said('13', 'eve', at('07-30'), '@acme where are you?'),
];
const everything = { channels: '[]', from: '2025-01-01T00:00:00Z', to: '2025-08-01T00:00:00Z' };

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const people = (params: Record<string, string> = everything) =>
  db.store.query(
    `WITH ${returningPersonSql}
    SELECT a.native_id AS who, f.native_id AS first, b.native_id AS back,
      ((epoch(coalesce(r.back_at, r.observed_until)) - epoch(r.first_at)) / 86400)::DOUBLE AS days, r.unknown_before AS unknown
    FROM returning_person r JOIN account a ON a.account_id = r.account_id
    JOIN message f ON f.message_id = r.first_id LEFT JOIN message b ON b.message_id = r.back_id ORDER BY who`,
    params,
  );

describe('returning people', () => {
  const known = [
    { who: 'bob', first: '4', back: '7', days: 10, unknown: false },
    { who: 'cem', first: '8', back: null, days: 60, unknown: false },
    { who: 'eve', first: '13', back: null, days: 1, unknown: false },
    { who: 'fay', first: '12', back: null, days: 51, unknown: false },
    { who: 'gus', first: '10', back: null, days: 60, unknown: false },
  ];

  it('are those who write in another conversation with us', async () => {
    await importAll(db, [fileOf('a', messages, { observedUntil: at('07-31') })]);
    expect(await people()).toEqual([
      { who: 'ann', first: '2', back: '3', days: 89, unknown: true },
      ...known,
    ]);
  });

  it('belong to the span of their first conversation, not of a later one', async () => {
    await importAll(db, [fileOf('a', messages, { observedUntil: at('07-31') })]);
    // ann and bob write in it too, but had first written before
    const found = await people({ ...everything, from: at('05-02'), to: at('06-10') });
    expect(found.map((row) => (row as { who: string }).who)).toEqual(['cem', 'gus']);
    expect(await people({ ...everything, channels: '["other"]' })).toEqual([]);
  });

  it('are one person where two accounts were linked, and two again where that was taken back', async () => {
    await importAll(db, [fileOf('a', messages, { observedUntil: at('07-31') })]);
    const link = samePerson('gus', 'eve');
    await write(db, link);
    const rest = known.filter(({ who }) => who !== 'eve' && who !== 'gus');
    const found = await people();
    expect(found).toHaveLength(1 + rest.length + 1);
    expect(found).toEqual(expect.arrayContaining(rest));
    expect(found).toContainEqual(expect.objectContaining({ first: '10', back: '13', days: 59 }));
    await write(db, undone(link));
    expect(await people()).toContainEqual(known[2]);
  });

  it('are not all new because of one stray old message', async () => {
    const stray = said('0', 'zoe', '2019-03-01T00:00:00Z', '@acme hi');
    await importAll(db, [fileOf('a', [stray, ...messages], { observedUntil: at('07-31') })]);
    expect(await people()).toEqual([
      { who: 'ann', first: '2', back: '3', days: 89, unknown: true },
      ...known,
    ]);
    expect(await people({ ...everything, from: '2019-01-01T00:00:00Z' })).toContainEqual(
      expect.objectContaining({ who: 'zoe', unknown: true }),
    );
  });

  it('cannot be told from our own side alone, nor after the data end', async () => {
    await importAll(db, [fileOf('a', messages, { observedUntil: at('07-31'), sides: 'own' })]);
    expect(await people()).toEqual([]);
  });
});
