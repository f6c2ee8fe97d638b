import { createHash } from 'node:crypto';
import { type Company, seenOn } from './company.ts';
import type { Platform } from './parameters.ts';
import type { Said } from './said.ts';
import { textOf } from './texts/write.ts';

/** What the first line of a simulated file says. */
export const notice = 'Simulated: no person and no message in this file is real.';

/**
 * One platform as a company would have it, an export of JSON lines: the first line says that it is simulated and what
 * it holds, then one message a line up to the export's own end. Of a platform that exports only one's own side, that.
 */
export function linesOf(company: Company, platform: Platform): string {
  const { parameters, seed } = company;
  const channel = parameters.channels.find((one) => one.platform === platform);
  if (!channel) throw new RangeError(`the company is not on ${platform}`);
  const { account, sides, observedUntil } = channel;
  const header = {
    rapport: 'simulated',
    version: 1,
    notice,
    company: parameters.company,
    seed,
    source: platform,
    accounts: [account],
    sides,
    observedUntil,
  };
  const lines = seenOn(company, platform)
    .filter(({ person }) => sides === 'both' || !person)
    .map((said) => JSON.stringify(lineOf(company, said, account)));
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}

function lineOf({ seed, parameters }: Company, said: Said, account: string) {
  const { person, parent, platform } = said;
  return {
    id: idOf(seed, said),
    at: new Date(said.at).toISOString().replace('.000Z', 'Z'),
    author: person?.handle ?? account,
    name: person ? `${person.name}, ${person.role}` : parameters.company,
    text: textOf(seed, said, account),
    ...(parent ? { parent: idOf(seed, parent) } : {}),
    ...(platform === 'linkedin' || platform === 'youtube' ? { channel: account } : {}),
    lang: person?.language ?? parent?.person?.language ?? 'en',
  };
}

/** A message's id: the same for the same seed and key, and of no one's making. */
export function idOf(seed: number, { key }: Said): string {
  return createHash('sha256').update(`${seed} ${key}`).digest('hex').slice(0, 16);
}
