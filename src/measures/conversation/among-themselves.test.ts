import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Message } from '../../model/message.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { amongThemselves } from './among-themselves.ts';
import { reciprocity } from './reciprocity.ts';

const minute = 60_000;
const start = Date.UTC(2026, 2, 2);
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const asking = (filter: Partial<Filter> = {}, seed = 1): Asking => ({
  store: db.store,
  filter: { ...defaultFilter, period: 'all', ...filter },
  plan: testPlan,
  seed,
  dataVersion: 1,
  program: 'test',
});
const estimates = async (measure: Measure, seed = 1) => {
  const finding = await measure.answer(asking({}, seed));
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  return Object.fromEntries(finding.estimates.map((one) => [one.name, one]));
};
const refusal = async (measure: Measure) => {
  const finding = await measure.answer(asking());
  if (finding.kind === 'answer') throw new Error(JSON.stringify(finding.sentence));
  return finding.reason
    .map((run) => (typeof run === 'string' ? run : 'value' in run ? run.value : ''))
    .join('');
};

/*
Worked by hand, three conversations, of which we wrote in two:

   1  we post
     2  ann answers us
       3  bob answers ann          between people: bob and ann
         4  ann answers bob        between people, the same pair
         5  bob goes on from 3     themselves
       6  cem answers ann          between people: cem and ann
     7  dee passes it on           left out
   8  eve asks us (answers nothing)
     9  we answer
     10 fay answers eve            between people: fay and eve
     11 gus answers a message of the conversation that is not in the data: a conversation of its own, not ours
   12 hal names us, nobody of ours wrote
     13 ida answers hal            not in our conversations
   14 the message that is not in the data
     15 we answer it
     16 jo answers it too          not known whose it was: left out, counted

From outside, known: 2, 3, 4, 5, 6, 8, 10 = 7 messages, of which 3, 4, 6, 10 = 4 are between people, in 3 pairs.
Ordered pairs: bob-ann, ann-bob, cem-ann, fay-eve; 2 of 4 are answered back.
*/
const messages = [
  said('1', 'acme', at(0), 'A year of pumps'),
  said('2', 'ann', at(1), 'nice', { parentId: '1' }),
  said('3', 'bob', at(2), 'not the P2', { parentId: '2' }),
  said('4', 'ann', at(3), 'why not, @bob', { parentId: '3' }),
  said('5', 'bob', at(4), 'it leaks', { parentId: '3' }),
  said('6', 'cem', at(5), 'agreed', { parentId: '2' }),
  said('7', 'dee', at(6), 'RT @acme: A year of pumps', { kind: 'repost', parentId: '1' }),
  said('8', 'eve', at(7), '@acme does it ship?'),
  said('9', 'acme', at(8), 'it does', { parentId: '8' }),
  said('10', 'fay', at(9), 'took weeks', { parentId: '8' }),
  said('11', 'gus', at(10), '@acme hm', { parentId: 'gone' }),
  said('12', 'hal', at(11), '@acme hello'),
  said('13', 'ida', at(12), 'hello hal', { parentId: '12' }),
  said('15', 'acme', at(14), 'yes', { parentId: '14' }),
  said('16', 'jo', at(15), 'really?', { parentId: '14' }),
];

/** `count` conversations under posts of ours: ann and bob of each talk as `talk` says. */
function threads(count: number, talk: (id: string) => Message[]): Message[] {
  return Array.from({ length: count }, (_, n) => [
    said(`p${n}`, 'acme', at(100 + 10 * n), 'A year of pumps'),
    said(`a${n}`, `ann${n}`, at(101 + 10 * n), 'nice', { parentId: `p${n}` }),
    ...talk(String(n)),
  ]).flat();
}
const answered = (n: string) =>
  said(`b${n}`, `bob${n}`, at(102 + 10 * Number(n)), 'no', { parentId: `a${n}` });
const answeredBack = (n: string) =>
  said(`c${n}`, `ann${n}`, at(103 + 10 * Number(n)), 'but', { parentId: `b${n}` });

