import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { krippendorffRange, type RangedAlpha } from './alpha.ts';
import type { Code } from './kappa.ts';
import { codedTwice, codersOf, oneAgainstRest, type Units } from './units.ts';

/**
 * In fewer units coded twice than this a code is too rare for alpha: with 10 units that hold it, one unit more or less
 * coded alike still moves the alpha of a code by about 0.1.
 */
export const fewestWithCode = 10;

/** Agreement on one code against all the rest. */
export interface CodeAgreement {
  code: Code;
  /** Units coded twice in which at least one coder gave the code. */
  withCode: number;
  /** Alpha of the code against the rest. */
  alpha: RangedAlpha | Refusal;
  /** Where one coder gave the code, how often another one did too (specific agreement: Dice; Fleiss 1975). */
  specific: number | Refusal;
  /** The code is too rare for its alpha to say much. */
  tentative: boolean;
}

/** Agreement code by code: nominal alpha of each against the rest, and specific agreement beside it. */
export function agreementByCode(
  units: Units,
  options: { seed?: number; draws?: number; level?: number; fewest?: number } = {},
): CodeAgreement[] {
  const { fewest = fewestWithCode, ...range } = options;
  return units.categories.map((code) => {
    const against = oneAgainstRest(codedTwice(units), code);
    const withCode = against.counts.filter((row) => row[1] > 0).length;
    const alpha = krippendorffRange(against, 'nominal', range);
    return {
      code,
      withCode,
      alpha,
      specific: specificAgreement(against),
      tentative: withCode < fewest || isRefusal(alpha),
    };
  });
}

function specificAgreement({ counts }: Units): number | Refusal {
  let same = 0;
  let given = 0;
  for (const row of counts) {
    const others = codersOf(row) - 1;
    same += (row[1] * (row[1] - 1)) / others;
    given += row[1];
  }
  return given > 0 ? same / given : refuse('no-observations', 'nobody gave the code to a unit coded twice');
}
