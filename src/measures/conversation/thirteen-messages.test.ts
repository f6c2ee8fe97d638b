import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Finding } from '../../model/finding.ts';
import type { Message } from '../../model/message.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { exchanges } from './exchanges.ts';
import { openers } from './openers.ts';
import { twoWay } from './two-way.ts';

/*
Worked by hand. The data end on the 31st of March.

   A   1 ann asks, 2 acme answers 1, 3 ann answers 2         2 March, closed
   B   4 acme posts, 5 bob answers 4, 6 cem answers 4        3 March, closed
   C   7 dee writes                                          4 March
   D   8 acme posts, 9 acme goes on from 8                   5 March
   E   10 acme answers a message that is not in the data     25 March
   F   11 eve asks, 12 acme answers 11                       20 and 25 March, open: 25 + 14 days is in April
       13 acme passes something on                           6 March, left out of everything

Our messages: 2, 12 answer; 10 answers an unseen one; 9 goes on from our own; 4, 8 answer nothing. So 3 of 6, 1 of 6, 2 of 6.
Both sides: A, B, F; only ours: D; only theirs: C; unknown: E. So 3 of 5, 1 of 5, 1 of 5.
Back and forth: A (in B nobody was answered by us; in F eve did not come back). So 1 of 3.
Turns in A, B, F: 3 + 3 + 2 = 8, ours 1 + 1 + 1 = 3. Longest chains 3, 2, 2. Exchanges 2, 2, 1.
Evenness: A (2 : 1) is 0.918296 (H(2/3, 1/3) in bits), B and F 1; mean 0.972765.
Opened by others: A, F of A, B, F; of all with a known opener A, C, F of A, B, C, D, F.
Last word in the closed ones, A and B: ann and cem, so ours in 0 of 2.
*/
const march = (day: number, hour = 9) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
const thirteen = (n: number): Message[] => {
  const id = (k: number) => `${n}-${k}`;
  return [
    said(id(1), `ann${n}`, march(2, 9), '@acme does it ship?'),
    said(id(2), 'acme', march(2, 10), `@ann${n} it does`, { parentId: id(1) }),
    said(id(3), `ann${n}`, march(2, 11), '@acme thanks', { parentId: id(2) }),
    said(id(4), 'acme', march(3), 'the fair is open'),
    said(id(5), `bob${n}`, march(3, 10), '@acme see you', { parentId: id(4) }),
    said(id(6), `cem${n}`, march(3, 11), '@acme me too', { parentId: id(4) }),
    said(id(7), `dee${n}`, march(4), '@acme nice stand'),
    said(id(8), 'acme', march(5), 'a thread'),
    said(id(9), 'acme', march(5, 10), 'going on', { parentId: id(8) }),
    said(id(10), 'acme', march(25), `@zoe${n} yes`, { parentId: `${n}-unseen` }),
    said(id(11), `eve${n}`, march(20), '@acme which seal?'),
    said(id(12), 'acme', march(25), `@eve${n} the blue one`, { parentId: id(11) }),
    said(id(13), 'acme', march(6), 'RT @fay what a pump'),
  ];
};
const all: Filter = { ...defaultFilter, period: 'all' };
const end = { observedUntil: '2026-03-31T00:00:00Z' };

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const asking = (filter = all) => ({
  store: db.store,
  filter,
  plan: testPlan,
  seed: 1,
  dataVersion: 1,
  program: 'test',
});

/** Estimates of now by name: value and n. */
function told(finding: Finding, period = 'now'): Record<string, [value: number, n: number]> {
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  return Object.fromEntries(
    finding.estimates.filter((one) => one.period === period).map(({ name, value, n }) => [name, [value, n]]),
  );
}
const near = (value: number) => expect.closeTo(value, 9);

