import { describe, expect, it } from 'vitest';
import { act, waitingSeen } from '../../../test/journal.ts';
import type { Act } from '../../model/act.ts';
import { questions } from '../index.ts';
import { auditOf, foldedOf } from './audit.ts';
import { journalOf } from './journal.ts';

const now = new Date('2026-11-20T12:00:00Z');
const decided = (at: string, id = at) =>
  act(id, at, 'decision', { what: 'Two rounds.', by: '2026-12-01' }, waitingSeen);
const audit = (...acts: Act[]) => auditOf(acts, journalOf(acts), questions, now, 'Europe/Berlin');
const offered = (one: ReturnType<typeof audit>) =>
  one.rows.filter((row) => row.offered).map(({ measure }) => measure);
const all = questions.flatMap(({ measures }) => measures.map(({ word }) => word));

describe('auditOf', () => {
  it('offers nothing while the journal is younger than two quarters, and says from when on', () => {
    expect(offered(audit())).toEqual([]);
    expect(audit(decided('2026-06-01'))).toMatchObject({ from: '2026-05-20', ripe: '2026-12-01' });
    expect(offered(audit(decided('2026-06-01')))).toEqual([]);
  });

  it('then offers what served none; a note serves no decision, a decision of long ago serves none now', () => {
    const old = decided('2026-01-05');
    expect(offered(audit(old))).toEqual(all);
    const noted = act('n', '2026-10-01', 'note', { what: 'Learnt.' }, waitingSeen);
    expect(offered(audit(old, noted))).toEqual(all);
    const served = audit(old, decided('2026-10-01'));
    expect(offered(served)).toEqual(all.filter((word) => word !== 'waiting-curve'));
    expect(served.rows.find(({ measure }) => measure === 'waiting-curve')?.served).toHaveLength(1);
  });

  it('retires, keeps, and takes it up again by the last word', () => {
    const retire = act('r', '2026-11-01', 'metric-retired', { measure: 'exchanges', why: 'Nobody asks.' });
    const keep = act('k', '2026-11-02', 'metric-kept', { measure: 'exchanges' });
    const old = decided('2026-01-05');
    expect(foldedOf(audit(old, retire)).retired).toEqual(['exchanges']);
    expect(foldedOf(audit(old, retire, keep)).retired).toEqual([]);
    expect(offered(audit(old, retire, keep))).not.toContain('exchanges');
    expect(foldedOf(audit(old, retire, act('u', '2026-11-03', 'undo', { act: 'r' }))).retired).toEqual([]);
  });
});

describe('the low-number mode', () => {
  const few = act('f', '2026-11-01', 'numbers-shown', { show: 'few' });
  it('folds what served no decision, and nothing where none served', () => {
    expect(foldedOf(audit(decided('2026-10-01'), few)).idle).toEqual(
      all.filter((word) => word !== 'waiting-curve'),
    );
    expect(foldedOf(audit(few)).idle).toEqual([]);
    const many = act('m', '2026-11-02', 'numbers-shown', { show: 'all' });
    expect(foldedOf(audit(decided('2026-10-01'), few, many)).idle).toEqual([]);
  });
});
