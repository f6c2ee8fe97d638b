import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../test/reading.ts';
import { defaultFilter } from '../model/filter.ts';
import type { Message } from '../model/message.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { findMeasures } from './index.ts';
import { readableKinds, readableMeasures } from './readable.ts';

const words = ['does the P2 ship?', 'please send me the drawing', 'the pump is broken'];

/** A year in which 45 people write every three weeks, and then 45 others; most are answered, and some write back. */
function year(): Message[] {
  return Array.from({ length: 810 }, (_, n): Message[] => {
    const at = (minutes: number) =>
      new Date(Date.UTC(2025, 0, 1) + (n * 640 + minutes) * 60_000).toISOString();
    const who = `p${n < 300 ? n % 45 : 45 + (n % 45)}`;
    const [id, ours, more, other] = [1, 2, 3, 4].map((k) => String(n * 10 + k)) as [
      string,
      string,
      string,
      string,
    ];
    const asked = said(id, who, at(0), `@acme ${words[n % 3]}`);
    if (n % 5 === 0)
      return [asked, said(other, `p${(n + 1) % 90}`, at(50), `@${who} same here`, { parentId: id })];
    return [
      asked,
      said(ours, 'acme', at(30 + (n % 7) * 90), `@${who} we look into it`, { parentId: id }),
      ...(n % 2 ? [said(more, who, at(1500), '@acme thanks, and the seal?', { parentId: ours })] : []),
    ];
  }).flat();
}

let db: Database;
beforeAll(async () => {
  db = await openDatabase(':memory:');
  await importAll(db, [fileOf('both', year(), { observedUntil: '2026-01-01T00:00:00Z' })]);
});
afterAll(() => db.close());

describe('what a goal can be read on', () => {
  it.each([...new Set(readableKinds.map(({ measure }) => measure))])(
    '%s tells all that is offered of it',
    async (word) => {
      const [measure] = findMeasures(word);
      const filter = { ...defaultFilter, period: 'all' as const };
      const finding = await measure?.answer({
        store: db.store,
        filter,
        plan: testPlan,
        seed: 1,
        dataVersion: 1,
        program: 'test',
      });
      const told = finding?.kind === 'answer' ? finding.estimates : [];
      const unit = { share: 'share', seconds: 'seconds', number: 'count' } as const;
      for (const kind of readableKinds.filter((one) => one.measure === word)) {
        const found = told.find(({ name, channel }) => name === kind.estimate && channel === 'acme');
        expect(found?.unit, kind.estimate).toBe(unit[kind.unit]);
        expect(finding?.question).toBe(kind.question);
      }
    },
  );

  it('names the channel, and leaves out what needs the other side where that is not in the data', async () => {
    const readings = await readableMeasures(db.store);
    expect(readings).toHaveLength(readableKinds.length);
    expect(readings[0]).toEqual({
      word: 'waiting-curve/still_waiting_after_1h @ acme',
      label: 'Share still waiting after an hour, acme',
      unit: 'share',
      question: 'ignoring',
    });
    const alone = await openDatabase(':memory:');
    await importAll(alone, [
      fileOf('own', [said('1', 'acme', '2025-01-01T00:00:00Z', 'Hello')], { sides: 'own' }),
    ]);
    expect((await readableMeasures(alone.store)).map(({ word }) => word)).toEqual([
      'two-way/answers_share_of_our_messages @ acme',
    ]);
    await alone.close();
  });
});
