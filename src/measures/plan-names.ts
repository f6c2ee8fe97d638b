import { objectives } from '../model/goal.ts';
import { nearest } from '../model/nearest.ts';
import type { Plan } from '../model/plan.ts';

/** A name in the plan that nothing answers to: where it stands, and what was probably meant. */
export interface NameFault {
  message: string;
  help: string;
}

/**
 * Names that nothing answers to: groups and channels that are nowhere, a locale that this machine does not know, an
 * objective that is nearly one of the known ones.
 * @param channels those of the data.
 */
export function nameFaults(plan: Plan, channels: string[] = []): NameFault[] {
  return [
    ...localeFault(plan),
    ...objectiveFaults(plan),
    ...groupFaults(plan),
    ...channelFaults(plan, channels),
  ];
}

function localeFault({ locale }: Plan): NameFault[] {
  if (Intl.DateTimeFormat.supportedLocalesOf([locale]).length > 0) return [];
  return [
    {
      message: `locale: “${locale}” is no language that is known here, so dates and numbers are written as this machine does.`,
      help: 'Write a language and a country, such as de-AT or en-GB.',
    },
  ];
}

function objectiveFaults({ goals }: Plan): NameFault[] {
  return goals.flatMap(({ word, objective }) => {
    if (objective === undefined) return [];
    const near = nearest(objective, objectives);
    const where = `goals.${word}.objective: “${objective}”`;
    if (near) return [{ message: `${where} is not one of the known ones.`, help: `Did you mean ${near}?` }];
    return /\p{L}/u.test(objective)
      ? []
      : [
          {
            message: `${where} is no objective.`,
            help: `Take one of ${objectives.join(', ')}, or your own words.`,
          },
        ];
  });
}

function groupFaults({ groups, channels }: Plan): NameFault[] {
  const words = groups.map(({ word }) => word);
  const spaced = words
    .filter((word) => /\s/.test(word))
    .map((word) => ({
      message: `groups: “${word}” is more than one word.`,
      help: `Write ${word.trim().replace(/\s+/g, '-')}, and the words under name.`,
    }));
  const unknown = channels.flatMap(({ word, for: named }) =>
    named
      .filter((one) => !words.includes(one))
      .map((one) => ({
        message: `channels.${word}.for: there is no group “${one}”.`,
        help: meant(one, words) ?? 'Name it under groups, or take it out.',
      })),
  );
  return [...spaced, ...unknown];
}

/** A channel that is planned may not be in the data yet: only one that is nearly another is taken for a slip. */
function channelFaults({ channels, events, own }: Plan, inData: string[]): NameFault[] {
  const accounts = Object.values(own).flat();
  const known = [...inData, ...accounts];
  const roles = channels.filter(({ accounts }) => accounts.length === 0);
  const slips = roles.flatMap(({ word }) => {
    const near = nearest(word, known);
    return near
      ? [{ message: `channels: there is no account “${word}”.`, help: `Did you mean ${near}?` }]
      : [];
  });
  const named = [...known, ...channels.map(({ word }) => word)].map((word) => word.toLowerCase());
  const lost = events.flatMap(({ title, on, channels: ran }) =>
    ran
      .filter((one) => !named.includes(one.toLowerCase()))
      .map((one) => ({
        message: `events, ${title} (${on}): there is no channel “${one}”.`,
        help: meant(one, named) ?? 'Name one of your accounts, or write it down under channels.',
      })),
  );
  return [...slips, ...lost];
}

function meant(word: string, words: string[]): string | undefined {
  const near = nearest(word, words);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}
