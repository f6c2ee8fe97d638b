import type { CodableMessages } from '../../facts/coded-message.ts';
import { type MachineScores, machineScores } from '../../facts/machine-label.ts';
import { codeAddress, type Facet } from '../../model/codebook.ts';
import type { Asking } from '../../model/measure.ts';

/** The scores of the newest machine run for the codes of facets, a place a message; none where no machine read them. */
export function scoresOf(
  { store }: Asking,
  facets: Facet[],
  span: { from: string; to: string },
  { message }: CodableMessages,
): Promise<MachineScores> {
  const codes = facets.flatMap(({ word, codes }) => codes.map((code) => codeAddress(word, code.word)));
  return machineScores(store, codes, message, span);
}