describe('thirteen messages worked by hand', () => {
  it('of our own, whom they answer', async () => {
    await importAll(db, [fileOf('once', thirteen(0), end)]);
    const finding = await twoWay.answer(asking());
    expect(told(finding)).toEqual({
      answers_share_of_our_messages: [0.5, 6],
      self_share_of_our_messages: [near(1 / 6), 6],
      broadcast_share_of_our_messages: [near(2 / 6), 6],
      answers_to_unseen_messages: [1, 6],
    });
    expect(finding.kind === 'answer' && finding.sentence.slice(0, 4)).toEqual([
      'Of our messages with acme, ',
      { value: 3, as: 'count', strong: true },
      ' of ',
      { value: 6, as: 'count' },
    ]);
    expect(finding.caveats.join(' ')).toContain(
      '1 of our messages answers a message that is not in the data',
    );
  });

  it('forty times, how far conversations go', async () => {
    await importAll(db, [fileOf('forty', Array.from({ length: 40 }, (_, n) => thirteen(n)).flat(), end)]);
    const finding = await exchanges.answer(asking());
    const evenness = (-(2 / 3) * Math.log2(2 / 3) - (1 / 3) * Math.log2(1 / 3) + 2) / 3;
    expect(evenness).toBeCloseTo(0.972765, 6);
    expect(told(finding)).toEqual({
      two_way_share_of_conversations: [near(3 / 5), 200],
      ours_alone_share_of_conversations: [near(1 / 5), 200],
      theirs_alone_share_of_conversations: [near(1 / 5), 200],
      conversations_unknown: [40, 240],
      back_and_forth_share_of_two_way: [near(1 / 3), 120],
      own_share_of_turns_in_two_way: [near(3 / 8), 120],
      mean_turn_balance_in_two_way: [near(evenness), 120],
      median_turns_in_two_way: [3, 120],
      turns_in_two_way_p90: [3, 120],
      median_longest_chain_in_two_way: [2, 120],
      median_exchanges_in_two_way: [2, 120],
    });
    // 3 + 3 + 1 + 2 + 1 + 2 turns, 40 times
    expect(finding.kind === 'answer' && finding.n).toBe(480);
    expect(finding.caveats.join(' ')).toContain('Of 40 conversations the data are not complete');
  });

  it('forty times, who opens and who has the last word', async () => {
    await importAll(db, [fileOf('forty', Array.from({ length: 40 }, (_, n) => thirteen(n)).flat(), end)]);
    expect(told(await openers.answer(asking()))).toEqual({
      opened_by_others_share_of_two_way: [near(2 / 3), 120],
      opened_by_others_share_of_conversations: [near(3 / 5), 200],
      own_last_word_share_of_closed_two_way: [0, 80],
      two_way_still_open: [40, 120],
      two_way_opener_unknown: [0, 120],
      two_way_last_word_unknown: [0, 120],
    });
    // after five silent days F is closed too, with our word the last
    const sooner = { ...asking(), plan: { ...testPlan, closedAfterDays: 5 } };
    expect(told(await openers.answer(sooner))).toMatchObject({
      own_last_word_share_of_closed_two_way: [near(1 / 3), 120],
      two_way_still_open: [0, 120],
    });
  });

  it('once, is too few to tell of conversations', async () => {
    await importAll(db, [fileOf('once', thirteen(0), end)]);
    for (const measure of [exchanges, openers]) {
      const finding = await measure.answer(asking());
      expect(finding.kind).toBe('no-answer');
      expect(JSON.stringify(finding.kind === 'no-answer' && finding.reason)).toContain('too few');
    }
  });

  it('gives the rows under pseudonyms and without names', async () => {
    await importAll(db, [fileOf('once', thirteen(0), end)]);
    const { sql, params } = await twoWay.rows(asking());
    const ours = await db.store.query<{ message: string; state: string; text: string }>(sql, params);
    expect(ours.map(({ message, state }) => [message, state])).toEqual([
      ['0-2', 'answers somebody'],
      ['0-4', 'answers nothing'],
      ['0-8', 'answers nothing'],
      ['0-9', 'goes on from our own'],
      ['0-10', 'answers a message that is not in the data'],
      ['0-12', 'answers somebody'],
    ]);
    const talks = await exchanges.rows(asking());
    const conversations = await db.store.query<object>(talks.sql, talks.params);
    expect(conversations).toMatchObject([
      { message: '0-1', state: 'both sides', back_and_forth: true, opened_by: 'others', last_word: 'others' },
      { message: '0-4', state: 'both sides', back_and_forth: false, opened_by: 'us', last_word: 'others' },
      { message: '0-7', state: 'only others', turns: 1, own_turns: 0, chain: 1 },
      { message: '0-8', who: 'our side', state: 'only our side', turns: 2, own_turns: 2, chain: 2 },
      { message: '0-11', state: 'both sides', last_word: 'still open' },
      { message: '0-unseen', state: 'unknown', opened_by: 'unknown' },
    ]);
    expect(JSON.stringify([ours, conversations])).not.toMatch(/ann0|eve0|zoe0/);
  });
});

