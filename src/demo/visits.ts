import { stream } from '../stats/random.ts';
import { answerTo } from './answers.ts';
import { type Arrival, hourIn } from './arrivals.ts';
import { weighted } from './draws.ts';
import { personOf } from './people.ts';
import type { Process } from './process.ts';
import { returnAfter } from './returns.ts';
import { beginning, type Person, type Said } from './said.ts';
import type { World } from './world.ts';

/** A visit: what somebody writes of their own accord, and our answer to it. */
export interface Visit {
  said: Said;
  answer?: Said;
}

/**
 * All visits of one person: the first, and each next one by `returns`, which waits for what `answers` made of the
 * last. A visit that helps somebody has no place yet; `among-themselves` finds one.
 */
export function visitsOf(
  world: World,
  arrival: Arrival,
  posts: readonly Said[],
  leftOut: ReadonlySet<Process>,
): Visit[] {
  const { seed, days, parameters } = world;
  const channel = world.channel(arrival.person.split('/')[0] as Said['platform']);
  const person = personOf(seed, arrival.person, channel, parameters);
  const last = days.starts[days.starts.length - 1];
  const visits: Visit[] = [];
  let { at, kind } = arrival;
  for (let n = 0; at < last; n++) {
    const key = `${person.key}/${n}`;
    const said =
      n === 0 && arrival.post
        ? below(arrival.post, key, person, at, kind)
        : placed(world, key, person, at, kind, posts);
    const answer = leftOut.has('answers') ? undefined : answerTo(world, said);
    visits.push({ said, ...(answer ? { answer } : {}) });
    if (kind === 'pitch' || leftOut.has('returns')) break;
    const back = returnAfter(world, person, said, answer?.at);
    if (back === undefined) break;
    const next = stream(seed, 'visits', `${person.key}/${n + 1}`);
    kind = weighted(next, channel.later);
    at = Math.max(said.at + 3_600_000, days.starts[days.dayOf(back)] + hourIn(next, channel));
  }
  return visits;
}

/** How long a post is in sight: people write below any of those that are, else by themselves. */
const inSight = 7 * 86_400_000;

/** Below one of our recent posts, or by itself, as the channel has it. */
function placed(
  { seed, channel }: World,
  key: string,
  person: Person,
  at: number,
  kind: Said['kind'],
  posts: readonly Said[],
): Said {
  const random = stream(seed, 'places', key);
  const stands =
    random.uniform() < (kind === 'praise' || kind === 'talk' ? 0.9 : 1) * channel(person.platform).below;
  const which = random.uniform();
  if (stands && kind !== 'pitch') {
    const [from, to] = [earlier(posts, at - inSight) + 1, earlier(posts, at)];
    if (from <= to) return below(posts[from + Math.floor(which * (to - from + 1))], key, person, at, kind);
  }
  return beginning({ key, platform: person.platform, person, at, kind });
}

function below(post: Said, key: string, person: Person, at: number, kind: Said['kind']): Said {
  const said = { key, platform: person.platform, person, at, kind, parent: post, root: post } as Said;
  said.matter = kind === 'praise' || kind === 'talk' ? post : said;
  return said;
}

/** The index of the last one written before a moment, -1 where there is none. */
export function earlier(all: readonly { at: number }[], at: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle].at < at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
