import { describe, expect, it } from 'vitest';
import { trajectories } from '../../test/charts/stories.ts';
import { drawFigure, keyOf } from './index.ts';

const many = trajectories['marked-many'];
const one = trajectories['marked-one'];
const inline = { variant: 'inline' as const, locale: 'en' };

describe('what happened beside a time chart', () => {
  it('is named where it has room, and needs no key', () => {
    expect(drawFigure(one, inline)).toContain('>We answer within the day<');
    expect(keyOf(one, inline)).toBeUndefined();
  });

  it('is numbered in the order of time where names would touch, near ones together, with a key', () => {
    const svg = drawFigure(many, { ...inline, variant: 'standalone' });
    expect(svg).toContain('>1–3<');
    expect(svg).not.toContain('>Newsletter<');
    expect(svg).toContain('2 Press on the new seal (2026-05-11)');
    expect(keyOf(many, inline)?.map(({ number, label }) => [number, label])).toEqual([
      [1, 'Newsletter to all customers'],
      [2, 'Press on the new seal'],
      [3, 'Newsletter'],
      [4, 'We answer within the day'],
      [5, 'Trade fair'],
      [6, 'Campaign'],
    ]);
  });

  it('stands in the words for those who do not see it, and leaves out what lies beyond the ends', () => {
    const svg = drawFigure(many, inline);
    expect(svg).toContain('Changed on 2026-09-01: We answer within the day.');
    expect(svg).toContain('Marked on 2027-03-01 to 2027-04-20: Trade fair.');
    expect(svg).not.toContain('Beyond the end');
  });
});
