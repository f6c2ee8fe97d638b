import type { Facet } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import type { AgreementRow } from '../../pages/coding/props.ts';
import { krippendorffRange, type RangedAlpha } from '../../stats/agreement/alpha.ts';
import { fewestWithCode } from '../../stats/agreement/by-code.ts';
import { type AgreementKind, fewestCodedTwice, trustOf } from '../../stats/agreement/trust.ts';
import { codedTwice, codersOf, type Units } from '../../stats/agreement/units.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';
import { type Judged, judgedUnits } from './judged.ts';

interface Asked {
  kind?: AgreementKind;
  /** The alpha under which a number is withheld, as the plan says. */
  threshold?: number;
}

/**
 * How far coders agree, by facet and code. A facet that takes one code has an alpha of its own, by its level; each code
 * has one of its own, given or not given. *Cannot tell* counts as no code.
 */
export function agreementRows(facets: Facet[], codings: Coding[], asked: Asked = {}): AgreementRow[] {
  return judgedUnits(facets, codings)
    .map((judged) =>
      judged.code === undefined ? wholeRow(judged, asked) : codeRow(judged, judged.code, asked),
    )
    .filter(({ n }) => n > 0);
}

function wholeRow({ facet, name, units }: Judged, asked: Asked): AgreementRow {
  const alpha = krippendorffRange(units, facet.level);
  return { facet: facet.word, name, ...told(units, alpha, asked) };
}

function codeRow({ facet, name, units }: Judged, code: string, asked: Asked): AgreementRow {
  const alpha = krippendorffRange(units, 'nominal');
  const given = codedTwice(units).counts.filter((row) => (row[1] as number) > 0).length;
  const row: AgreementRow = { facet: facet.word, code, name, ...told(units, alpha, asked), given };
  if (given === 0 && row.n >= fewestCodedTwice)
    return {
      ...row,
      withheld: 'nobody gave it to a message coded twice; agreement shows only where somebody does',
    };
  if (row.withheld !== undefined || given >= fewestWithCode) return row;
  return {
    ...row,
    tentative: `given to ${given} of the messages coded twice, too few for alpha to say much`,
  };
}

function told(units: Units, alpha: RangedAlpha | Refusal, asked: Asked) {
  const n = codedTwice(units).counts.length;
  const trust = trustOf(alpha, { twice: n, ...asked });
  return {
    n,
    ...(isRefusal(alpha) ? {} : { alpha: { value: alpha.value, low: alpha.low, high: alpha.high } }),
    same: pairsAlike(units),
    ...('trusted' in trust
      ? trust.tentative
        ? { tentative: 'alpha lies under .80' }
        : {}
      : { withheld: trust.because }),
  };
}

/** Share of pairs of codes of one message that are the same, each message counting once. */
function pairsAlike(units: Units): number {
  const { counts } = codedTwice(units);
  const shares = counts.map((row) => {
    const coders = codersOf(row);
    return row.reduce((sum, k) => sum + k * (k - 1), 0) / (coders * (coders - 1));
  });
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
}
