import type { Act } from '../../model/act.ts';
import type { Entry } from '../../model/journal.ts';
import type { Question } from '../../model/measure.ts';
import { standing } from './journal.ts';
import { dayIn, monthsBefore, startOf } from './look-back.ts';

/** Two quarters: a metric that served no decision in so many months is offered for retirement. */
export const auditMonths = 6;

/** What one metric was good for. */
export interface AuditRow {
  question: string;
  measure: string;
  title: string;
  /** What was decided, expected or changed with it in view, within the two quarters; the latest first. */
  served: { id: string; at: string; what: string }[];
  retired?: { act: string; at: string; why: string };
  /** Somebody kept it, within the two quarters, though it served none. */
  kept?: { act: string; at: string; why: string };
  /** True where it can be retired: it served none, the journal is old enough to say so, and nobody kept it. */
  offered: boolean;
}

export interface Audit {
  /** First and last day that was looked at. */
  from: string;
  to: string;
  rows: AuditRow[];
  /** The day from which on metrics are offered, while the journal is younger than two quarters. */
  ripe?: string;
  /** The act that says whether only numbers that served are shown, where there is one. */
  few: boolean;
}

/** Which metric served which decision in the last two quarters. A metric serves what was opened from its answer. */
export function auditOf(
  acts: Act[],
  entries: Entry[],
  questions: Question[],
  now: Date,
  zone: string,
): Audit {
  const held = standing(acts);
  const to = dayIn(now, zone);
  const from = monthsBefore(to, auditMonths);
  const begin = Date.parse(startOf(from, zone));
  const within = (at: string) => Date.parse(at) >= begin;
  const served = entries.filter(({ kind, seen, at }) => kind !== 'note' && seen && within(at));
  const first = entries
    .filter(({ kind }) => kind !== 'note')
    .map(({ at }) => at)
    .sort()[0];
  const young = first === undefined || dayIn(first, zone) > from;
  const aboutMetrics = held.filter(({ kind }) => kind.startsWith('metric-'));
  const rows = questions.flatMap(({ word, measures }) =>
    measures.map(({ word: measure, title }): AuditRow => {
      const uses = served.filter(({ seen }) => seen?.measure === measure);
      const last = aboutMetrics.findLast(({ detail }) => detail.measure === measure);
      const said = last && { act: last.id, at: last.at, why: String(last.detail.why ?? '') };
      const retired = last?.kind === 'metric-retired' ? said : undefined;
      const kept = last?.kind === 'metric-kept' && within(last.at) ? said : undefined;
      return {
        question: word,
        measure,
        title,
        served: uses.map(({ id, at, what }) => ({ id, at, what })),
        ...(retired ? { retired } : {}),
        ...(kept ? { kept } : {}),
        offered: uses.length === 0 && !retired && !kept && !young,
      };
    }),
  );
  const few = held.filter(({ kind }) => kind === 'numbers-shown').at(-1)?.detail.show === 'few';
  return {
    from,
    to,
    rows,
    few,
    ...(young && first ? { ripe: monthsBefore(dayIn(first, zone), -auditMonths) } : {}),
  };
}

/** Which metrics pages fold away, and why. Nothing is deleted: each keeps its own address. */
export interface Folded {
  retired: string[];
  /** Low-number mode: they served no decision in the last two quarters. */
  idle: string[];
}

/** Retired metrics; in low-number mode also those that served none, unless then nothing would be left. */
export function foldedOf({ rows, few }: Audit): Folded {
  const retired = rows.filter((row) => row.retired).map(({ measure }) => measure);
  const shown = rows.filter((row) => !row.retired && row.served.length > 0);
  const idle =
    few && shown.length > 0
      ? rows.filter((row) => !row.retired && row.served.length === 0).map(({ measure }) => measure)
      : [];
  return { retired, idle };
}
