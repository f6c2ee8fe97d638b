import type { CodableMessages } from '../../facts/coded-message.ts';
import type { Facet } from '../../model/codebook.ts';
import type { Asking } from '../../model/measure.ts';
import type { Scores } from './told.ts';

/** The scores of the latest machine run for the codes of facets; none where no machine labelled the messages. */
export function scoresFor(_asking: Asking, _facets: Facet[]): (messages: CodableMessages) => Promise<Scores> {
  return async () => new Map();
}
