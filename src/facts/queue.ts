import type { MessageRef } from '../model/act.ts';
import type { Coding, DrawnSample, SampleItem, Skip } from '../model/coding.ts';
import type { Store } from '../model/store.ts';
import { readContent } from './coding.ts';

/** Everything that is known of the coding of a sample. */
export interface CodingState {
  sample: DrawnSample;
  items: SampleItem[];
  codings: Coding[];
  skips: Skip[];
}

/** A message as the key of a map. */
export const refKey = ({ source, nativeId }: MessageRef): string => `${source} ${nativeId}`;

/** Reads what was drawn and said in a sample. */
export async function codingState(store: Store, sample: DrawnSample): Promise<CodingState> {
  return { sample, ...(await readContent(store, sample.word)) };
}

/**
 * What is left for one coder, in the order of the sample: what that coder has neither coded nor passed over and what not
 * enough others have coded, two where a message is to be coded twice. It does not depend on what others said.
 */
export function leftFor({ items, codings, skips }: CodingState, who: string): SampleItem[] {
  const own = new Set([...codings, ...skips].filter((one) => one.who === who).map(({ ref }) => refKey(ref)));
  const others = new Map<string, number>();
  for (const { who: other, ref } of codings)
    if (other !== who) others.set(refKey(ref), (others.get(refKey(ref)) ?? 0) + 1);
  return items.filter(
    ({ ref, twice }) => !own.has(refKey(ref)) && (others.get(refKey(ref)) ?? 0) < (twice ? 2 : 1),
  );
}

/** What a coder has coded or passed over, the latest last; each message once. */
export function doneBy(
  { items, codings, skips }: CodingState,
  who: string,
): { item: SampleItem; at: string }[] {
  const at = new Map<string, string>();
  for (const one of [...codings, ...skips])
    if (one.who === who && one.at > (at.get(refKey(one.ref)) ?? '')) at.set(refKey(one.ref), one.at);
  return items
    .flatMap((item) => {
      const when = at.get(refKey(item.ref));
      return when === undefined ? [] : [{ item, at: when }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.item.place - b.item.place));
}

/** How far a sample is: messages coded by somebody, and those coded by two of those that shall be. */
export interface Pace {
  items: number;
  coded: number;
  twice: number;
  codedTwice: number;
  /** By each coder, the one with most first. */
  coders: { who: string; coded: number; skipped: number }[];
}

export function paceOf({ items, codings, skips }: CodingState): Pace {
  const by = new Map<string, Set<string>>();
  const mine = new Set(items.map(({ ref }) => refKey(ref)));
  for (const { who, ref } of codings)
    if (mine.has(refKey(ref))) by.set(refKey(ref), (by.get(refKey(ref)) ?? new Set()).add(who));
  const coded = (ref: MessageRef) => by.get(refKey(ref))?.size ?? 0;
  const names = [...new Set([...codings, ...skips].map(({ who }) => who))];
  return {
    items: items.length,
    coded: items.filter(({ ref }) => coded(ref) > 0).length,
    twice: items.filter(({ twice }) => twice).length,
    codedTwice: items.filter(({ ref }) => coded(ref) > 1).length,
    coders: names
      .map((who) => ({
        who,
        coded: codings.filter((one) => one.who === who).length,
        skipped: skips.filter(
          (one) =>
            one.who === who && !codings.some((c) => c.who === who && refKey(c.ref) === refKey(one.ref)),
        ).length,
      }))
      .sort((a, b) => b.coded - a.coded || (a.who < b.who ? -1 : 1)),
  };
}
