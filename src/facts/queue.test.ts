import { describe, expect, it } from 'vitest';
import type { Coding, DrawnSample, Skip } from '../model/coding.ts';
import { type CodingState, doneBy, leftFor, paceOf } from './queue.ts';

const ref = (nativeId: string) => ({ source: 'x', nativeId });
const coding = (who: string, id: string, at: number): Coding => ({
  act: `${who}${id}`,
  at: `2026-11-20T00:00:0${at}.000Z`,
  who,
  ref: ref(id),
  facets: ['does'],
  codes: [],
  cannot: [],
  versions: [],
});
const skip = (who: string, id: string, at: number): Skip => ({ ...coding(who, id, at), reason: 'long' });
const state = (codings: Coding[], skips: Skip[] = []): CodingState => ({
  sample: {} as DrawnSample,
  items: ['a', 'b', 'c', 'd'].map((id, index) => ({
    ref: ref(id),
    place: index + 1,
    probability: 0.1,
    stratum: '',
    twice: id === 'b' || id === 'd',
  })),
  codings,
  skips,
});
const left = (who: string, ...args: Parameters<typeof state>) =>
  leftFor(state(...args), who)
    .map(({ ref: { nativeId } }) => nativeId)
    .join('');

describe('what is left for a coder', () => {
  it('is everything at first, and less of it with each code', () => {
    expect(left('ann', [])).toBe('abcd');
    expect(left('ann', [coding('ann', 'a', 1)], [skip('ann', 'c', 2)])).toBe('bd');
  });
  it('is for the second coder what is to be coded twice, and what the first one passed over', () => {
    const first = ['a', 'b', 'd'].map((id, n) => coding('ann', id, n));
    expect(left('bob', first, [skip('ann', 'c', 4)])).toBe('bcd');
    expect(left('cem', [...first, coding('bob', 'b', 5)])).toBe('cd');
  });
});

describe('what is done', () => {
  it('stands in the order in which it was done, each message once', () => {
    const done = doneBy(state([coding('ann', 'b', 1), coding('ann', 'a', 3)], [skip('ann', 'a', 2)]), 'ann');
    expect(done.map(({ item }) => item.ref.nativeId)).toEqual(['b', 'a']);
  });
  it('is counted', () => {
    expect(
      paceOf(
        state(
          [coding('bob', 'b', 1), coding('ann', 'a', 3), coding('ann', 'b', 3)],
          [skip('ann', 'a', 2), skip('bob', 'c', 2)],
        ),
      ),
    ).toEqual({
      items: 4,
      coded: 2,
      twice: 2,
      codedTwice: 1,
      coders: [
        { who: 'ann', coded: 2, skipped: 0 },
        { who: 'bob', coded: 1, skipped: 1 },
      ],
    });
  });
});
