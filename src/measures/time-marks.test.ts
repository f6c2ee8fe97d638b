import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testPlan } from '../../test/reading.ts';
import { refreshFacts } from '../facts/index.ts';
import type { Act } from '../model/act.ts';
import { addActs } from '../store/acts.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { happenings, marksOf } from './time-marks.ts';

const plan = {
  ...testPlan,
  channels: [{ word: 'desk', for: [], accounts: ['acme'] }],
  events: [
    { on: '2026-03-02', to: '2026-03-05', kind: 'fair' as const, title: 'Fair', channels: [] },
    { on: '2026-04-06', kind: 'change-of-tactics' as const, title: 'New hours', channels: ['desk'] },
  ],
};
const logged = (id: string, what: string, from: string, channels: string[]): Act => ({
  id,
  at: '2026-06-01T09:00:00Z',
  who: 'ines',
  kind: 'change',
  detail: { what, from, channels },
});

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());
const versionOf = async () =>
  (await db.store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'data_version'"))[0]?.value;

describe('what happened beside the numbers', () => {
  it('is of the plan and of the journal, in order, each once, for the channels that it names', async () => {
    const acts = [
      logged('1', 'Two people at the desk', '2026-05-04', ['other']),
      logged('2', 'new hours', '2026-04-06', []),
    ];
    await addActs(db, acts, { plan, refresh: refreshFacts });
    const all = await happenings({ store: db.store, plan });
    const days = { from: '2026-01-01', to: '2026-12-31' };
    expect(marksOf(all, days, 'en').map(({ label, kind }) => [label, kind])).toEqual([
      ['Fair', 'event'],
      ['New hours', 'change'],
      ['Two people at the desk', 'change'],
    ]);
    expect(marksOf(all, { ...days, channel: 'acme' }, 'en').map(({ label }) => label)).toEqual([
      'Fair',
      'New hours',
    ]);
    expect(marksOf(all, { ...days, to: '2026-03-31' }, 'en')).toMatchObject([
      { at: '2026-03-02', to: '2026-03-05', when: 'Mar 2, 2026 to Mar 5, 2026' },
    ]);
  });

  it('keeps sixteen at most, changes before events and newer before older', () => {
    const event = (at: number, kind: 'event' | 'change') => ({
      on: `2026-01-${String(at + 1).padStart(2, '0')}`,
      title: `${kind} ${at}`,
      channels: [],
      kind,
    });
    const all = [event(0, 'change'), ...Array.from({ length: 20 }, (_, at) => event(at + 1, 'event'))];
    const kept = marksOf(all, { from: '2026-01-01', to: '2026-02-01' }, 'en');
    expect(kept).toHaveLength(16);
    expect(kept.slice(0, 2).map(({ label }) => label)).toEqual(['change 0', 'event 6']);
  });
});

describe('a change that is logged', () => {
  it('has answers made anew; a note does not', async () => {
    const before = await versionOf();
    await addActs(
      db,
      [{ ...logged('n', 'Noted', '2026-04-06', []), kind: 'note', detail: { what: 'Noted' } }],
      { plan, refresh: refreshFacts },
    );
    expect(await versionOf()).toBe(before);
    await addActs(db, [logged('c', 'Changed', '2026-04-06', [])], { plan, refresh: refreshFacts });
    expect(await versionOf()).not.toBe(before);
  });
});
