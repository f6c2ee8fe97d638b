import { describe, expect, it } from 'vitest';
import { parsePlan } from './plan.ts';

describe('retention in the plan', () => {
  it('states lengths of time by class', () => {
    expect(parsePlan('company: A\n').retention).toBeUndefined();
    expect(
      parsePlan('retention: {public_third_party: 6 months, export_file: forever, reddit_content: 1 day}\n')
        .retention,
    ).toEqual({
      public_third_party: { count: 6, unit: 'months' },
      export_file: null,
      reddit_content: { count: 1, unit: 'days' },
    });
  });

  it.each([
    ['youtube_api: 31 days', 'longer than the 30 days'],
    ['linkedin_api_member: forever', 'longer than the 48 hours'],
    ['export_file: soon', 'neither a length of time nor forever'],
    ['export_file: 0 days', 'neither a length of time nor forever'],
  ])('refuses %s', (line, why) => {
    expect(() => parsePlan(`retention:\n  ${line}\n`)).toThrow(why);
  });
});
