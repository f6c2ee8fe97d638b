import { expectsAnswerRule } from '../../facts/expects-answer.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';
import { about as aboutQuestion } from '../about.ts';
import type { OwnError } from './own-error.ts';
import { ruleError } from './rule-error.ts';

const question = { word: 'ignoring', version: `expects an answer, rule ${expectsAnswerRule}` };

/** What every Finding of this question says of itself. */
export const about = aboutQuestion.bind(undefined, question);

/**
 * How far the rule can be trusted, said beside every answer that rests on it: on this workspace's own messages
 * where enough of them were judged, else on other people's.
 */
export function ruleCaveat(own?: OwnError): string {
  const lead = 'Whether a message expects an answer is decided by a rule.';
  if (own)
    return `${lead} On a random sample of your own messages (${own.n} judged by hand) ${errorWords(own)}.`;
  return `${lead} On other people's data (${ruleError.n} messages judged by two readers) ${errorWords(ruleError)}. The page /check measures it on yours.`;
}

type Share = { value: number; low: number; high: number };

function errorWords(error: { precision: Share | Refusal; recall: Share | Refusal }): string {
  const { precision, recall } = error;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const range = ({ value, low, high }: Share) => `${percent(value)} (${percent(low)} to ${percent(high)})`;
  return [
    isRefusal(precision) ? 'it picked none' : `${range(precision)} of the messages it picked did expect one`,
    isRefusal(recall) ? 'none expected one' : `it found ${range(recall)} of those that did`,
  ].join(', and ');
}
