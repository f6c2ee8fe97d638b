import type { MessageRef } from '../model/act.ts';
import type { Store } from '../model/store.ts';

/** A message as somebody sees it who codes: nobody is named. */
export interface AroundTurn {
  /** `us`, `writer` for who wrote the message itself, `another`, or `missing` where it is not in the data. */
  from: 'us' | 'writer' | 'another' | 'missing';
  /** Which of the others, from 1 on, in the order in which they come up. */
  person?: number;
  text: string;
  /** ISO UTC. */
  at: string;
}

/** A message with what stands around it in its thread. */
export interface Around {
  message: AroundTurn & { channel?: string };
  /** What it answers, and what that answers in turn, the first first. */
  above: AroundTurn[];
  /** What answers it, by time, at most some. */
  below: AroundTurn[];
  /** Messages of the thread that are neither. */
  elsewhere: number;
}

interface Place {
  id: number;
  parent: number | null;
  account: number | null;
  own: boolean;
  placeholder: boolean;
  at: string;
  asked: boolean;
}

const longestAbove = 40;
const mostBelow = 5;

/**
 * A message in its thread, for coding it; undefined where it is not in the data. Reads the texts of few messages only,
 * however long the thread is.
 */
export async function readAround(
  store: Store,
  { source, nativeId }: MessageRef,
): Promise<Around | undefined> {
  const [asked] = await store.query<{ id: number; conversation: number; channel: string | null }>(
    `SELECT t.message_id AS id, t.conversation_id AS conversation, c.name AS channel
    FROM message m JOIN turn t ON t.message_id = m.message_id LEFT JOIN channel c ON c.channel_id = t.channel_id
    WHERE m.source = $source AND m.native_id = $nativeId AND NOT m.placeholder`,
    { source, nativeId },
  );
  if (!asked) return undefined;
  const places = await store.query<Place>(
    `SELECT message_id AS id, parent_id AS parent, account_id AS account, own, placeholder, message_id = $id AS asked,
      coalesce(strftime(written_at, '%Y-%m-%dT%H:%M:%SZ'), '') AS "at"
    FROM turn WHERE conversation_id = $conversation ORDER BY written_at, message_id`,
    { id: asked.id, conversation: asked.conversation },
  );
  const byId = new Map(places.map((place) => [place.id, place]));
  const message = byId.get(asked.id) as Place;
  const chain = chainOf(message, byId);
  const above = chain.length > longestAbove ? [chain[0] as Place, ...chain.slice(1 - longestAbove)] : chain;
  const answers = places.filter(({ parent }) => parent === asked.id);
  const below = answers.slice(0, mostBelow);
  const shown = [...above, message, ...below];
  const texts = await textsOf(store, shown);
  const persons = new Map<number | null, number>();
  const turn = (place: Place): AroundTurn => {
    const told = { text: texts.get(place.id) ?? '', at: place.at };
    if (place.placeholder) return { from: 'missing', ...told };
    if (place.own) return { from: 'us', ...told };
    if (place.account === message.account) return { from: 'writer', ...told };
    if (!persons.has(place.account)) persons.set(place.account, persons.size + 1);
    return { from: 'another', person: persons.get(place.account) as number, ...told };
  };
  return {
    above: above.map(turn),
    message: { ...turn(message), ...(asked.channel !== null && { channel: asked.channel }) },
    below: below.map(turn),
    elsewhere:
      places.filter(({ placeholder }) => !placeholder).length -
      shown.filter((one) => !one.placeholder).length,
  };
}

function chainOf(message: Place, byId: Map<number, Place>): Place[] {
  const chain: Place[] = [];
  const seen = new Set([message.id]);
  for (let at = message.parent; at !== null && !seen.has(at); ) {
    const place = byId.get(at);
    if (!place) break;
    seen.add(at);
    chain.unshift(place);
    at = place.parent;
  }
  return chain;
}

async function textsOf(store: Store, places: Place[]): Promise<Map<number, string>> {
  const rows = await store.query<{ id: number; text: string }>(
    `SELECT message_id AS id, coalesce(text, '') AS text FROM message
    WHERE message_id IN (SELECT unnest(from_json($ids, '["INTEGER"]')))`,
    { ids: JSON.stringify(places.map(({ id }) => id)) },
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}
