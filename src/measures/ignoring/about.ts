import { expectsAnswerRule } from '../../facts/expects-answer.ts';
import type { Span } from '../../model/filter.ts';
import type { Definition, Finding, SourceNote } from '../../model/finding.ts';
import type { Asking } from '../../model/measure.ts';
import type { Store } from '../../model/store.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';
import type { ChannelFact } from './asked.ts';
import type { OwnError } from './own-error.ts';
import { ruleError } from './rule-error.ts';

/** What every Finding of this question says of itself. */
export function about(
  asking: Asking,
  measure: string,
  title: string,
  definition: Pick<Definition, 'text' | 'decision'>,
  span: Span | undefined,
  sources: SourceNote[],
): Pick<Finding, 'measure' | 'question' | 'title' | 'filter' | 'period' | 'definition' | 'sources' | 'made'> {
  return {
    measure,
    question: 'ignoring',
    title,
    filter: asking.filter,
    period: span,
    definition: {
      ...definition,
      version: `expects an answer, rule ${expectsAnswerRule}`,
      docs: 'questions/ignoring',
    },
    sources,
    made: {
      dataVersion: asking.dataVersion,
      planVersion: asking.plan.version,
      seed: asking.seed,
      program: asking.program,
    },
  };
}

/** Files and freshness of the channels behind an answer. */
export async function sourceNotes(store: Store, channels: ChannelFact[]): Promise<SourceNote[]> {
  if (channels.length === 0) return [];
  const rows = await store.query<{ channelId: number; shown: string; at: string }>(
    `SELECT t.channel_id AS "channelId", f.shown, strftime(i.made_at, '%Y-%m-%dT%H:%M:%SZ') AS "at"
    FROM (SELECT DISTINCT channel_id, file_id FROM turn JOIN message USING (message_id) WHERE NOT turn.placeholder) t
    JOIN import_file f ON f.file_id = t.file_id JOIN import i ON i.import_id = f.import_id
    ORDER BY i.import_id, f.file_id`,
  );
  return channels.map((channel) => {
    const files = rows.filter(({ channelId }) => channelId === channel.channelId);
    return {
      channel: channel.word,
      files: [...new Set(files.map(({ shown }) => shown))],
      importedAt: files.at(-1)?.at ?? '',
      observedUntil: channel.observedUntil,
      sides: channel.sides,
    };
  });
}

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