describe('at the edges', () => {
  it('says how many of our broadcasts begin with the name of somebody else', async () => {
    const posts = ['@zoe look', '.@zoe look', '@acme speaking', 'look @zoe', '@Acme too'];
    await importAll(db, [
      fileOf(
        'named',
        posts.map((text, n) => said(`n${n}`, 'acme', march(3), text)),
        end,
      ),
    ]);
    const finding = await twoWay.answer(asking());
    expect(told(finding).broadcast_share_of_our_messages).toEqual([1, 5]);
    expect(finding.caveats.join(' ')).toContain(
      '2 of our messages answer nothing in the data but begin with',
    );
  });

  it('our own side alone tells whom we answer and nothing of conversations', async () => {
    const own = thirteen(0).filter(({ author }) => author.id === 'acme');
    await importAll(db, [fileOf('own', own, { ...end, sides: 'own' })]);
    // 2 and 12 answer messages that are not in the data now, like 10
    const finding = await twoWay.answer(asking());
    expect(told(finding).answers_share_of_our_messages).toEqual([0.5, 6]);
    expect(told(finding).answers_to_unseen_messages).toEqual([3, 6]);
    expect(finding.caveats.join(' ')).toContain('only our own side');
    for (const measure of [exchanges, openers]) {
      const none = await measure.answer(asking());
      expect(JSON.stringify(none.kind === 'no-answer' && none.reason)).toContain('only our own side');
    }
  });

  it('nothing imported, and nothing of ours', async () => {
    for (const measure of [twoWay, exchanges, openers])
      expect((await measure.answer(asking())).kind).toBe('no-answer');
    await importAll(db, [fileOf('theirs', [said('1', 'ann', march(2), '@acme hello?')], end)]);
    const finding = await twoWay.answer(asking());
    expect(JSON.stringify(finding.kind === 'no-answer' && finding.reason)).toContain('wrote nothing');
  });

  it('one person in a hundred conversations is no sample of people', async () => {
    const one = Array.from({ length: 100 }, (_, n) => [
      said(`q${n}`, 'ann', march(1 + (n % 28)), '@acme and this?'),
      said(`a${n}`, 'acme', march(1 + (n % 28), 12), 'yes', { parentId: `q${n}` }),
    ]).flat();
    await importAll(db, [fileOf('one', one, end)]);
    const finding = await exchanges.answer(asking());
    expect(finding.kind).toBe('no-answer');
    expect(told(await twoWay.answer(asking())).answers_share_of_our_messages).toEqual([1, 100]);
  });

  it('the period before is seen as it stood when it was as old', async () => {
    // 40 people a week: the answers of the second week have not come when the data end, those of the first came in the second
    const weeks = Array.from({ length: 40 }, (_, n) => [
      said(`f${n}`, `p${n}`, '2026-03-03T10:00:00Z', '@acme and this?'),
      said(`g${n}`, 'acme', '2026-03-10T12:00:00Z', 'yes', { parentId: `f${n}` }),
      said(`s${n}`, `r${n}`, '2026-03-10T10:00:00Z', '@acme and that?'),
    ]).flat();
    await importAll(db, [fileOf('weeks', weeks, { observedUntil: '2026-03-15T23:00:00Z' })]);
    const finding = await exchanges.answer(asking({ ...defaultFilter, period: '7d' }));
    expect(told(finding).two_way_share_of_conversations).toEqual([0, 40]);
    expect(told(finding, 'previous').two_way_share_of_conversations).toEqual([0, 40]);
    const first = await exchanges.answer(asking({ ...defaultFilter, from: '2026-03-02', to: '2026-03-08' }));
    expect(told(first).two_way_share_of_conversations).toEqual([1, 40]);
  });

  it('a channel that is asked for alone holds its own messages only, and an unknown one is named', async () => {
    await importAll(db, [
      fileOf('a', thirteen(0), end),
      fileOf('b', [said('o1', 'other', march(3), 'a post')], { ...end, ownAccounts: ['acme', 'other'] }),
    ]);
    const finding = await twoWay.answer(asking({ ...all, channels: ['other'] }));
    expect(told(finding).broadcast_share_of_our_messages).toEqual([1, 1]);
    await expect(twoWay.answer(asking({ ...all, channels: ['nobody'] }))).rejects.toThrow(
      'no channel called',
    );
  });
});

describe('the sentence', () => {
  it('names the channel with the fewest two-way conversations, where its range lies clearly below', async () => {
    const channel = (name: string, n: number, answered: number) =>
      Array.from({ length: n }, (_, k) => [
        said(`${name}${k}`, `${name}p${k}`, march(3), `@${name} and this?`),
        ...(k < answered ? [said(`${name}a${k}`, name, march(4), 'yes', { parentId: `${name}${k}` })] : []),
      ]).flat();
    await importAll(db, [
      fileOf('three', [...channel('acme', 60, 54), ...channel('beta', 50, 40), ...channel('gamma', 40, 4)], {
        ...end,
        ownAccounts: ['acme', 'beta', 'gamma'],
      }),
    ]);
    const finding = await exchanges.answer(asking());
    const words = finding.kind === 'answer' ? finding.sentence : [];
    expect(words[0]).toBe('With acme, ');
    expect(words.slice(-3)).toEqual([
      ' With gamma it was ',
      { value: near(0.1), as: 'of100', strong: true },
      ', the fewest of all.',
    ]);
  });
});
