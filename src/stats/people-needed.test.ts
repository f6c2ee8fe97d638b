import { expect, it } from 'vitest';
import { peopleNeeded } from './people-needed.ts';

// The documented examples of power.prop.test in R: p1 = .50, p2 = .75, power = .90 gives n = 76.7;
it('agrees with the example of power.prop.test', () => {
  expect(peopleNeeded(0.5, 0.75, 1, { power: 0.9 })).toBe(77);
});

// and n = 50, p1 = .50, p2 = .75 gives power = 0.740.
it('agrees with it the other way round', () => {
  expect(peopleNeeded(0.5, 0.75, 1, { power: 0.74 })).toBe(50);
});

it('grows with the design effect and as the two come close, without end', () => {
  expect(peopleNeeded(0.3, 0.4, 1.5) / peopleNeeded(0.3, 0.4)).toBeCloseTo(1.5, 2);
  expect(peopleNeeded(0.3, 0.31)).toBeGreaterThan(30_000);
  expect(peopleNeeded(0.3, 0.3)).toBe(Number.POSITIVE_INFINITY);
  expect(peopleNeeded(0, 0.3)).toBe(peopleNeeded(1, 0.7));
});
