import type { Span } from '../../model/filter.ts';
import type { Definition } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import { about, sourceNotes } from '../about.ts';
import { type ChannelFact, channelsOf } from '../channels.ts';
import { periodOf } from '../period.ts';

/** The question and the version of its definitions. */
export const question = { word: 'voices', version: 'codes and shares, definitions 1' };

/** What every answer of this question begins with: the channels and periods asked for, and what it says of itself. */
export async function beginning(
  asking: Asking,
  { word, title }: Pick<Measure, 'word' | 'title'>,
  definition: Pick<Definition, 'text' | 'decision'>,
): Promise<{
  channels: ChannelFact[];
  span: Span;
  before: Span | undefined;
  base: ReturnType<typeof about>;
}> {
  const channels = await channelsOf(asking.store, asking.filter);
  const { span, before } = await periodOf(asking);
  const sources = await sourceNotes(asking.store, channels);
  return { channels, span, before, base: about(question, asking, word, title, definition, span, sources) };
}

/** Ways into a measure: its rows on a page and as .csv, its numbers. */
export function openingsOf(measure: string, query: string, rows: string): { label: string; href: string }[] {
  const and = query ? `&${query}` : '';
  return [
    { label: rows, href: `/messages?measure=${measure}${and}` },
    { label: `${rows} (.csv)`, href: `/voices/${measure}.csv?rows${and}` },
  ];
}
