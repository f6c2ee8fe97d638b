import { amongThemselves } from './among-themselves.ts';
import { movedBy, needsOf } from './arrivals.ts';
import type { Event } from './calendar.ts';
import { exchangeAfter } from './exchanges.ts';
import type { Parameters } from './parameters.ts';
import { postsOf } from './posts.ts';
import type { Process } from './process.ts';
import type { Said } from './said.ts';
import { tarnwell } from './tarnwell.ts';
import { visitsOf } from './visits.ts';
import { worldOf } from './world.ts';

/** A simulated company: all that was said, by time, and the calendar beside it. */
export interface Company {
  seed: number;
  parameters: Parameters;
  calendar: Event[];
  /** Goes on beyond the end of the data, so that what is cut off there has a true fate too. */
  said: Said[];
}

/**
 * Simulates a company. The same seed and parameters give the same company for ever. Each process draws from streams of
 * its own, one for each thing it decides on, so that a process left out or added changes only what follows from it.
 */
export function simulateCompany({
  seed,
  parameters = tarnwell,
  leaveOut = [],
}: {
  seed: number;
  parameters?: Parameters;
  leaveOut?: readonly Process[];
}): Company {
  const world = worldOf(seed, parameters);
  const left = new Set(leaveOut);
  const said = parameters.channels.flatMap((channel) => {
    const posts = postsOf(world, channel);
    const arrivals = [...needsOf(world, channel), ...posts.flatMap((post) => movedBy(world, channel, post))];
    const visits = arrivals.flatMap((arrival) => visitsOf(world, arrival, posts, left));
    const among = left.has('among-themselves') ? [] : amongThemselves(world, visits);
    const answers = visits.flatMap(({ answer }) => answer ?? []);
    const more = left.has('exchanges') ? [] : answers.flatMap((answer) => exchangeAfter(world, answer));
    return [...posts, ...visits.map((visit) => visit.said), ...among, ...answers, ...more];
  });
  said.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  return { seed, parameters, calendar: world.calendar, said };
}

/** What the exports hold of a platform's messages: those up to the export's own end. */
export function seenOn({ parameters, said }: Company, platform: Said['platform']): Said[] {
  const channel = parameters.channels.find((one) => one.platform === platform);
  const until = Date.parse(channel?.observedUntil ?? '');
  return said.filter((one) => one.platform === platform && one.at <= until);
}
