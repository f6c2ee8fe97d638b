import { describe, expect, it } from 'vitest';
import { testPlan } from '../../../test/reading.ts';
import { isDue, keepNights } from './nights.ts';

describe('a night', () => {
  it.each([
    [undefined, '2026-05-01T12:00:00Z', true],
    ['2026-05-01T00:30:00Z', '2026-05-01T12:00:00Z', false],
    ['2026-05-01T00:30:00Z', '2026-05-01T22:59:00Z', false],
    ['2026-05-01T00:30:00Z', '2026-05-01T23:00:00Z', true],
    ['2026-05-01T00:30:00Z', '2026-05-02T03:00:00Z', false],
    ['2026-05-01T00:30:00Z', '2026-05-02T12:30:00Z', true],
  ])('last at %s, at %s in Berlin: %s', (last, now, due) => {
    expect(isDue(last, new Date(now), 'Europe/Berlin')).toBe(due);
  });

  it('does its work once, and none by a plan that cannot be read', async () => {
    let last: string | undefined;
    let problem: unknown = new Error('a comma');
    let done = 0;
    const nights = keepNights({
      work: async () => {
        done++;
        last = '2026-05-01T00:00:00Z';
      },
      last: async () => last,
      plan: async () => ({ plan: testPlan, problem }),
      now: () => new Date('2026-05-01T00:00:00Z'),
      repeat: () => () => undefined,
      report: (error) => {
        throw error;
      },
    });
    await nights.tick();
    expect(done).toBe(0);
    problem = undefined;
    await nights.tick();
    await nights.tick();
    expect(done).toBe(1);
  });
});
