import type { Compared } from './change.ts';
import type { UntoldQuestion } from './told.ts';

/** At most so many changed numbers, at least so many sentences where they can be told, never more than so many. */
export const most = { changed: 3, least: 3, sentences: 5, goals: 2 };

export type Chosen =
  | { because: 'changed' | 'standing'; number: Compared }
  | { because: 'cannot-tell'; untold: UntoldQuestion };

/**
 * Which sentences a brief has: the changed numbers, the strongest first, the strongest channel of each measure,
 * at most three; then the first number of each question that has no sentence yet, of goals the first two; then, while there are fewer than
 * three, further numbers question by question, those of measures not in yet before other channels; at last, while there are still fewer,
 * the questions of which nothing can be told. A number that stands for its question and did change
 * is called changed. All or none of something neutral comes after the others. `numbers` stand in the order of questions, measures and headlines.
 */
export function choose(numbers: Compared[], untold: UntoldQuestion[]): Chosen[] {
  const chosen: Compared[] = [];
  const hasMeasure = ({ measure }: Compared) => chosen.some((one) => one.measure === measure);
  const hasQuestion = ({ question }: Compared) => chosen.some((one) => one.question.word === question.word);

  const changed = numbers
    .filter(({ comparison }) => comparison?.changed)
    .sort((a, b) => (a.comparison?.p ?? 1) - (b.comparison?.p ?? 1));
  for (const number of changed) if (chosen.length < most.changed && !hasMeasure(number)) chosen.push(number);

  const words = [...new Set(numbers.map(({ question }) => question.word))];
  const left = [...numbers.filter((one) => !isIdle(one)), ...numbers.filter(isIdle)];
  const nextOf = (word: string, not: (one: Compared) => boolean) =>
    left.find((one) => one.question.word === word && !chosen.includes(one) && !not(one) && !isFull(one));
  const goals = () => chosen.filter(isGoal);
  const isFull = (one: Compared) => isGoal(one) && goals().length >= most.goals;
  for (const word of words) {
    const next = nextOf(word, hasQuestion);
    if (next && chosen.length < most.sentences) chosen.push(next);
  }
  const [first] = goals();
  const second = left.find((one) => isGoal(one) && !chosen.includes(one));
  if (first && second && !isFull(second) && chosen.length < most.sentences)
    chosen.splice(chosen.indexOf(first) + 1, 0, second);
  for (const not of [hasMeasure, () => false])
    for (let found = true; found && chosen.length < most.least; ) {
      found = false;
      for (const word of words) {
        const next = nextOf(word, not);
        if (!next || chosen.length >= most.least) continue;
        chosen.push(next);
        found = true;
      }
    }

  const told = chosen.map(
    (number): Chosen => ({ because: number.comparison?.changed ? 'changed' : 'standing', number }),
  );
  const missing = Math.max(0, most.least - told.length);
  return [
    ...told,
    ...untold.slice(0, missing).map((one): Chosen => ({ because: 'cannot-tell', untold: one })),
  ];
}

/** A number that is held against a promise. */
function isGoal({ headline: { figure } }: Compared): boolean {
  return figure !== undefined;
}

/** All or none of something of which neither more nor less is better: it tells little, and comes after the others. */
function isIdle({ headline: { better }, now: { unit, value } }: Compared): boolean {
  return better === undefined && unit === 'share' && [0, 100].includes(Math.round(value * 100));
}
