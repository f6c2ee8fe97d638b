import type { Span } from '../model/filter.ts';
import type { Definition } from '../model/finding.ts';
import type { Asking, Measure } from '../model/measure.ts';
import { about, sourceNotes } from './about.ts';
import { type ChannelFact, channelsOf } from './channels.ts';
import { periodOf } from './period.ts';

/** What every answer of a question begins with. */
export interface Beginning {
  channels: ChannelFact[];
  span: Span;
  before: Span | undefined;
  base: ReturnType<typeof about>;
}

/** Begins the answers of a question: the channels and periods asked for, and what each answer says of itself. */
export function beginningOf(question: { word: string; version: string }) {
  return async (
    asking: Asking,
    { word, title }: Pick<Measure, 'word' | 'title'>,
    definition: Pick<Definition, 'text' | 'decision'>,
  ): Promise<Beginning> => {
    const channels = await channelsOf(asking.store, asking.filter);
    const { span, before } = await periodOf(asking);
    const sources = await sourceNotes(asking.store, channels);
    return { channels, span, before, base: about(question, asking, word, title, definition, span, sources) };
  };
}
