import { describe, expect, it } from 'vitest';
import { trueEffects, weeklyShares } from './changes.ts';
import { simulateCompany } from './company.ts';
import { expectsAnswer } from './said.ts';
import { postingOn, tacticChanges, withoutChange } from './tactics.ts';
import { tarnwell } from './tarnwell.ts';
import { tarnwellTruth } from './truth.ts';

const channelOf = (platform: string) => tarnwell.channels.filter((one) => one.platform === platform);

describe('changes of tactics', () => {
  it('begin on Mondays on which a regime begins', () => {
    for (const { on, platform } of tacticChanges) {
      expect(new Date(`${on}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(channelOf(platform)[0].regimes.map(({ from }) => from)).toContain(on);
    }
  });

  it('change what is posted from that day on', () => {
    const [linkedin] = channelOf('linkedin');
    expect(postingOn(linkedin, '2026-03-01').posts).toBeGreaterThan(postingOn(linkedin, '2026-03-02').posts);
    expect(postingOn(linkedin, '2026-03-02')).toEqual({
      posts: linkedin.posts,
      moved: linkedin.moved,
      pitching: 1,
    });
  });

  it('leave what was before them to the second where it is', () => {
    for (const change of tacticChanges) {
      const { on, platform } = change;
      const early = (parameters: typeof tarnwell) =>
        simulateCompany({ seed: 5, parameters })
          .said.filter(({ at }) => at < Date.parse(on) - 86_400_000)
          .map(({ key, at }) => `${key} ${at}`);
      const lived = early({ ...tarnwell, channels: channelOf(platform) });
      expect(early(withoutChange(tarnwell, change))).toEqual(lived);
      expect(lived.length).toBeGreaterThan(1000);
    }
  });

  it('have the effects of the truth, within what eight other companies allow', () => {
    const seeds = Array.from({ length: 8 }, (_, k) => 88_000 + k);
    const found = trueEffects(seeds, tarnwell);
    const { changes } = tarnwellTruth();
    expect(found.map(({ on, number }) => [on, number])).toEqual(
      changes.map(({ on, number }) => [on, number]),
    );
    // the same luck with and without the change: the mean of 26 weeks of eight companies differs by few points
    found.forEach(({ effect }, at) => {
      expect(Math.abs(effect - changes[at].effect)).toBeLessThan(0.03);
    });
  });
});

it('counts the weeks of a number by hand', () => {
  const company = simulateCompany({ seed: 5, parameters: { ...tarnwell, channels: channelOf('youtube') } });
  const [first] = weeklyShares(company, 'youtube', '2025-11-03', 'still_waiting_after_1d');
  const [from, to] = ['2025-11-02T23:00:00Z', '2025-11-09T23:00:00Z'].map((at) => Date.parse(at));
  const asked = company.said.filter(
    (one) => one.person && expectsAnswer(one) && one.at >= from && one.at < to,
  );
  const waited = asked.filter(
    (one) =>
      !company.said.some(({ person, parent, at }) => !person && parent === one && at - one.at <= 86_400_000),
  );
  expect(first).toBeCloseTo(waited.length / asked.length, 12);
  // the week of 22 December 2025 has three holidays
  const [, closed] = weeklyShares(company, 'youtube', '2025-12-15', 'still_waiting_after_1d');
  expect(closed).toBeUndefined();
});
