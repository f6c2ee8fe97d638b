import { type Audit, auditOf, type Folded, foldedOf } from '../measures/decisions/audit.ts';
import { journalOf } from '../measures/decisions/journal.ts';
import { questions } from '../measures/index.ts';
import type { Act } from '../model/act.ts';
import type { Entry } from '../model/journal.ts';
import type { Question } from '../model/measure.ts';
import { listActs } from '../store/acts.ts';
import type { Serving } from './serving.ts';

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
