import { stream } from '../stats/random.ts';
import { exponential } from './draws.ts';
import type { Parameters } from './parameters.ts';
import type { Person } from './said.ts';
import type { World } from './world.ts';

const day = 86_400_000;

/**
 * When somebody comes back after a visit, if ever. The hazard, u days after the visit, is pull / fade * exp(-u / fade),
 * and `answer` times that from our answer on: an answer is what brings people back, by a known factor.
 */
export function returnAfter(
  { seed, parameters }: World,
  person: Person,
  visit: { key: string; at: number },
  answeredAt: number | undefined,
): number | undefined {
  const left = exponential(stream(seed, 'returns', visit.key), 1);
  const pull = pullOf(parameters, person);
  const answered = answeredAt === undefined ? Number.POSITIVE_INFINITY : (answeredAt - visit.at) / day;
  const u = inverse(parameters, pull, answered, left);
  return u === undefined ? undefined : visit.at + Math.max(1, u * 86_400) * 1000;
}

/** The days after which the cumulated hazard has reached `left`; undefined where it never does. */
function inverse(
  { back: { fade, answer } }: Pick<Parameters, 'back'>,
  pull: number,
  answered: number,
  left: number,
): number | undefined {
  const before = pull * (1 - Math.exp(-answered / fade));
  if (left < before) return -fade * Math.log(1 - left / pull);
  const rest = (left - before) / (answer * pull);
  const stays = Math.exp(-answered / fade) - rest;
  return stays > 0 ? -fade * Math.log(stays) : undefined;
}

function pullOf({ back }: Parameters, { habit }: Person): number {
  return back.people.find((one) => one.habit === habit)?.pull ?? 0;
}

/**
 * The true probability that a new person comes back within so many days, where their message was answered so many
 * days after it was written (never: infinity), over the habits that people have.
 */
export function backWithin({ back }: Pick<Parameters, 'back'>, days: number, answered: number): number {
  const { fade, answer, people } = back;
  const silent = 1 - Math.exp(-Math.min(days, answered) / fade);
  const heard = Math.max(0, Math.exp(-answered / fade) - Math.exp(-days / fade));
  return people.reduce(
    (sum, { share, pull }) => sum + share * (1 - Math.exp(-pull * (silent + answer * heard))),
    0,
  );
}
