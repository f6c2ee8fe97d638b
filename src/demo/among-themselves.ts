import { stream } from '../stats/random.ts';
import { exponential, logNormal } from './draws.ts';
import type { Said } from './said.ts';
import { earlier, type Visit } from './visits.ts';
import type { World } from './world.ts';

const day = 86_400_000;

/**
 * People help each other: a visit that helps answers somebody else's question or complaint of the last days, and they
 * may thank the helper. Where nobody asks, the helper says something by themselves. `visits` are those of one channel.
 */
export function amongThemselves({ seed, parameters }: World, visits: readonly Visit[]): Said[] {
  const open = visits
    .filter(({ said }) => said.kind === 'question' || said.kind === 'complaint')
    .map(({ said }) => said)
    .sort((a, b) => a.at - b.at);
  const thanks: Said[] = [];
  for (const { said: help, answer } of visits) {
    if (help.kind !== 'help') continue;
    const random = stream(seed, 'among-themselves', help.key);
    const back = Math.floor(exponential(random, 2.5));
    const target = open[earlier(open, help.at - 600_000) - back];
    const thanked = random.uniform() < parameters.thanksBack;
    const wait = logNormal(random, 7200, 1.2);
    if (!target || target.person === help.person || help.at - target.at > 12 * day) {
      help.kind = 'talk';
      continue;
    }
    help.parent = target;
    help.root = target.root;
    help.matter = target.matter;
    if (answer) {
      answer.root = target.root;
      answer.matter = target.matter;
    }
    if (thanked)
      thanks.push({
        key: `${help.key}/thanks-back`,
        platform: help.platform,
        person: target.person,
        at: help.at + Math.round(120 + wait) * 1000,
        kind: 'thanks-back',
        parent: help,
        root: target.root,
        matter: target.matter,
      });
  }
  return thanks;
}
