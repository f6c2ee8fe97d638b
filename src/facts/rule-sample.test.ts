import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../test/reading.ts';
import type { Act } from '../model/act.ts';
import type { Message } from '../model/message.ts';
import { addAct } from '../store/acts.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { refreshFacts } from './index.ts';
import { isInSample, judgedSample, readSample, ruleSample, sampleSize } from './rule-sample.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const minute = (n: number) => new Date(Date.UTC(2026, 2, 9) + n * 60_000).toISOString();

/** Questions 1 to `count`; the even ones are answered by message 1000 + n. */
const questions = (count: number): Message[] =>
  Array.from({ length: count }, (_, index) => index + 1).flatMap((n) => [
    said(String(n), `person${n}`, minute(n), `@acme does pump ${n} leak?`),
    ...(n % 2 === 0 ? [said(String(1000 + n), 'acme', minute(n + 500), 'no', { parentId: String(n) })] : []),
  ]);

const judge = (nativeId: string, at: string, detail: Act['detail'], kind: Act['kind'] = 'expects-answer') =>
  addAct(
    db,
    { id: `${kind} ${nativeId} ${at}`, at, who: 'test', kind, message: { source: 'x', nativeId }, detail },
    { plan: testPlan, refresh: refreshFacts },
  );
const ids = async (size?: number) => (await readSample(db.store, size)).map(({ ref }) => ref.nativeId);
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('the sample', () => {
  it('is in the order of md5 of source and id, whatever was answered', async () => {
    const expected = Array.from({ length: 90 }, (_, index) => String(index + 1))
      .sort((a, b) => (md5(`rule sample 1:x${a}`) < md5(`rule sample 1:x${b}`) ? -1 : 1))
      .slice(0, ruleSample.size);
    await importAll(db, [
      fileOf(
        'a',
        questions(90).filter(({ author }) => author.id !== 'acme'),
      ),
    ]);
    const unanswered = await ids();
    expect(unanswered).toEqual(expected);
    await importAll(db, [fileOf('b', questions(90))]);
    expect(await ids()).toEqual(expected);
    expect(await sampleSize(db.store)).toBe(ruleSample.size);
    const sample = await readSample(db.store);
    for (const { ref, answered } of sample) expect(answered).toBe(Number(ref.nativeId) % 2 === 0);
  });

  it('holds neither our own messages, nor absent ones, nor those of a channel that shows our side alone', async () => {
    await importAll(db, [
      fileOf('a', [
        said('1', 'ann', minute(1), '@acme help?'),
        said('2', 'acme', minute(2), 'yes', { parentId: '1' }),
        said('3', 'bob', minute(3), '@acme and me?', { parentId: '404' }),
      ]),
      fileOf('b', [said('4', 'cem', minute(4), '@lone hello?'), said('5', 'lone', minute(5), 'we write')], {
        ownAccounts: ['lone'],
        sides: 'own',
      }),
    ]);
    expect((await ids()).sort()).toEqual(['1', '3']);
    expect(await sampleSize(db.store)).toBe(2);
    expect(await isInSample(db.store, { source: 'x', nativeId: '3' })).toBe(true);
    for (const nativeId of ['2', '4', '404', "3' OR '1'='1"])
      expect(await isInSample(db.store, { source: 'x', nativeId })).toBe(false);
  });

  it('gives what a message answers, and whose that is', async () => {
    await importAll(db, [
      fileOf('a', [
        said('1', 'acme', minute(1), 'a new pump'),
        said('2', 'ann', minute(2), 'how loud?', { parentId: '1' }),
        said('3', 'ann', minute(3), 'and how heavy?', { parentId: '2' }),
        said('4', 'bob', minute(4), '@ann very', { parentId: '2' }),
        said('5', 'cem', minute(5), '@acme what?', { parentId: '404' }),
        said('6', 'dee', minute(6), '@acme hello'),
      ]),
    ]);
    const before = new Map(
      (await readSample(db.store)).map((one) => [one.ref.nativeId, one.before] as const),
    );
    expect(before.get('2')).toEqual({ text: 'a new pump', from: 'us' });
    expect(before.get('3')).toEqual({ text: 'how loud?', from: 'themselves' });
    expect(before.get('4')).toEqual({ text: 'how loud?', from: 'another' });
    expect(before.get('5')).toMatchObject({ from: 'missing' });
    expect(before.has('6') && before.get('6')).toBe(undefined);
  });

  it('takes the latest judgement that stands, and no correction of the work list', async () => {
    await importAll(db, [fileOf('a', questions(4))]);
    const expectsOf = async () =>
      (await readSample(db.store)).find(({ ref }) => ref.nativeId === '1')?.judgement?.expects;
    expect(await judgedSample(db.store)).toEqual([]);
    await judge('1', minute(900), { expects: true });
    expect(await expectsOf()).toBe(undefined);
    await judge('1', minute(901), { expects: false, sample: 'rule-1' });
    await judge('1', minute(902), { expects: true, sample: 'another' });
    expect(await expectsOf()).toBe(false);
    expect(await judgedSample(db.store)).toEqual([{ rule: true, expects: false, answered: false }]);
    await judge('1', minute(903), { expects: true, sample: 'rule-1' });
    expect(await expectsOf()).toBe(true);
    await judge('1', minute(904), { act: `expects-answer 1 ${minute(903)}` }, 'undo');
    expect(await expectsOf()).toBe(false);
  });
});

describe('a judgement of the sample', () => {
  const sampled = () =>
    db.store.query<{ id: string }>(
      'SELECT m.native_id AS id FROM dismissal d JOIN message m USING (message_id) WHERE d.sampled ORDER BY id',
    );

  it('counts only while answered and unanswered messages are both among those judged', async () => {
    await importAll(db, [fileOf('a', questions(6))]);
    await judge('1', minute(900), { expects: false, sample: 'rule-1' });
    await judge('3', minute(901), { expects: false, sample: 'rule-1' });
    expect(await sampled()).toEqual([]);
    await judge('2', minute(902), { expects: true });
    expect(await sampled()).toEqual([]);
    await judge('2', minute(903), { expects: true, sample: 'rule-1' });
    expect(await sampled()).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }]);
    await judge('2', minute(904), { act: `expects-answer 2 ${minute(903)}` }, 'undo');
    expect(await sampled()).toEqual([]);
  });
});
