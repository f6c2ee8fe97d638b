import { refKey } from '../../facts/queue.ts';
import { codeAddress, codeTree, codeValue, type Facet } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import type { AgreementRow } from '../../pages/coding/props.ts';
import { krippendorffRange, type RangedAlpha } from '../../stats/agreement/alpha.ts';
import { fewestWithCode } from '../../stats/agreement/by-code.ts';
import { type AgreementKind, fewestCodedTwice, trustOf } from '../../stats/agreement/trust.ts';
import { codedTwice, codersOf, type Units, unitsOf } from '../../stats/agreement/units.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';

interface Asked {
  kind?: AgreementKind;
  /** The alpha under which a number is withheld, as the plan says. */
  threshold?: number;
}

/** What one coder says of one message in a facet; undefined where it was not judged, or could not be told. */
type Answer = Set<string> | undefined;

/**
 * How far coders agree, by facet and code. A facet that takes one code has an alpha of its own, by its level; each code
 * has one of its own, given or not given. *Cannot tell* counts as no code.
 */
export function agreementRows(facets: Facet[], codings: Coding[], asked: Asked = {}): AgreementRow[] {
  return facets.flatMap((facet) => {
    const rows = answersOf(facet, codings);
    const whole = facet.choose === 'one' ? [wholeRow(facet, rows, asked)] : [];
    const each = codeTree(facet).map(({ code }) => {
      const address = codeAddress(facet.word, code.word);
      const units = unitsOf(
        rows.map((row) => row.map((answer) => answer?.has(address))),
        [false, true],
      );
      return codeRow(facet, { code: address, name: code.name }, units, asked);
    });
    return [...whole, ...each].filter(({ n }) => n > 0);
  });
}

/** A row for each coder, a place for each message that was coded. */
function answersOf({ word }: Facet, codings: Coding[]): Answer[][] {
  const judged = codings.filter(({ facets }) => facets.includes(word));
  const messages = [...new Set(judged.map(({ ref }) => refKey(ref)))];
  return [...new Set(judged.map(({ who }) => who))].map((who) => {
    const own = new Map(judged.filter((one) => one.who === who).map((one) => [refKey(one.ref), one]));
    return messages.map((key) => {
      const one = own.get(key);
      if (!one || one.cannot.includes(word)) return undefined;
      return new Set(one.codes.filter((code) => code.startsWith(`${word}/`)));
    });
  });
}

function wholeRow(facet: Facet, rows: Answer[][], asked: Asked): AgreementRow {
  const code = (answer: Answer) => [...(answer ?? [])][0]?.slice(facet.word.length + 1);
  const interval = facet.level === 'interval';
  const value = (answer: Answer) => {
    const word = code(answer);
    return word === undefined ? undefined : interval ? codeValue(facet, word) : word;
  };
  const known = interval ? undefined : facet.codes.map(({ word }) => word);
  const there = rows.map((row) =>
    row.map((answer) => {
      const found = value(answer);
      return known === undefined || known.includes(found as string) ? found : undefined;
    }),
  );
  const units = unitsOf(there, known);
  const alpha = krippendorffRange(units, facet.level);
  return { facet: facet.word, name: facet.name, ...told(units, alpha, asked) };
}

function codeRow(
  facet: Facet,
  named: { code: string; name: string },
  units: Units,
  asked: Asked,
): AgreementRow {
  const alpha = krippendorffRange(units, 'nominal');
  const given = codedTwice(units).counts.filter((row) => (row[1] as number) > 0).length;
  const row: AgreementRow = { facet: facet.word, ...named, ...told(units, alpha, asked), given };
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
