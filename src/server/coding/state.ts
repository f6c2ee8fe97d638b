import { type AroundTurn, readAround } from '../../facts/around.ts';
import { type CodingState, doneBy, leftFor, paceOf, refKey } from '../../facts/queue.ts';
import type { MessageRef } from '../../model/act.ts';
import type { SampleItem } from '../../model/coding.ts';
import type { Store } from '../../model/store.ts';
import type { CodePageProps, SamplePace } from '../../pages/coding/props.ts';

/** How far a sample is, with what is left for each coder. */
export function shownPace(state: CodingState): SamplePace {
  const pace = paceOf(state);
  return {
    ...pace,
    coders: pace.coders.map((one) => ({ ...one, left: leftFor(state, one.who).length })),
  };
}

/** A message as the coding page shows it; undefined where it is no longer in the data. */
export async function shownMessage(
  store: Store,
  ref: MessageRef,
  place: number,
): Promise<NonNullable<CodePageProps['message']> | undefined> {
  const around = await readAround(store, ref);
  if (!around) return undefined;
  const { above, below, elsewhere, message } = around;
  return { ref, place, turn: message satisfies AroundTurn, above, below, elsewhere };
}

const mostMissing = 200;

/** The first of the items that is still in the data, as the page shows it. */
export async function firstPresent(
  store: Store,
  items: SampleItem[],
): Promise<NonNullable<CodePageProps['message']> | undefined> {
  for (const { ref, place } of items.slice(0, mostMissing)) {
    const found = await shownMessage(store, ref, place);
    if (found) return found;
  }
  return undefined;
}

/** The message that a coder did before the one at `place`, or last of all. */
export function before(state: CodingState, who: string, place?: number): SampleItem | undefined {
  const done = doneBy(state, who).map(({ item }) => item);
  const at = place === undefined ? -1 : done.findIndex((item) => item.place === place);
  return at < 0 ? done.at(-1) : done[at - 1];
}

/** What a coder said of a message, if anything. */
export function codingOf({ codings }: CodingState, who: string, ref: MessageRef) {
  return codings.find((one) => one.who === who && refKey(one.ref) === refKey(ref));
}
