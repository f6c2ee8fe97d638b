import { stream } from '../stats/random.ts';
import { exponential, logNormal } from './draws.ts';
import type { Kind } from './parameters.ts';
import type { Said } from './said.ts';
import { regimeOn } from './tactics.ts';
import type { World } from './world.ts';

const wanting: readonly string[] = ['question', 'request', 'complaint'];

/**
 * Our answer to a message from outside, if it ever gets one. Whether: by kind and regime. When: a log-normal wait that
 * runs while the desk is open (a few are given from the telephone, whatever the hour).
 */
export function answerTo({ seed, days, parameters, channel }: World, said: Said): Said | undefined {
  const random = stream(seed, 'answers', said.key);
  const here = channel(said.platform);
  const { offDesk } = here;
  const regime = regimeOn(here, days.dates[days.dayOf(said.at)]);
  const { share, wait } = parameters.answered[said.kind as Kind];
  const whether = random.uniform();
  const minutes = logNormal(random, regime.median * wait, parameters.waitSpread);
  const away = random.uniform() < offDesk;
  const asks = random.uniform() < parameters.asksBack && wanting.includes(said.kind);
  const later = exponential(random, 40);
  if (whether >= share * Math.min(1, regime.reach)) return undefined;
  const at = away ? said.at + minutes * 60_000 : days.afterDeskMinutes(said.at, minutes);
  if (!Number.isFinite(at)) return undefined;
  return {
    key: `${said.key}/answer`,
    platform: said.platform,
    at: Math.round(at / 1000 + later) * 1000,
    kind: asks ? 'asks' : 'answer',
    parent: said,
    root: said.root,
    matter: said.matter,
  };
}
