import { expect, it } from 'vitest';
import { drawShape } from './shape.ts';

const points = [
  { at: 0, value: 10 },
  { at: 0.5, value: 30 },
  { at: 1, value: 20 },
];

it('runs from its lowest value at the foot to its highest at the top, with a dot at the last', () => {
  const drawn = drawShape({ points, lowest: 10, highest: 30 });
  expect(drawn).toContain('d="M3 25L60 3L117 14"');
  expect(drawn).toContain('<circle cx="117" cy="14"');
  expect(drawn).toContain('aria-hidden="true"');
});

it('is level where nothing changes, and a dot where there is one value', () => {
  const level = drawShape({ points: points.map(({ at }) => ({ at, value: 7 })), lowest: 7, highest: 7 });
  expect(level).toContain('d="M3 14L60 14L117 14"');
  const one = drawShape({ points: points.slice(0, 1), lowest: 10, highest: 10 });
  expect(one).not.toContain('<path');
  expect(one).toContain('<circle cx="3" cy="14"');
});
