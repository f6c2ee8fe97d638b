import { readContent, readSamples } from '../../facts/coding.ts';
import { type CodingState, refKey } from '../../facts/queue.ts';
import type { Coding, DrawnSample } from '../../model/coding.ts';
import type { Store } from '../../model/store.ts';
import type { SamplePageProps } from '../../pages/coding/props.ts';

const week = 7 * 86_400_000;

/**
 * The first and the second time that the same coder coded a message, as if two had: for how steady they are. Of a sample
 * that is coded a second time.
 */
export async function sameCodings(store: Store, again: DrawnSample, second: Coding[]): Promise<Coding[]> {
  const { codings: first } = await readContent(store, again.again ?? '');
  return second.flatMap((one) => {
    const before = first.find(({ who, ref }) => who === one.who && refKey(ref) === refKey(one.ref));
    return before
      ? [
          { ...before, who: `${one.who}, first` },
          { ...one, who: `${one.who}, again` },
        ]
      : [];
  });
}

/** Whether one coder alone can code some of the sample a second time, or has. */
export async function againOf(
  store: Store,
  { sample, codings }: CodingState,
  now: Date,
  enough: number,
): Promise<SamplePageProps['again']> {
  if (sample.again !== undefined) return undefined;
  const there = (await readSamples(store)).find((one) => one.again === sample.word);
  if (there) return { href: `/code/${encodeURIComponent(there.word)}` };
  const coders = [...new Set(codings.map(({ who }) => who))];
  const [who] = coders;
  if (coders.length !== 1 || who === undefined) return undefined;
  const old = codings.filter(({ at }) => Date.parse(at) <= now.getTime() - week).length;
  if (old >= enough) return { can: who };
  return {
    why: `With one coder, agreement with oneself is accepted, and named as the weaker thing that it is: ${enough} messages coded a week ago or earlier are coded again, blind. There are ${old} so far.`,
  };
}
