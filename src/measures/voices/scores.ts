import type { CodableMessages } from '../../facts/coded-message.ts';
import { machineLabels } from '../../facts/machine-label.ts';
import { codeAddress, type Facet } from '../../model/codebook.ts';
import type { Asking } from '../../model/measure.ts';
import type { Scores } from './told.ts';

/** The scores of the newest machine run for the codes of facets, a place a message; none where no machine read them. */
export async function scoresOf(
  { store }: Asking,
  facets: Facet[],
  span: { from: string; to: string },
  messages: CodableMessages,
): Promise<Scores> {
  const codes = facets.flatMap(({ word, codes }) => codes.map((code) => codeAddress(word, code.word)));
  const found = await machineLabels(store, codes, span);
  if (!found) return new Map();
  return new Map(
    [...found.scores].map(([code, byMessage]) => [
      code,
      Float64Array.from(messages.message, (id) => byMessage.get(id) ?? Number.NaN),
    ]),
  );
}
