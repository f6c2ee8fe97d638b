import type { CodeQuality } from '../../measures/voices/machine-quality.ts';
import type { QualityRow } from '../../pages/coding/machine-props.ts';
import type { Ranged } from '../../stats/interval.ts';
import type { CalibrationBin } from '../../stats/quality/coder-quality.ts';
import { isRefusal } from '../../stats/refusal.ts';

/** A row of the table of quality, in words and shares of 100. */
export function qualityRow({ code, address, quality }: CodeQuality): QualityRow {
  const named = { address, name: code.name };
  if (isRefusal(quality)) return { ...named, withheld: quality.because };
  const { n, hits, precision, recall, accuracy, brier, baseline, bins } = quality;
  return {
    ...named,
    n,
    hits,
    precision: isRefusal(precision) ? 'gives none' : ranged(precision),
    recall: isRefusal(recall) ? 'none there' : ranged(recall),
    right: ranged(accuracy),
    baseline: hundred(baseline.accuracy),
    brier: isRefusal(brier) ? 'not told' : `${brier.value.toFixed(3)} (${baseline.brier.toFixed(3)})`,
    scores: calibrationWords(bins),
  };
}

const hundred = (share: number) => String(Math.round(100 * share));

function ranged(found: Ranged): string {
  return `${hundred(found.value)} (${hundred(found.low)} to ${hundred(found.high)})`;
}

/**
 * Whether as many messages have a code as the scores say, score by score; where they do not, the widest miss, in words.
 */
export function calibrationWords(bins: readonly CalibrationBin[]): string {
  const told = bins.filter(({ n }) => n > 0);
  const off = ({ said, came }: CalibrationBin) => Math.max(came.low - said, said - came.high);
  const [worst] = told.filter((bin) => off(bin) > 0).sort((a, b) => off(b) - off(a));
  if (told.length === 0) return 'cannot be told';
  if (!worst) return 'fit';
  const { said, came } = worst;
  const which = said > came.high ? 'too high' : 'too low';
  return `${which}: says ${hundred(said)}, people ${hundred(came.low)} to ${hundred(came.high)}`;
}
