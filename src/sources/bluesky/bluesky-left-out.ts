import { knownWord } from '../known-word.ts';

const names: Record<string, [one: string, more: string]> = {
  'app.bsky.feed.like': ['like', 'likes'],
  'app.bsky.graph.follow': ['follow', 'follows'],
  'app.bsky.graph.block': ['block', 'blocks'],
  'app.bsky.actor.profile': ['profile', 'profiles'],
};

/** A sentence of how many records of which collection are not kept: `12 likes, 1 profile and 2 other records ...`. */
export function leftOutWords(counts: ReadonlyMap<string, number>): string {
  const named = Object.entries(names).flatMap(([collection, [one, more]]) => {
    const times = counts.get(collection) ?? 0;
    return times === 0 ? [] : [`${times.toLocaleString('en')} ${times === 1 ? one : more}`];
  });
  let other = 0;
  for (const [collection, times] of counts) if (knownWord(names, collection) === undefined) other += times;
  if (other > 0) named.push(`${other.toLocaleString('en')} other ${other === 1 ? 'record' : 'records'}`);
  const last = named.pop() ?? '';
  const list = named.length > 0 ? `${named.join(', ')} and ${last}` : last;
  return `${list} left out on purpose.`;
}
