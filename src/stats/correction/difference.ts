import { difference } from '../interval.ts';
import type { Corrected } from './share.ts';

/** A difference of two corrected estimates: no part of it rests on fewer than 30 human codes. */
export type CorrectedDifference = Omit<Corrected, 'items'>;

/**
 * Difference a - b of two corrected estimates on sets without a common item, such as two channels, or this period and
 * the one before, from their intervals (MOVER, Zou and Donner 2008), so it keeps their lopsidedness. Each side needs
 * its own random codes: codes of last month say nothing of how the machine errs this month. Where whole clusters were
 * drawn and reach into both sets, it takes the two as independent, which as a rule is too wide.
 */
export function correctedDifference(a: Corrected, b: Corrected): CorrectedDifference {
  const corrected = difference(a, b);
  const human = difference(a.human, b.human);
  return {
    ...corrected,
    human,
    coded: a.coded + b.coded,
    widthRatio: (corrected.high - corrected.low) / (human.high - human.low),
  };
}
