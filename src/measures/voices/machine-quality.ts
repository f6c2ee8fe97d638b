import { machineScores } from '../../facts/machine-label.ts';
import { type Code, codeAddress, type Facet } from '../../model/codebook.ts';
import type { Asking } from '../../model/measure.ts';
import { type CoderQuality, coderQuality } from '../../stats/quality/coder-quality.ts';
import { type Refusal, refuse } from '../../stats/refusal.ts';
import { channelsOf } from '../channels.ts';
import { type CodedSet, codedSet, humanCodes, outdatedIn } from './coded-set.ts';
import { messagesOf, readCodings } from './reading.ts';
import { itemsOf } from './share.ts';

/** How well a machine finds one code. */
export interface CodeQuality {
  facet: Facet;
  code: Code;
  /** `facet/code`. */
  address: string;
  quality: CoderQuality | Refusal;
}

const everAfter = { from: '1000-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' };

/**
 * How well one run finds each of these codes, against what people said of messages drawn at random: of all messages that
 * the samples speak of and the run labelled. Each was labelled by a model that knew no code of it.
 */
export async function machineQuality(
  asking: Asking,
  facets: readonly Facet[],
  codes: readonly string[],
  run: number,
): Promise<CodeQuality[]> {
  const { store } = asking;
  const channels = await channelsOf(store, { ...asking.filter, channels: [] });
  const ids = new Map(channels.map(({ word, channelId }) => [word.toLowerCase(), channelId] as const));
  const found: CodeQuality[] = [];
  for (const side of ['others', 'own'] as const) {
    const asked = facets.filter((facet) => facet.of === side);
    if (asked.length === 0) continue;
    const reading = await readCodings(asking, side);
    const messages = await messagesOf(asking, side, everAfter, channels);
    const own = asked.flatMap(({ word, codes: all }) => all.map((code) => codeAddress(word, code.word)));
    const labels = await machineScores(
      store,
      own.filter((address) => codes.includes(address)),
      messages.message,
      { ...everAfter, only: run },
    );
    for (const facet of asked) {
      const set = codedSet(reading, facet, messages, ids);
      const outdated = outdatedIn(reading, facet);
      for (const code of facet.codes) {
        const address = codeAddress(facet.word, code.word);
        if (!codes.includes(address)) continue;
        const human = humanCodes(set, address, outdated);
        const scores = labels.get(address) ?? new Float64Array(human.length).fill(Number.NaN);
        const places = placesRead(set, human, scores);
        const quality =
          places.length === 0
            ? refuse('no-observations', 'nothing that people coded at random has a label')
            : coderQuality(itemsOf(set, human, places, scores));
        found.push({ facet, code, address, quality });
      }
    }
  }
  return found;
}

/** Messages that the run labelled, of the regions in which people judged the code. */
function placesRead({ region, clustered }: CodedSet, human: Float64Array, scores: Float64Array): Int32Array {
  const read = new Uint8Array(clustered.length);
  for (let i = 0; i < human.length; i++) if (!Number.isNaN(human[i]) && region[i] >= 0) read[region[i]] = 1;
  const places = new Int32Array(scores.length);
  let found = 0;
  for (let i = 0; i < scores.length; i++)
    if (!Number.isNaN(scores[i]) && region[i] >= 0 && read[region[i]] === 1) places[found++] = i;
  return places.slice(0, found);
}
