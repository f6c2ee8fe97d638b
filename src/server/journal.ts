import { type Audit, auditOf, type Folded, foldedOf } from '../measures/decisions/audit.ts';
import { journalOf } from '../measures/decisions/journal.ts';
import { dayIn } from '../measures/decisions/look-back.ts';
import { lookingOf } from '../measures/decisions/looking.ts';
import { questions } from '../measures/index.ts';
import { daysOf } from '../measures/why/course.ts';
import type { Act } from '../model/act.ts';
import { defaultFilter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { Entry } from '../model/journal.ts';
import type { Measure, Question } from '../model/measure.ts';
import { listActs } from '../store/acts.ts';
import { lookDays } from '../store/looks.ts';
import { askingFor, type Serving } from './serving.ts';

/** The learning journal on the state of now, with the acts that it is read from. */
export async function journalNow(serving: Serving): Promise<{ acts: Act[]; entries: Entry[] }> {
  const acts = await listActs(serving.db.store);
  return { acts, entries: journalOf(acts) };
}

export async function auditNow(serving: Serving): Promise<Audit> {
  const { acts, entries } = await journalNow(serving);
  const { plan } = await serving.plan();
  return auditOf(acts, entries, questions, serving.world.now(), plan.zone);
}

/** What followed when answers were looked at less; reckoned anew with new data, and when a week is over. */
export async function lookingNow(serving: Serving): Promise<Finding> {
  const asking = await askingFor(serving, defaultFilter);
  const looks = await lookDays(serving.db.store);
  const today = daysOf(dayIn(serving.world.now(), asking.plan.zone));
  // days since 1970, which began on a Thursday
  const week = Math.floor((today + 3) / 7);
  const measure: Measure = {
    word: `looking ${week} ${looks[0]?.day}`,
    title: '',
    readsOfPlan: [],
    answer: (asked) => lookingOf(asked, looks),
    rows: async () => ({ sql: 'SELECT * FROM look ORDER BY ALL', params: {} }),
  };
  return serving.findings.answer(measure, asking);
}

/** Which metrics are folded away on the state of now. */
export async function foldedNow(serving: Serving): Promise<Folded> {
  return foldedOf(await auditNow(serving));
}

/** The questions without the measures that are folded away. */
export function unfolded(all: Question[], { retired, idle }: Folded): Question[] {
  const away = new Set([...retired, ...idle]);
  return all.map((question) => ({
    ...question,
    measures: question.measures.filter(({ word }) => !away.has(word)),
  }));
}

/** How many numbers are folded away, and why, in a sentence; empty where none is. */
export function foldedWords({ retired, idle }: Folded): string {
  const many = (n: number) => `${n} ${n === 1 ? 'metric' : 'metrics'}`;
  const parts = [
    idle.length > 0 ? `${many(idle.length)} that served no decision in the last two quarters` : '',
    retired.length > 0 ? `${many(retired.length)} that ${retired.length === 1 ? 'is' : 'are'} retired` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `Folded away: ${parts.join(', and ')}.` : '';
}
