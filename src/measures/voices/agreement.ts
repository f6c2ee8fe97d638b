import type { FacetCoding } from '../../facts/coded-message.ts';
import { type Code, codeAddress, codeValue, type Facet } from '../../model/codebook.ts';
import type { RangedAlpha } from '../../stats/agreement/alpha.ts';
import { krippendorffRange } from '../../stats/agreement/alpha.ts';
import { agreementByCode } from '../../stats/agreement/by-code.ts';
import { type AgreementKind, fewestCodedTwice, lowestAlpha, trustOf } from '../../stats/agreement/trust.ts';
import { type Coding, codedTwice, unitsOf } from '../../stats/agreement/units.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { byOtherVersion } from './coded-set.ts';
import type { Reading } from './reading.ts';

/** How far people who code agree on a code, and whether a number that rests on it may be shown. */
export interface CodeAgreement {
  kind: AgreementKind;
  /** Krippendorff's alpha; absent where it cannot be told. */
  alpha?: RangedAlpha;
  /** Messages that are coded twice. */
  units: number;
  /** Where one coder gave the code, how often another did too; absent where nobody gave it. */
  specific?: number;
  /** Agreement is under .8, or the code is too rare to tell it well. */
  tentative: boolean;
  /** In fewer than ten of the messages coded twice: its alpha says little. */
  rare: boolean;
  /** Why the number is withheld, with what would mend it. */
  withheld?: string;
}

interface Options {
  seed: number;
  /** The alpha under which numbers are withheld, as the plan says. */
  threshold?: number;
}

/**
 * Agreement on one code. Two coders count where 30 messages are coded by two; else one coder with themselves, from 30
 * messages that were drawn to be coded again. Of an ordinal or interval facet it is that of the whole facet.
 */
export function codeAgreement(reading: Reading, facet: Facet, code: Code, options: Options): CodeAgreement {
  const between = agreementOf(rowsBetween(reading, facet, code), facet, 'between-coders', options);
  if (between.units >= fewestCodedTwice) return between;
  const own = agreementOf(rowsAgain(reading, facet, code), facet, 'with-oneself', options);
  if (own.units >= fewestCodedTwice) return own;
  return between;
}

/** A row a coder, a place a message of a sample. */
type Rows = Coding[][];

function rowsBetween({ samples, codings }: Reading, facet: Facet, code: Code): Rows {
  const random = new Set(samples.map(({ word }) => word));
  const unit = new Map<string, number>();
  const rows = new Map<string, Coding[]>();
  for (const coding of codings) {
    if (coding.facet !== facet.word || !random.has(coding.sample)) continue;
    const value = codedValue(coding, facet, code);
    if (value === undefined) continue;
    const key = `${coding.sample}\n${coding.message}`;
    const at = unit.get(key) ?? unit.size;
    unit.set(key, at);
    const row = rows.get(coding.who) ?? [];
    row[at] = value;
    rows.set(coding.who, row);
  }
  return [...rows.values()].map((row) => Array.from({ length: unit.size }, (_, at) => row[at]));
}

/** The first and the second coding of one message by the same person. */
function rowsAgain({ again, codings }: Reading, facet: Facet, code: Code): Rows {
  const first = new Map(again.map(({ word, again: of }) => [word, of]));
  const known = new Map<string, FacetCoding>();
  for (const coding of codings)
    if (coding.facet === facet.word) known.set(`${coding.sample}\n${coding.who}\n${coding.message}`, coding);
  const pairs: [Coding, Coding][] = [];
  for (const coding of known.values()) {
    const before = first.get(coding.sample);
    const earlier = before && known.get(`${before}\n${coding.who}\n${coding.message}`);
    if (earlier) pairs.push([codedValue(earlier, facet, code), codedValue(coding, facet, code)]);
  }
  return [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
}

function codedValue({ cannot, codes, versions }: FacetCoding, facet: Facet, code: Code): Coding {
  if (cannot || byOtherVersion(versions, facet, code)) return undefined;
  if (facet.level === 'nominal') return codes.includes(codeAddress(facet.word, code.word)) ? 1 : 0;
  const [chosen] = codes;
  return chosen === undefined ? undefined : codeValue(facet, chosen.slice(facet.word.length + 1));
}

function agreementOf(
  rows: Rows,
  facet: Facet,
  kind: AgreementKind,
  { seed, threshold = lowestAlpha }: Options,
): CodeAgreement {
  const nominal = facet.level === 'nominal';
  const units = nominal ? unitsOf(rows, [0, 1]) : unitsOf(rows);
  const twice = codedTwice(units).counts.length;
  const alpha = krippendorffRange(units, nominal ? 'nominal' : facet.level, { seed, draws: 500 });
  const trust = trustOf(alpha, { twice, threshold, kind });
  const told = isRefusal(alpha) ? {} : { alpha };
  const base = { kind, units: twice, ...told };
  if (!nominal)
    return 'trusted' in trust
      ? { ...base, rare: false, tentative: trust.tentative }
      : { ...base, rare: false, tentative: true, withheld: trust.because };
  const one = agreementByCode(units, { seed, draws: 1 }).find(({ code }) => code === 1);
  const specific = one && !isRefusal(one.specific) ? { specific: one.specific } : {};
  const rare = one?.tentative ?? true;
  if ('trusted' in trust) return { ...base, ...specific, rare, tentative: trust.tentative || rare };
  // of a rare code a low alpha may be chance: it is withheld only where its whole range lies under the threshold
  const mayPass = rare && twice >= fewestCodedTwice && (isRefusal(alpha) || alpha.high >= threshold);
  return {
    ...base,
    ...specific,
    rare,
    tentative: true,
    ...(mayPass ? {} : { withheld: trust.because }),
  };
}
