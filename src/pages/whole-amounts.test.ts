import { expect, it } from 'vitest';
import { wholeAmounts } from './whole-amounts.ts';

it('keeps a number and its per cent sign on one line, and lets all else break', () => {
  expect(wholeAmounts('the band is where it is expected, 95 %. 5 of 100 %')).toBe(
    'the band is where it is expected, 95\u00a0%. 5 of 100\u00a0%',
  );
});
