import { describe, expect, it } from 'vitest';
import { clustersOf } from '../cluster.ts';
import { normalCdf } from '../normal.ts';
import { type Random, seeded } from '../random.ts';
import type { ClusteredEstimate } from './clustered.ts';
import type { RangedTime } from './kaplan-meier.ts';
import { type Shares, type WaitingShares, waitingShares } from './waiting-shares.ts';

/**
 * Simulated waits in hours with a known truth: people with 1 to 20 messages; log-normal answer times with a
 * random effect of the person; a share never answered that differs by person; dismissals as a competing event;
 * censoring where the data end.
 */
const middle = 6;
const frailty = 1;
const spread = 1.2;
const never = [0.1, 0.5];
const dismissedShare = 0.15;
const dismissedRate = 1 / 30;

function simulate(random: Random, people: number) {
  const time: number[] = [];
  const cause: number[] = [];
  const person: number[] = [];
  for (let p = 0; p < people; p++) {
    const effect = frailty * random.normal();
    const ignored = never[random.integer(0, 1)];
    for (let m = random.integer(1, 20); m > 0; m--) {
      const unanswered = random.uniform() < ignored;
      const answer = unanswered ? 1e9 : middle * Math.exp(effect + spread * random.normal());
      const undismissed = random.uniform() >= dismissedShare;
      const dismissal = undismissed ? 1e9 : -Math.log(1 - random.uniform()) / dismissedRate;
      const end = 100 + 300 * random.uniform();
      time.push(Math.min(answer, dismissal, end));
      cause.push(answer <= Math.min(dismissal, end) ? 1 : dismissal <= end ? 2 : 0);
      person.push(p);
    }
  }
  return { time: Float64Array.from(time), cause: Int32Array.from(cause), clusters: clustersOf(person) };
}

const unanswered = (t: number) => {
  const share = (never[0] + never[1]) / 2;
  return share + (1 - share) * normalCdf(Math.log(middle / t) / Math.hypot(frailty, spread));
};
const undismissed = (t: number) => 1 - dismissedShare + dismissedShare * Math.exp(-dismissedRate * t);

/** The true shares and the true restricted mean, by sums over small steps. */
function truth(t: number) {
  const step = t / 20_000;
  let answered = 0;
  let mean = 0;
  for (let k = 0; k < 20_000; k++) {
    const half = (k + 0.5) * step;
    answered += (unanswered(k * step || 1e-9) - unanswered((k + 1) * step)) * undismissed(half);
    mean += unanswered(half) * undismissed(half) * step;
  }
  const waiting = unanswered(t) * undismissed(t);
  return { waiting, answered, dismissed: 1 - waiting - answered, mean };
}

/** How often the clustered and the naive 95 % intervals hold the truth, by name. */
function coverage(people: number, replicates: number, seed: number) {
  const times = [2, 6, 24, 72];
  const tau = 96;
  const random = seeded(seed);
  const held = new Map<string, number>();
  const count = (name: string, holds: boolean) => held.set(name, (held.get(name) ?? 0) + +holds / replicates);
  const see = (name: string, told: ClusteredEstimate, value: number) => {
    count(name, told.low <= value && value <= told.high);
    count(`naive ${name}`, Math.abs(told.value - value) <= 1.96 * told.naiveSe);
  };
  const states = times.map(truth);
  const { mean } = truth(tau);
  for (let k = 0; k < replicates; k++) {
    const found = waitingShares(simulate(random, people), times, tau) as WaitingShares;
    times.forEach((t, at) => {
      for (const state of ['waiting', 'answered', 'dismissed'] as const)
        see(`${state} ${t} h`, (found.shares[at] as Shares)[state], states[at][state]);
    });
    see('mean', found.restrictedMean as ClusteredEstimate, mean);
    const { low, high = tau } = found.median as RangedTime;
    const share = (t: number) => unanswered(t) * undismissed(t);
    count('median', share(low) >= 0.5 && share(high) <= 0.5);
  }
  return held;
}

describe('95 % intervals over simulated companies', () => {
  it('hold the truth in 92 to 97.5 % of 800 replicates with 80 people; ignoring the person does not', () => {
    const held = coverage(80, 800, 20261122);
    const clustered = [...held].filter(([name]) => !name.startsWith('naive'));
    expect(clustered.length).toBe(14);
    expect(clustered.filter(([, share]) => share < 0.92 || share > 0.975)).toEqual([]);
    for (const name of ['waiting 6 h', 'waiting 24 h', 'answered 72 h', 'mean'])
      expect(held.get(`naive ${name}`)).toBeLessThan(0.85);
  });
  it('still hold it in 90 % or more with 15 people', () => {
    const held = coverage(15, 800, 15);
    const low = [...held].filter(([name, share]) => !name.startsWith('naive') && share < 0.9);
    expect(low).toEqual([]);
  });
});
