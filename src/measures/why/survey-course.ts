import { type ToldQuestion, toldAnswers, wavesOf } from '../../facts/index.ts';
import type { Asking } from '../../model/measure.ts';
import type { Plan, PlannedSurvey } from '../../model/plan.ts';
import type { Wave } from '../../model/series.ts';
import { wilsonLimits } from '../../stats/proportion.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { multiplier } from '../../stats/student.ts';
import { surveyShare } from '../../stats/survey/design.ts';
import { countedAnswer, type GoalSource } from '../goal-source.ts';
import { waveJustBefore, waveNear } from '../wave-days.ts';
import { listWords } from '../words.ts';
import { type Course, dateOf, daysOf, type NoCourse } from './course.ts';
import { aheadOfLevels, levelsOf, priorOf, type SampledPoint } from './level-course.ts';
import { waveChanges } from './wave-change.ts';
import { type WeightedWave, weightCaveats, weightedWave } from './wave-weights.ts';

type SurveySource = Extract<GoalSource, { kind: 'survey' }>;

/** The waves of a survey's question up to a day: each with Wilson's interval by its effective number. */
export async function surveyCourse(
  { store, plan, level = 0.95 }: Asking,
  source: SurveySource,
  until: string,
  baseline?: string,
): Promise<Course | NoCourse> {
  const told = (await toldAnswers(store)).filter(
    ({ survey, question }) =>
      same(question, source.question) && (source.survey === undefined || same(survey, source.survey)),
  );
  const chosen = chosenOf(told, source);
  if ('because' in chosen) return chosen;
  const { survey, question, answers } = chosen;
  const waves = (await wavesOf(store, survey, question)).filter(({ to }) => daysOf(to) <= daysOf(until) + 1);
  if (waves.length === 0)
    return {
      because: `No wave with the question “${question}” had ended by then.`,
      help: 'Look at a later period.',
    };
  const left: string[] = [];
  let wording = 0;
  const points: SampledPoint[] = [];
  const weightings: Weighting[] = [];
  for (const wave of waves) {
    if (wave.before?.wordingChanged) wording++;
    const told = pointOf(wave, answers, plan, level);
    if ('because' in told) left.push(told.because);
    else {
      points.push({ ...told.point, wave: wave.wave, wording: String(wording) });
      if (told.weighting) weightings.push({ wave: wave.wave, ...told.weighting });
    }
  }
  if (points.length === 0)
    return { because: left[0] ?? '', help: 'Bring the wave in again with what is missing.' };
  // waves stand in the order of their first days, their middles need not
  points.sort((a, b) => daysOf(a.at) - daysOf(b.at));
  const levels = levelsOf(points);
  const changes = await waveChanges(store, { survey, question, answers, points }, baseline);
  const last = daysOf((points.at(-1) as SampledPoint).at);
  return {
    unit: 'share',
    of: 'people',
    per: '',
    points,
    covering: (date) => {
      if (daysOf(date) - waveJustBefore > last) return undefined;
      const away = ({ at }: SampledPoint) => Math.abs(daysOf(at) - daysOf(date));
      const nearest = [...points].sort((a, b) => away(a) - away(b))[0] as SampledPoint;
      return away(nearest) <= waveNear ? nearest : undefined;
    },
    ahead: aheadOfLevels(levels, level),
    changes,
    method: `Each wave has a range by as many people asked at random as it is worth (Wilson’s interval). ${priorOf(levels)}`,
    caveats: [...left, ...weightCaveats(weightings, question), ...caveatsOf(waves, question)],
    sources: [
      {
        name: `survey ${survey}`,
        files: [...new Set(waves.flatMap(({ files }) => files))],
        to: dateOf(daysOf((waves.at(-1) as Wave).to) - 1),
      },
    ],
  };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function chosenOf(told: ToldQuestion[], source: SurveySource): ToldQuestion | NoCourse {
  const [first] = told;
  if (!first)
    return {
      because: `No wave with the question “${source.question}” is in yet.`,
      help: 'Bring in the waves of that survey (totals or respondents, as CSV or XLSX).',
    };
  if (told.length > 1)
    return {
      because: `The question “${source.question}” is in ${told.length} surveys.`,
      help: `Name one in the goal: survey/${first.survey}/${first.question}.`,
    };
  if (source.answers === undefined) {
    const counted = countedAnswer(first.answers);
    return counted === undefined
      ? {
          because: `The goal does not say which answer to “${first.question}” counts.`,
          help: `Name it, or several with +: survey/${first.question}=${first.answers[0]}. There are ${listWords(first.answers, 8)}.`,
        }
      : { ...first, answers: [counted] };
  }
  const answers = source.answers.map((wanted) => first.answers.find((answer) => same(answer, wanted)));
  const missing = source.answers.find((_, at) => answers[at] === undefined);
  return missing === undefined
    ? { ...first, answers: answers as string[] }
    : {
        because: `Nobody answered “${missing}” to “${first.question}”.`,
        help: `There are ${listWords(first.answers, 8)}.`,
      };
}

type Weighting = { wave?: string } & Omit<WeightedWave, 'people' | 'weight'>;

/** The share of a wave who gave one of the answers. */
function pointOf(
  wave: Wave,
  counted: string[],
  { surveys: planned, margins: stated }: Pick<Plan, 'surveys' | 'margins'>,
  level: number,
): { point: SampledPoint; weighting?: Weighting } | { because: string } {
  const days = {
    from: wave.from,
    to: wave.to,
    at: dateOf((daysOf(wave.from) + daysOf(wave.to) - 1) / 2),
  };
  if (wave.told.as === 'respondents') {
    const weights = weightedWave(wave.told.respondents, wave.survey, stated);
    if ('because' in weights)
      return {
        because: `Wave ${wave.wave} is left out: ${weights.because}${weights.help ? ` ${weights.help}` : ''}`,
      };
    const { people, weight, ...weighting } = weights;
    const all = <T>(values: (T | undefined)[]): T[] | undefined =>
      values.every((value) => value !== undefined) ? (values as T[]) : undefined;
    const stratum = all(people.map((one) => one.stratum));
    const population = all(people.map((one) => one.population));
    const share = surveyShare(
      people.map(({ answer }) => counted.includes(answer)),
      {
        weight,
        ...(stratum && { stratum }),
        ...(population && { population }),
      },
      level,
    );
    if (isRefusal(share)) return { because: `Wave ${wave.wave} is left out: ${share.because}.` };
    const { value, low, high, n, effective } = share;
    return {
      point: { ...days, value, low, high, n, effective, designEffect: n / effective, kish: weighting.kish },
      weighting,
    };
  }
  const rows = totalRows(wave.told.answers);
  if (!rows)
    return {
      because: `Wave ${wave.wave} is left out: its totals stand only in breakdowns, and none is of all people.`,
    };
  const hits = rows.filter(({ answer }) => counted.includes(answer));
  const share = hits.reduce((sum, one) => sum + one.share, 0);
  const n = Math.max(...rows.map((one) => one.n));
  if (share > 1.005)
    return {
      because: `Wave ${wave.wave} is left out: the answers that count make more than 100 %, so people could give several of them.`,
    };
  const deff = plannedEffect(wave, planned);
  const effective = n / deff;
  const value = Math.min(1, share);
  return {
    point: {
      ...days,
      value,
      ...wilsonLimits(value, effective, multiplier(level)),
      n,
      effective,
      designEffect: deff,
    },
  };
}

type TotalRows = Extract<Wave['told'], { as: 'totals' }>['answers'];

/** Totals of all people, else those of the only breakdown there is. */
function totalRows(rows: TotalRows): TotalRows | undefined {
  const groups = new Map<string, TotalRows>();
  for (const row of rows) {
    const key = JSON.stringify(row.dimensions);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups.get('{}') ?? (groups.size === 1 ? [...groups.values()][0] : undefined);
}

/** What the plan says of the design of totals: the design effect of the planned wave within two months of it. */
function plannedEffect({ question, from, to }: Wave, planned: PlannedSurvey[]): number {
  const here = planned.find(
    (one) =>
      same(one.question, question) &&
      daysOf(one.on) >= daysOf(from) - 61 &&
      daysOf(one.on) <= daysOf(to) + 61,
  );
  return Math.max(1, here?.deff ?? 1);
}

function caveatsOf(waves: Wave[], question: string): string[] {
  const names = (which: (wave: Wave) => boolean) =>
    listWords(
      waves.filter(which).map((one) => one.wave),
      4,
    );
  const changed = names(({ before }) => before?.wordingChanged === true);
  const chosen = names(({ selfSelected }) => selfSelected === true);
  const unsaid = names(({ selfSelected }) => selfSelected === undefined);
  const again = names(({ before }) => before?.overlaps === true || (before?.samePeople ?? 0) > 0);
  const words = waves.filter(({ wording }) => wording === undefined).length;
  return [
    ...(chosen
      ? [
          `People chose by themselves to answer “${question}” (${chosen}): the interval covers sampling noise only, not who those are.`,
        ]
      : []),
    ...(unsaid
      ? [
          `Nobody said how the people asked “${question}” were chosen (${unsaid}): the interval covers sampling noise only.`,
        ]
      : []),
    ...(changed
      ? [
          `“${question}” was worded differently from ${changed} on: what changes there may be the wording. The level is told in the newest one.`,
        ]
      : []),
    ...(words > 0 && waves.length > 1
      ? [
          `In ${words} of ${waves.length} waves the words of “${question}” were not told, so a changed wording there would not be seen.`,
        ]
      : []),
    ...(again
      ? [
          `The waves ${again} share people or days with the one before; each counts as news of its own, so chances are a little too sure.`,
        ]
      : []),
  ];
}
