import type { Finding } from '../../model/finding.ts';
import type { Seen } from '../../model/journal.ts';

/** What of an answer is kept with a decision: no names, no voices, no rows, so that it may be kept for good. */
export function seenOf(finding: Finding): Seen {
  const { kind, question, measure, title, filter, period, definition, sources, made } = finding;
  const answer = finding.kind === 'answer' ? finding : undefined;
  return {
    kind,
    question,
    measure,
    title,
    sentence: finding.kind === 'answer' ? finding.sentence : finding.reason,
    ...(answer ? { n: answer.n } : {}),
    ...(answer?.counts ? { counts: answer.counts } : {}),
    estimates: answer?.estimates ?? [],
    filter,
    ...(period ? { period } : {}),
    definition,
    ends: sources.map(({ channel, observedUntil }) => ({ channel, observedUntil })),
    made,
  };
}

/** What a reader sees of an answer, as text: equal as long as the answer is the same. */
export function seenText({ sentence, estimates, filter, period, definition }: Seen): string {
  return JSON.stringify([sentence, estimates, filter, period, definition]);
}
