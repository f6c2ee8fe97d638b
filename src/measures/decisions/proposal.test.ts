import { describe, expect, it } from 'vitest';
import { waitingAnswer, waitingSeen } from '../../../test/journal.ts';
import type { Expectation } from '../../model/journal.ts';
import { checkFilter, proposalOf } from './proposal.ts';
import { seenOf, seenText } from './seen.ts';

const expectation: Expectation = {
  kind: 'expectation',
  id: 'e',
  at: '2026-03-01T09:00:00Z',
  what: 'Fewer wait.',
  corrections: [],
  by: '2026-03-29',
  sure: 70,
  check: { name: 'still_waiting_after_1d', channel: 'acme', is: 'at-most', value: 0.25 },
};

describe('proposalOf', () => {
  it('reads the number, and says where chance alone may have decided', () => {
    expect(proposalOf(expectation, waitingAnswer(0.42), 'UTC')).toMatchObject({ came: 'no' });
    const near = proposalOf(expectation, waitingAnswer(0.24), 'UTC');
    expect(near?.came).toBe('yes');
    expect(near?.because.at(-1)).toContain('chance alone');
    const least = { ...expectation, check: { ...expectation.check, is: 'at-least' } } as Expectation;
    expect(proposalOf(least, waitingAnswer(0.42), 'UTC')?.because.at(-1)).not.toContain('chance');
    expect(proposalOf(least, waitingAnswer(0.42), 'UTC')?.came).toBe('yes');
  });

  it('cannot tell while the data end before the day, where the number cannot be told, and without an answer', () => {
    const later = { ...expectation, by: '2026-04-02' };
    expect(proposalOf(later, waitingAnswer(0.1), 'UTC')).toMatchObject({ came: 'cannot-tell' });
    const median = {
      ...expectation,
      check: { name: 'median_wait', channel: 'acme', is: 'at-most', value: 3600 },
    } as Expectation;
    expect(proposalOf(median, waitingAnswer(0.1), 'UTC')).toMatchObject({ came: 'cannot-tell' });
    expect(proposalOf(expectation, waitingAnswer(0.1, { sources: [] }), 'UTC')?.came).toBe('cannot-tell');
    expect(proposalOf({ ...expectation, check: undefined }, waitingAnswer(0.1), 'UTC')).toBeUndefined();
  });
});

describe('checkFilter', () => {
  it('asks of as many days as the answer was of, ending with the day that was named', () => {
    expect(checkFilter(waitingSeen, '2026-04-26')).toEqual({
      period: '28d',
      channels: ['acme'],
      clock: 'wall',
      compare: 'none',
      from: '2026-03-30',
      to: '2026-04-26',
    });
  });
});

describe('seenOf', () => {
  it('keeps sentence, numbers, filter, definition and versions, and nobody’s words', () => {
    expect(waitingSeen).toMatchObject({
      sentence: ['With acme, ', { value: 0.42 }, ' messages still waited.'],
      estimates: [{ value: 0.42 }, { cannotTell: 'fewer than half were answered' }],
      made: { dataVersion: 7, planVersion: 'p1' },
    });
    expect(JSON.stringify(waitingSeen)).not.toMatch(/secret|Person/);
  });
  it('is the same text as long as the answer is, whatever the version of the data', () => {
    const later = waitingAnswer(0.42, { made: { dataVersion: 8, planVersion: 'p1', seed: 1, program: 'r' } });
    expect(seenText(seenOf(later))).toBe(seenText(waitingSeen));
    expect(seenText(seenOf(waitingAnswer(0.43)))).not.toBe(seenText(waitingSeen));
  });
});
