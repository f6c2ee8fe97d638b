import { refKey } from '../../facts/queue.ts';
import type { Facet } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import type { AgreementDrift, DriftCell } from '../../pages/coding/props.ts';
import { fewestWithCode } from '../../stats/agreement/by-code.ts';
import { agreementDrift } from '../../stats/agreement/drift.ts';
import { fewestCodedTwice } from '../../stats/agreement/trust.ts';
import { codedTwice } from '../../stats/agreement/units.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type Judged, judgedUnits } from './judged.ts';

const week = 7 * 86_400_000;
/** A Monday. */
const monday = Date.UTC(1970, 0, 5);
const mostParts = 4;

interface Stretches {
  by: 'week' | 'part';
  /** Names in their order: the Monday as an ISO date, or the part from 1 on. */
  names: string[];
  of: Map<string, string>;
}

/**
 * Whether agreement falls as coding goes on: alpha by facet and code, by the week (Monday to Sunday in UTC) in which a
 * message was coded for the second time; where no two weeks have 30 such messages, by parts of the coding order, four
 * at most, of 30 at least. Works as well on the first and second time of one coder.
 */
export function driftOf(facets: Facet[], codings: Coding[]): AgreementDrift {
  const stretches = stretchesOf(codings);
  if ('why' in stretches) return stretches;
  const { by, names, of } = stretches;
  const rows = judgedUnits(facets, codings).flatMap((judged) => {
    const cells = cellsOf(judged, stretches);
    const told = cells.filter(({ alpha }) => alpha).length;
    return told < 2 ? [] : [{ judged, cells }];
  });
  if (rows.length === 0)
    return {
      why: 'Whether agreement falls cannot be told: in no two stretches does any code vary among 30 messages coded twice.',
    };
  const compared = rows.filter(({ judged, cells }) => isCommon(judged, cells));
  const changes = compared.map((row) => ({
    ...row,
    change: changeOf(row.judged, row.cells, of, compared.length),
  }));
  const those = (change: 'fell' | 'rose') =>
    changes.flatMap((one) => (one.change === change ? [one.judged.name] : []));
  return {
    by,
    names,
    rows: rows.map(({ judged: { code, name }, cells }) => ({ ...(code && { code }), name, cells })),
    compared: compared.length,
    fell: those('fell'),
    rose: those('rose'),
  };
}

/** The stretch of each message that was coded twice, of those with 30 such messages or more. */
function stretchesOf(codings: Coding[]): Stretches | { why: string } {
  const times = new Map<string, Map<string, number>>();
  for (const { ref, who, at } of codings) {
    const known = times.get(refKey(ref)) ?? new Map<string, number>();
    times.set(refKey(ref), known.set(who, Date.parse(at)));
  }
  const twice = [...times]
    .filter(([, by]) => by.size >= 2)
    .map(([key, by]) => ({ key, at: [...by.values()].sort((a, b) => a - b)[1] as number }))
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const weeks = inStretches(
    twice.map(({ key, at }) => {
      const from = monday + Math.floor((at - monday) / week) * week;
      return [key, new Date(from).toISOString().slice(0, 10)];
    }),
  );
  if (weeks.names.length >= 2) return { by: 'week', ...weeks };
  const parts = Math.min(mostParts, Math.floor(twice.length / fewestCodedTwice));
  if (parts < 2)
    return {
      why: `Whether agreement falls as coding goes on can be told from ${2 * fewestCodedTwice} messages coded twice on; there ${twice.length === 1 ? 'is 1' : `are ${twice.length}`}.`,
    };
  return {
    by: 'part',
    ...inStretches(twice.map(({ key }, at) => [key, String(1 + Math.floor((at * parts) / twice.length))])),
  };
}

function inStretches(named: [string, string][]): Pick<Stretches, 'names' | 'of'> {
  const names = [...new Set(named.map(([, name]) => name))].filter(
    (name) => named.filter(([, other]) => other === name).length >= fewestCodedTwice,
  );
  return { names, of: new Map(named.filter(([, name]) => names.includes(name))) };
}

function cellsOf({ facet, code, units, messages }: Judged, { names, of }: Stretches): DriftCell[] {
  const stretch = messages.map((key) => of.get(key));
  const found = agreementDrift(units, stretch, code === undefined ? facet.level : 'nominal');
  return names.map((name) => {
    const one = found.find((other) => other.stretch === name);
    const n = one?.units ?? 0;
    if (!one || n < fewestCodedTwice || isRefusal(one.alpha)) return { name, n };
    const { value, low, high } = one.alpha;
    return { name, n, alpha: { value, low, high }, given: givenIn(units, stretch, name) };
  });
}

/** Messages of a stretch to which somebody gave the code. */
function givenIn(units: Judged['units'], stretch: (string | undefined)[], name: string): number {
  const counts = units.counts.filter((_, at) => stretch[at] === name);
  return codedTwice({ ...units, counts }).counts.filter((row) => (row[1] ?? 0) > 0).length;
}

const ends = (cells: DriftCell[]) => {
  const told = cells.filter(({ alpha }) => alpha);
  return [told[0], told.at(-1)] as [DriftCell, DriftCell];
};

/** A rare code's alpha moves by chance alone: nothing is claimed of it. */
function isCommon({ code }: Judged, cells: DriftCell[]): boolean {
  return code === undefined || ends(cells).every(({ given = 0 }) => given >= fewestWithCode);
}

/**
 * From the first to the last stretch, by the range of the difference from both ranges (MOVER: Zou and Donner 2008), at
 * 95 % over all that is compared (Bonferroni).
 */
function changeOf(
  { facet, code, units, messages }: Judged,
  cells: DriftCell[],
  of: Map<string, string>,
  compared: number,
): 'fell' | 'rose' | undefined {
  const [from, to] = ends(cells);
  const found = agreementDrift(
    units,
    messages.map((key) => of.get(key)),
    code === undefined ? facet.level : 'nominal',
    { level: 1 - 0.05 / compared, draws: 4000 },
  );
  const [first, last] = [from, to].map(({ name }) => found.find(({ stretch }) => stretch === name)?.alpha);
  if (!first || !last || isRefusal(first) || isRefusal(last)) return undefined;
  const by = last.value - first.value;
  if (by + Math.hypot(last.high - last.value, first.value - first.low) < 0) return 'fell';
  return by - Math.hypot(last.value - last.low, first.high - first.value) > 0 ? 'rose' : undefined;
}
