import { describe, expect, it } from 'vitest';
import { clustersOf } from '../cluster.ts';
import { isRefusal } from '../refusal.ts';
import type { ClusteredEstimate } from './clustered.ts';
import { fate, type Shares, type WaitingShares, waitingShares } from './waiting-shares.ts';

const hour = 3600;
// Six messages of three people: answered after 1 h, 2 h and 2 h, dismissed after 3 h, waiting since 4 h and 10 h.
const waits = {
  time: Float64Array.of(1, 2, 2, 3, 4, 10).map((t) => t * hour),
  cause: Int32Array.of(
    fate.answered,
    fate.answered,
    fate.answered,
    fate.dismissed,
    fate.waiting,
    fate.waiting,
  ),
  clusters: clustersOf(['a', 'a', 'b', 'b', 'c', 'c']),
};

describe('waitingShares', () => {
  const found = waitingShares(waits, [1.5 * hour, 4 * hour, 24 * hour], 6 * hour) as WaitingShares;
  it('tells the shares, worked by hand', () => {
    expect(found).toMatchObject({ n: 6, clusters: 3, followUp: 10 * hour });
    const [early, late] = found.shares as Shares[];
    expect(early.waiting.value).toBeCloseTo(5 / 6, 12);
    expect(early.answered.value).toBeCloseTo(1 / 6, 12);
    expect(early.dismissed).toMatchObject({ value: 0, low: 0 });
    expect(early.dismissed.high).toBeCloseTo(1 - 0.025 ** (1 / 3), 12);
    expect(late.waiting.value).toBeCloseTo(1 / 3, 12);
    expect(late.answered.value).toBeCloseTo(1 / 2, 12);
    expect(late.dismissed.value).toBeCloseTo(1 / 6, 12);
    // Influences on the share waiting at 4 h, (1 or 0 - 1/3) / 6, make -1/9 -1/9 2/9 by person: 3/2 x 6/81.
    expect(late.waiting.se).toBeCloseTo(1 / 3, 12);
  });
  it('spreads by Student with one degree of freedom less than people', () => {
    const t975 = 4.302652729911275; // R: qt(.975, 2)
    const { waiting } = found.shares[1] as Shares;
    const spread = (t975 * waiting.se) / (waiting.value * Math.log(1 / waiting.value));
    expect(waiting.low).toBeCloseTo(waiting.value ** Math.exp(spread), 9);
    expect(waiting.high).toBeCloseTo(waiting.value ** Math.exp(-spread), 9);
    const mean = found.restrictedMean as ClusteredEstimate;
    const logit = (x: number) => Math.log(x / (6 * hour - x));
    const slope = (6 * hour) / (mean.value * (6 * hour - mean.value));
    expect(logit(mean.high) - logit(mean.value)).toBeCloseTo(t975 * mean.se * slope, 9);
    expect(logit(mean.value) - logit(mean.low)).toBeCloseTo(t975 * mean.se * slope, 9);
  });
  it('tells the mean up to tau and the median', () => {
    // 1 h of all, 1 h of 5/6, 1 h of 1/2, 3 h of 1/3.
    expect(found.restrictedMean).toMatchObject({ value: expect.closeTo((1 + 5 / 6 + 1 / 2 + 1) * hour, 6) });
    expect(found.median).toMatchObject({ value: 2 * hour });
  });
  it('refuses the time beyond the data and keeps the others', () => {
    expect(found.shares.map(isRefusal)).toEqual([false, false, true]);
    expect(found.shares[2]).toMatchObject({ refused: 'beyond-follow-up', time: 24 * hour });
  });
  it('refuses one person', () => {
    expect(waitingShares({ ...waits, clusters: clustersOf(Array(6).fill('a')) }, [hour], hour)).toMatchObject(
      {
        refused: 'few-clusters',
      },
    );
  });
  it('widens at a higher level', () => {
    const wider = waitingShares(waits, [4 * hour], 6 * hour, 0.99) as WaitingShares;
    const [at95, at99] = [found.shares[1] as Shares, wider.shares[0] as Shares];
    expect(at99.waiting.low).toBeLessThan(at95.waiting.low);
    expect(at99.waiting.high).toBeGreaterThan(at95.waiting.high);
  });
});
