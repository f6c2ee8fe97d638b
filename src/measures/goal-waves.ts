import type { Amount, Goal } from '../model/goal.ts';
import { peopleToAsk } from '../stats/survey/size.ts';
import { type GoalFault, type GoalWorld, warn } from './goal-fault.ts';
import { goalSource } from './goal-source.ts';
import { waveJustBefore, waveReadFor, waveWindow } from './wave-days.ts';

/** Dates for which no wave will be read, and waves too small to tell what was promised by then. */
export function waveFaults(goal: Goal, world: GoalWorld): GoalFault[] {
  return [...unreadDates(goal, world), ...smallWaves(goal, world)];
}

/** Dates of the goal after the last wave that is in, and far from every wave that is planned. */
function unreadDates({ measure = '', milestones, by }: Goal, { plan, readable }: GoalWorld): GoalFault[] {
  const source = goalSource(measure);
  if (source?.kind !== 'survey') return [];
  const told = readable.find(({ word }) => word.toLowerCase() === measure.toLowerCase())?.waves ?? [];
  const planned = plan.surveys.filter(({ question }) => question === source.question).map(({ on }) => on);
  const lastTold = [...told].sort().at(-1);
  if (planned.length === 0) return [];
  const unread = [...milestones.map((one) => one.by), by].filter(
    (date): date is string =>
      date !== undefined &&
      (lastTold === undefined || date > lastTold) &&
      !waveReadFor(date, [...told, ...planned]),
  );
  if (unread.length === 0) return [];
  const windows = unread.slice(0, 3).map((date) => {
    const [first, last] = waveWindow(date);
    return `between ${first} and ${last} for ${date}`;
  });
  return [
    warn(
      'measure',
      `No planned wave will be read for ${listed(unread)}: a wave counts for a day from ${waveJustBefore} days before it on.`,
      `Put a wave ${listed(windows)}; move one, or plan one more.`,
    ),
  ];
}

function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Waves too small to tell what was promised by then from where it began. */
function smallWaves(goal: Goal, { plan }: GoalWorld): GoalFault[] {
  const source = goalSource(goal.measure ?? '');
  const question = source?.kind === 'survey' ? source.question : undefined;
  const start = goal.baseline?.value;
  if (!question || !start || start.unit !== 'share' || goal.result?.unit !== 'share') return [];
  const way = [...goal.milestones, { by: goal.by, value: goal.result }].filter(
    (one): one is { by: string; value: Amount } => one.by !== undefined && one.value !== undefined,
  );
  return plan.surveys
    .filter((wave) => wave.question === question && wave.people > 0)
    .flatMap(({ on, people, deff }) => {
      const due = way.filter(({ by }) => by <= on).at(-1) ?? way[0];
      if (!due) return [];
      const enough = peopleFor(start.value, due.value.value, deff);
      if (people >= enough) return [];
      const ask = Number.isFinite(enough) ? `Ask ${enough.toLocaleString('en')} people` : 'Ask later';
      return [
        warn(
          'measure',
          `The wave of ${on} asks ${people.toLocaleString('en')} people, too few to tell ${due.value.written} from ${start.written}.`,
          `${ask} in each wave, or promise more by then.`,
        ),
      ];
    });
}

/**
 * People to ask in each of two waves to tell the shares apart, on either side; none are enough where they are the same.
 * None and all are taken for one in a thousand and all but one, of which a wave can tell something.
 */
function peopleFor(from: number, to: number, designEffect = 1): number {
  const inside = (share: number) => Math.min(0.999, Math.max(0.001, share));
  const [miss, hit] = [inside(from), inside(to)];
  if (miss === hit) return Number.POSITIVE_INFINITY;
  return peopleToAsk({ miss, hit, sides: 2, againstWave: true, designEffect });
}
