import { stream } from '../stats/random.ts';
import { answerTo } from './answers.ts';
import { logNormal, weighted } from './draws.ts';
import type { Kind } from './parameters.ts';
import type { Said } from './said.ts';
import type { World } from './world.ts';

const longest = 4;

/**
 * What follows our answer: the person gives the detail that we asked for, thanks, asks on, or says no more; and we
 * answer that, or not.
 */
export function exchangeAfter(world: World, answer: Said, depth = 0): Said[] {
  const asked = answer.parent;
  if (!asked?.person || depth >= longest) return [];
  const { afterAsking, afterAnswer } = world.parameters;
  const random = stream(world.seed, 'exchanges', answer.key);
  const light =
    asked.kind === 'praise' || asked.kind === 'talk' || asked.kind === 'help' || asked.kind === 'thanks';
  const kind = weighted<Kind | 'nothing'>(
    random,
    answer.kind === 'asks' ? afterAsking : light ? { talk: 12, nothing: 88 } : afterAnswer,
  );
  const wait = logNormal(random, 5400, 1.3);
  if (kind === 'nothing') return [];
  const said: Said = {
    key: `${answer.key}/${kind}`,
    platform: answer.platform,
    person: asked.person,
    at: answer.at + Math.round(90 + wait) * 1000,
    kind,
    parent: answer,
    root: answer.root,
    matter: answer.matter,
  };
  const next = answerTo(world, said);
  return next ? [said, next, ...exchangeAfter(world, next, depth + 1)] : [said];
}
