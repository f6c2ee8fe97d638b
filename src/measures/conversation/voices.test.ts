import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Message } from '../../model/message.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { comingBack } from './coming-back.ts';
import { exchanges } from './exchanges.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const voices = async (measure: typeof exchanges, messages: Message[]) => {
  await importAll(db, [fileOf('f', messages, { observedUntil: '2026-06-30T00:00:00Z' })]);
  const finding = await measure.answer({
    store: db.store,
    filter: { ...defaultFilter, period: 'all' },
    plan: testPlan,
    seed: 1,
    dataVersion: 1,
    program: 'test',
  });
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  return finding.voices;
};
const at = (day: number, hour: number) => new Date(Date.UTC(2026, 0, day, hour)).toISOString();

/** Thirty conversations of two messages, each with a person of its own, from the day given on. */
const short = (from: number): Message[] =>
  Array.from({ length: 30 }, (_, n) => [
    said(`q${n}`, `p${n}`, at(from + n, 9), '@acme does it ship to the north of Norway?'),
    said(`a${n}`, 'acme', at(from + n, 10), `@p${n} it does`, { parentId: `q${n}` }),
  ]).flat();

describe('the voices of the conversation question', () => {
  it('are the last words worth quoting in the longest conversation that went back and forth, nobody named', async () => {
    const long = [
      said('l1', 'ann', at(50, 9), '@acme the pump leaks at the flange, what now?'),
      said('l2', 'acme', at(50, 10), '@ann which one is it?', { parentId: 'l1' }),
      said('l3', 'ann', at(50, 11), '@acme the P2, as @bob told you in spring already', { parentId: 'l2' }),
      said('l4', 'acme', at(50, 12), '@ann we send a new one', { parentId: 'l3' }),
      said('l5', 'ann', at(50, 13), '@acme thank you', { parentId: 'l4' }),
    ];
    expect(await voices(exchanges, [...short(1), ...long])).toEqual([
      {
        text: '@acme the P2, as @… told you in spring already',
        who: expect.stringMatching(/^person [0-9a-f]{10}$/),
        channel: 'acme',
        at: '2026-02-19T11:00:00Z',
        note: 'In a conversation of 5 turns.',
        href: expect.stringMatching(/^\/thread\/[^/]+\/l3$/),
      },
    ]);
  });

  it('are the first words of who came back after the longest time', async () => {
    const again = [
      said('b1', 'p1', at(160, 9), '@acme back again, with the very same question as then'),
      said('b2', 'acme', at(160, 10), '@p1 welcome', { parentId: 'b1' }),
      said('b3', 'p2', at(170, 9), '@acme hi'),
      said('b4', 'acme', at(170, 10), '@p2 hi', { parentId: 'b3' }),
    ];
    const early = [
      said('e1', 'zoe', at(1, 9), '@acme hello'),
      said('e2', 'acme', at(1, 10), '@zoe hello', { parentId: 'e1' }),
      ...Array.from({ length: 3 }, (_, n) => said(`e${n + 3}`, 'acme', at(30 * (n + 1), 9), 'news')),
    ];
    const found = await voices(comingBack, [...early, ...short(100), ...again]);
    expect(found).toMatchObject([
      { text: '@acme back again, with the very same question as then', note: 'Back after 59 days.' },
    ]);
  });
});
