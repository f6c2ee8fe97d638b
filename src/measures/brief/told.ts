import type { Filter } from '../../model/filter.ts';
import type { Answer, Finding, Headline, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure, Question } from '../../model/measure.ts';
import { longerFilter, type Stretch, stretchOf } from './stretch.ts';

/** Answers a measure under a filter, from what was answered before where there is such. */
export type Answering = (measure: Measure, filter: Filter) => Promise<Finding>;

/** A number that a brief may tell: a headline of an answer, with its estimate now and in the stretch before. */
export interface ToldNumber {
  question: Pick<Question, 'word' | 'title'>;
  measure: Measure;
  finding: Answer;
  headline: Headline;
  stretch: Stretch;
  /** True where it is of a longer stretch than the brief. */
  longer: boolean;
  now: NamedEstimate;
  before?: NamedEstimate;
}

/** A question of which nothing can be told, with the Finding that says why. */
export interface UntoldQuestion {
  question: Pick<Question, 'word' | 'title' | 'withoutMessages'>;
  measure: Measure;
  finding: Finding;
}

/**
 * Asks every measure that has headlines of the brief's own stretch, and of the longer one for the channels of which
 * its own tells nothing.
 */
export async function askAll(
  questions: Question[],
  asking: Asking,
  own: Stretch,
  channels: number,
  answer: Answering,
): Promise<{ numbers: ToldNumber[]; untold: UntoldQuestion[] }> {
  const filter = longerFilter(own);
  const longer = filter && (await stretchOf({ ...asking, filter }));
  const numbers: ToldNumber[] = [];
  const untold: UntoldQuestion[] = [];
  for (const question of questions) {
    const silent: UntoldQuestion[] = [];
    const count = numbers.length;
    for (const measure of question.measures.filter(({ headlines }) => headlines)) {
      let finding = await answer(measure, own.filter);
      const found = numbersOf(question, measure, finding, own, false);
      const told = new Set(found.map(({ headline }) => headline.channel));
      // what is held against a promise tells of all time as it is
      if (longer && told.size < channels && !found.some(({ headline }) => headline.figure)) {
        finding = await answer(measure, longer.filter);
        const more = numbersOf(question, measure, finding, longer, true);
        found.push(...more.filter(({ headline }) => !told.has(headline.channel)));
      }
      numbers.push(...found);
      // where nobody has begun yet, the page invites; a brief has nothing to say
      const invites = finding.kind === 'no-answer' && finding.invites;
      if (found.length === 0 && !invites) silent.push({ question, measure, finding });
    }
    const why = silent.find(({ finding }) => finding.kind === 'no-answer') ?? silent[0];
    if (numbers.length === count && why) untold.push(why);
  }
  return { numbers, untold };
}

function numbersOf(
  question: Question,
  measure: Measure,
  finding: Finding,
  stretch: Stretch,
  longer: boolean,
): ToldNumber[] {
  if (finding.kind !== 'answer') return [];
  return (finding.headlines ?? []).flatMap((headline) => {
    const now = estimateOf(finding, headline, true);
    if (!now) return [];
    const before = estimateOf(finding, headline, false);
    return [{ question, measure, finding, headline, stretch, longer, now, ...(before ? { before } : {}) }];
  });
}

/** The estimate that a headline rests on, now or in the period compared with; undefined where it cannot be told. */
export function estimateOf(
  finding: Finding,
  { name, channel }: Pick<Headline, 'name' | 'channel'>,
  now: boolean,
): NamedEstimate | undefined {
  if (finding.kind !== 'answer') return undefined;
  return tellable(finding.estimates).get(keyOf(name, channel, now));
}

const known = new WeakMap<NamedEstimate[], Map<string, NamedEstimate>>();

/** The estimates that can be told by name, channel and period, the first of each; looked through once, since a brief asks hundreds of times. */
function tellable(estimates: NamedEstimate[]): Map<string, NamedEstimate> {
  const before = known.get(estimates);
  if (before) return before;
  const found = new Map<string, NamedEstimate>();
  for (const one of estimates) {
    const key = keyOf(one.name, one.channel, one.period === 'now');
    if (one.cannotTell === undefined && Number.isFinite(one.value) && !found.has(key)) found.set(key, one);
  }
  known.set(estimates, found);
  return found;
}

function keyOf(name: string, channel: string | undefined, now: boolean): string {
  return JSON.stringify([name, channel ?? null, now]);
}
