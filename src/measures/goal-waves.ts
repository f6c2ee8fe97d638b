import type { Amount, Goal } from '../model/goal.ts';
import { peopleToAsk } from '../stats/survey/size.ts';
import { type GoalFault, type GoalWorld, warn } from './goal-fault.ts';
import { goalSource } from './goal-source.ts';

/** Waves too small to tell what was promised by then from where it began. */
export function waveFaults(goal: Goal, { plan }: GoalWorld): GoalFault[] {
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
