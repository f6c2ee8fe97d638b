import { describe, expect, it } from 'vitest';
import { act, waitingSeen } from '../../../test/journal.ts';
import { changesOf, expectationsOf, journalOf } from './journal.ts';
import { lastLookBack, lookBacksDue, openLooks } from './look-back.ts';

const decided = act('d', '2026-03-01', 'decision', { what: 'Two rounds.', by: '2026-03-29' }, waitingSeen);
const expected = act('e', '2026-03-01', 'expectation', {
  what: 'Fewer wait.',
  by: '2026-03-29',
  sure: 70,
  of: 'd',
});
const came = act('o', '2026-03-30', 'outcome', { of: 'e', came: 'yes', what: '22 of 61.', next: 'keep' });

describe('journalOf', () => {
  it('puts expectation, outcome and what was seen with their decision', () => {
    const [entry, ...others] = journalOf([decided, expected, came]);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'decision',
      seen: { measure: 'waiting-curve' },
      expectations: [{ sure: 70, outcome: { came: 'yes', next: 'keep', what: '22 of 61.' } }],
    });
  });

  it('takes back what was undone, and what belongs to it with it', () => {
    const undo = (of: string) => act(`u-${of}`, '2026-04-01', 'undo', { act: of });
    expect(expectationsOf(journalOf([decided, expected, came, undo('o')]))[0].outcome).toBeUndefined();
    expect(journalOf([decided, expected, came, undo('d')])).toEqual([]);
  });

  it('shows what was put right and what it said before, and lets nobody change how sure they were', () => {
    const right = act('c', '2026-03-05', 'correction', {
      of: 'e',
      what: 'Far fewer wait.',
      by: '2026-04-05',
      sure: 99,
    });
    const [one] = expectationsOf(journalOf([decided, expected, right]));
    expect(one).toMatchObject({ what: 'Far fewer wait.', by: '2026-04-05', sure: 70 });
    expect(one.corrections).toEqual([{ act: 'c', at: right.at, before: 'Fewer wait. · 2026-03-29' }]);
  });

  it('takes the last of two outcomes', () => {
    const again = act('o2', '2026-03-31', 'outcome', { of: 'e', came: 'no', what: 'It was a slip.' });
    expect(expectationsOf(journalOf([decided, expected, came, again]))[0].outcome?.came).toBe('no');
  });
});

describe('changesOf', () => {
  it('has the changes by the day from which they hold, as put right', () => {
    const change = (id: string, from: string) =>
      act(id, '2026-03-01', 'change', { what: id, from, channels: ['acme'] });
    const right = act('c', '2026-03-02', 'correction', { of: 'a', from: '2026-02-01' });
    const entries = journalOf([decided, change('a', '2026-03-01'), change('b', '2026-02-15'), right]);
    expect(changesOf(entries).map(({ id, from }) => [id, from])).toEqual([
      ['a', '2026-02-01'],
      ['b', '2026-02-15'],
    ]);
  });
});

describe('what is due', () => {
  const entries = journalOf([decided, expected]);
  it('comes on the day, in the zone of the workspace', () => {
    // 29 March begins at 10:15 UTC of the 28th on the Chatham Islands (UTC+13:45), at 04:00 UTC of the 29th in New York.
    const at = (now: string, zone: string) => lookBacksDue(entries, new Date(now), zone).length;
    expect(at('2026-03-28T10:14:59Z', 'Pacific/Chatham')).toBe(0);
    expect(at('2026-03-28T10:15:00Z', 'Pacific/Chatham')).toBe(1);
    expect(at('2026-03-29T03:59:59Z', 'America/New_York')).toBe(0);
    expect(at('2026-03-29T04:00:00Z', 'America/New_York')).toBe(1);
    expect(lookBacksDue(entries, new Date('2026-04-02T00:00:00Z'), 'America/New_York')[0]).toMatchObject({
      kind: 'look-back',
      at: '2026-03-29T04:00:00Z',
      what: 'Look back: Two rounds',
      href: '/decisions/e',
    });
  });

  it('is open until somebody has looked back, a decision without expectation too', () => {
    expect(openLooks(journalOf([decided])).map(({ id }) => id)).toEqual(['d']);
    expect(openLooks(entries).map(({ id }) => id)).toEqual(['e']);
    expect(openLooks(journalOf([decided, expected, came]))).toEqual([]);
    expect(lastLookBack(entries)).toBeUndefined();
    expect(lastLookBack(journalOf([decided, expected, came]))).toEqual({
      at: came.at,
      href: '/decisions/e',
      sentence: [
        'We were ',
        { value: 0.7, as: 'share' },
        ' sure: Fewer wait; ',
        'it came. ',
        '22 of 61.',
        ' We keep it.',
      ],
    });
  });
});
