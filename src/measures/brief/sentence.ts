import type { NoAnswer } from '../../model/finding.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Compared } from './change.ts';
import { lengthOf, stretchWords } from './stretch.ts';
import type { UntoldQuestion } from './told.ts';

/** A number as a brief tells it: its clause, of which days where they are not the brief's own, and what it was before. */
export function sentenceOf(number: Compared): Sentence {
  const { headline, stretch, longer, comparison, now, before } = number;
  const clause = longer ? [...leadOf(number), ...lowered(headline.sentence)] : headline.sentence;
  if (!comparison) return [...clause, '.'];
  const { one, many } = wordsOf(number);
  const { usual } = comparison;
  if (!comparison.changed) return [...clause, `, no clear change from ${usual ? many(usual.count) : one}.`];
  const then = usual?.mean ?? before?.value ?? Number.NaN;
  return [
    ...clause,
    now.value > then ? ', up from ' : ', down from ',
    { value: then, as: asOf[now.unit] },
    usual
      ? ` on average in ${many(usual.count)}.`
      : stretch.filter.compare === 'year'
        ? ' a year before.'
        : ` in ${one}.`,
  ];
}

function wordsOf({ stretch }: Compared): { one: string; many(count: number): string } {
  const words = stretchWords(stretch);
  return stretch.filter.compare === 'year' ? { ...words, one: 'a year before' } : words;
}

const asOf = { share: 'of100', seconds: 'duration', count: 'count' } as const;

/** "In the last 28 days, ", or up to which day where the data go on. */
function leadOf({ stretch: { days, filter, span } }: Compared): Sentence {
  const words = `${lengthOf(days)} days`;
  if (filter.to === undefined) return [`In the last ${words}, `];
  const last = new Date(Date.parse(span.to) - 1000).toISOString();
  return [`In the ${words} up to `, { at: last, as: 'day' }, ', '];
}

function lowered([first, ...rest]: Sentence): Sentence {
  return typeof first === 'string'
    ? [`${first.charAt(0).toLowerCase()}${first.slice(1)}`, ...rest]
    : [first, ...rest];
}

/** That nothing can be told of a question, with the reason. */
export function cannotTell({ measure, finding }: UntoldQuestion): Sentence {
  const reason: NoAnswer['reason'] =
    finding.kind === 'no-answer' ? finding.reason : ['There are too few messages in these days.'];
  return [`${measure.title} cannot be told. `, ...reason];
}
