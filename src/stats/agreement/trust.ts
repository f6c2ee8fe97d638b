import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Alpha } from './alpha.ts';

/** Below this alpha codes allow no conclusion, not even a tentative one (Krippendorff 2004, section 11.4). */
export const lowestAlpha = 0.667;
/** From this alpha on codes count as reliable; between the two they are tentative. */
export const reliableAlpha = 0.8;
/** With fewer units coded twice no agreement is told. */
export const fewestCodedTwice = 30;

/** Who agrees with whom. One coder with themselves a week later is the weaker thing: two people may read it differently. */
export type AgreementKind = 'between-coders' | 'with-oneself';

/** A number whose agreement holds up. */
export interface Trusted {
  trusted: true;
  kind: AgreementKind;
  /** Alpha lies under `reliableAlpha`. */
  tentative: boolean;
}

/** Why a number stays away. `more` is how many more units are to be coded twice, at least. */
export interface Withheld extends Refusal {
  more: number;
}

/**
 * Whether a number that rests on codes may be shown: withheld with fewer than `fewest` units coded twice, without
 * variation, and with an alpha under the threshold of the workspace; each with what would mend it. `twice` is how many
 * units are coded twice, for the case that alpha is refused.
 */
export function trustOf(
  alpha: Alpha | Refusal,
  {
    twice = isRefusal(alpha) ? 0 : alpha.units,
    threshold = lowestAlpha,
    fewest = fewestCodedTwice,
    kind = 'between-coders' as AgreementKind,
  } = {},
): Trusted | Withheld {
  const again =
    kind === 'with-oneself'
      ? 'code again, drawn at random, blind and a week later'
      : 'have a second person code';
  if (twice < fewest) {
    const more = fewest - twice;
    const so = twice === 0 ? 'no unit is' : twice === 1 ? '1 unit is' : `${twice} units are`;
    return {
      ...refuse('few-codes', `${so} coded twice, and it takes ${fewest}: ${again} ${more} more`),
      more,
    };
  }
  if (isRefusal(alpha))
    return {
      ...alpha,
      because: `${alpha.because}: agreement beyond chance shows only where codes differ, so ${again} units in which another code is likely`,
      more: fewest,
    };
  if (alpha.value < threshold)
    return {
      ...refuse(
        'low-agreement',
        `agreement is ${alpha.value.toFixed(2)} (Krippendorff's alpha), under the ${threshold} asked for: talk through the units at odds, sharpen the definition as a new version, and ${again} ${fewest} new units`,
      ),
      more: fewest,
    };
  return { trusted: true, kind, tentative: alpha.value < reliableAlpha };
}