describe('people among themselves', () => {
  it('by hand: the rows say what each message answers', async () => {
    await importAll(db, [fileOf('a', messages)]);
    const { sql, params } = await amongThemselves.rows(asking());
    const rows = await db.store.query<{ message: string; state: string; text: string }>(sql, params);
    expect(rows.map(({ message, state }) => [message, state])).toEqual([
      ['2', 'answers us'],
      ['3', 'answers another person'],
      ['4', 'answers another person'],
      ['5', 'goes on from their own'],
      ['6', 'answers another person'],
      ['8', 'answers nothing'],
      ['10', 'answers another person'],
      ['16', 'answers a message that is not in the data'],
    ]);
    expect(rows[2].text).toBe('why not, @…');
    expect(JSON.stringify(rows)).not.toMatch(/"(ann|bob|cem|fay)|@bob/);
    const between = await reciprocity.rows(asking());
    expect(await db.store.query(between.sql, between.params)).toHaveLength(4);
  });

  it('by hand: too few to tell a share of, and counted all the same', async () => {
    await importAll(db, [fileOf('a', messages)]);
    expect(await refusal(amongThemselves)).toBe(
      'Of the 7 messages from outside in our conversations in this period, no one channel has enough to tell.',
    );
    const more = threads(20, () => []);
    await importAll(db, [fileOf('b', more)]);
    const found = await estimates(amongThemselves);
    // 4 of 7 + 20
    expect(found.between_people_share_of_outside_messages).toMatchObject({
      value: expect.closeTo(4 / 27, 12),
      n: 27,
    });
    expect(found.between_people_messages.value).toBe(4);
    expect(found.between_people_pairs.value).toBe(3);
    expect(found.answers_to_unseen_messages.value).toBe(1);
    // 4 hits in 2 of 22 conversations say less than 4 hits in 27 messages on their own
    expect(found.between_people_share_of_outside_messages.high).toBeGreaterThan(0.33);
  });

  it('refuses our own side alone, an empty workspace and a single conversation', async () => {
    expect(await refusal(amongThemselves)).toContain('which accounts are ours');
    await importAll(db, [fileOf('a', messages, { sides: 'own' })]);
    expect(await refusal(amongThemselves)).toContain('only our own side');
    expect(await refusal(reciprocity)).toContain('only our own side');
    const other = [
      said('o1', 'solo', at(0), 'hello'),
      ...Array.from({ length: 40 }, (_, n) => said(`o${n + 2}`, `x${n}`, at(n), 'hi', { parentId: 'o1' })),
    ];
    await importAll(db, [fileOf('b', other, { ownAccounts: ['solo'] })]);
    expect(await refusal(amongThemselves)).toContain('no one channel has enough');
  });
});

describe('reciprocity', () => {
  it('refuses fewer than 30 ordered pairs', async () => {
    await importAll(db, [fileOf('a', messages)]);
    // bob-ann, ann-bob, cem-ann, fay-eve
    expect(await refusal(reciprocity)).toContain('all channels together have 4.');
  });

  it('finds people who answer back, more than chance would', async () => {
    // 20 threads of one week in which bob answers ann and ann answers back, 10 in which she does not: 40 of 50
    await importAll(db, [
      fileOf(
        'a',
        threads(30, (n) => [answered(n), ...(Number(n) < 20 ? [answeredBack(n)] : [])]),
      ),
    ]);
    const found = await estimates(reciprocity);
    expect(found.reciprocity_share_of_pairs).toMatchObject({ value: 0.8, n: 50, people: 60 });
    expect(found.reciprocity_share_of_pairs.low).toBeUndefined();
    expect(found.ordered_pairs.value).toBe(50);
    expect(found.reciprocity_p.value).toBe(0.001);
    expect(found.reciprocity_by_chance.value).toBeLessThan(0.1);
    expect(await estimates(reciprocity)).toEqual(found);
    expect((await estimates(reciprocity, 2)).reciprocity_by_chance.value).not.toBe(
      found.reciprocity_by_chance.value,
    );
  });

  it('says that nobody answers back where nobody does', async () => {
    await importAll(db, [
      fileOf(
        'a',
        threads(40, (n) => [answered(n)]),
      ),
    ]);
    const found = await estimates(reciprocity);
    expect(found.reciprocity_share_of_pairs.value).toBe(0);
    expect(found.reciprocity_p.value).toBe(1);
    const finding = await reciprocity.answer(asking());
    expect(JSON.stringify(finding)).toContain('which chance alone could give');
  });
});
