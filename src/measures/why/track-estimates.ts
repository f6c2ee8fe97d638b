import type { NamedEstimate } from '../../model/finding.ts';
import type { ToldGoal } from './told.ts';

/** The numbers of a goal under names that begin with its word. */
export function estimatesOf({ goal, course, standings }: ToldGoal): NamedEstimate[] {
  const counts = course.of === 'messages' ? {} : { counts: course.of };
  const base = { period: 'now' as const, ...counts };
  const last = course.points.at(-1);
  const n = last?.n ?? 0;
  const { unit } = course;
  return [
    ...(last
      ? [
          {
            ...base,
            name: `${goal.word}_now`,
            label: goal.title,
            unit,
            n,
            value: last.value,
            ...(last.low !== undefined && { low: last.low }),
            ...(last.high !== undefined && { high: last.high }),
          },
        ]
      : []),
    ...(last?.effective !== undefined
      ? [
          {
            ...base,
            name: `${goal.word}_effective_people`,
            label: `${goal.title}: worth as many people asked at random`,
            unit: 'count' as const,
            n,
            value: last.effective,
          },
        ]
      : []),
    ...(last?.kish !== undefined
      ? [
          {
            ...base,
            name: `${goal.word}_kish_people`,
            label: `${goal.title}: worth as many people of equal weight (Kish’s n)`,
            unit: 'count' as const,
            n,
            value: last.kish,
          },
        ]
      : []),
    ...(course.changes ?? []).map(({ since, earlier, change, because }): NamedEstimate => {
      const from = since === 'before' ? 'wave_before' : 'baseline_wave';
      const named = {
        ...base,
        name: `${goal.word}_change_since_${from}`,
        label: `${goal.title}: change since ${since === 'before' ? 'the wave before' : 'the wave of the baseline'} (${earlier.at})`,
        unit,
        n: n + earlier.n,
      };
      return change
        ? { ...named, value: change.value, low: change.low, high: change.high }
        : { ...named, value: Number.NaN, cannotTell: because ?? 'nothing was read' };
    }),
    ...standings.flatMap(({ by, promised, point, chance, expected, because }): NamedEstimate[] => {
      const what = `${goal.title}, ${promised.written} by ${by}`;
      if (point) {
        const { value, low, high } = point;
        return [
          {
            ...base,
            name: `${goal.word}_read_for_${by}`,
            label: `${what}: read for that day`,
            unit,
            n: point.n,
            value,
            ...(low !== undefined && { low }),
            ...(high !== undefined && { high }),
          },
        ];
      }
      const odds = {
        ...base,
        name: `${goal.word}_chance_by_${by}`,
        label: `${what}: chance`,
        unit: 'share' as const,
        n,
      };
      if (chance === undefined || !expected)
        return [{ ...odds, value: Number.NaN, cannotTell: because ?? 'nothing was read' }];
      const { value, low, high } = expected;
      return [
        { ...odds, value: chance },
        {
          ...base,
          name: `${goal.word}_expected_on_${by}`,
          label: `${what}: expected`,
          unit,
          n,
          value,
          low,
          high,
        },
      ];
    }),
  ];
}
