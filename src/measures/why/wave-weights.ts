import type { StatedMargin } from '../../model/plan.ts';
import type { WaveRespondent } from '../../model/series.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type Margin, rake } from '../../stats/survey/raking.ts';
import { weightLoss } from '../../stats/survey/weights.ts';
import { listWords } from '../words.ts';

/** The people of a wave who count, with what each weighs. */
export interface WeightedWave {
  people: WaveRespondent[];
  weight: number[];
  /** Names of the stated margins by which they are weighted; none where they are not. */
  by: string[];
  /** People left out because they do not say where they belong. */
  silent: number;
  /** People whose weight stands at a fifth of the mean, or at five times it. */
  trimmed: number;
  /** Kish's effective number: as many people with equal weights would tell as much. */
  kish: number;
}

/** Where more of a wave do not say where they belong, weighting the rest would not make it speak for the group. */
const mostSilent = 0.1;

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * The weights of a wave's people: those of the file, or people in the population a respondent where strata tell it,
 * raked to the margins that the plan states for the survey. Refused where some have no weight, where more than a tenth
 * do not say where they belong, or where raking is.
 */
export function weightedWave(
  respondents: WaveRespondent[],
  survey: string,
  stated: StatedMargin[],
): WeightedWave | { because: string; help?: string } {
  const weighted = respondents.filter(({ weight }) => weight !== undefined).length;
  if (weighted > 0 && weighted < respondents.length)
    return { because: `${respondents.length - weighted} of ${respondents.length} people have no weight.` };
  const here = marginsOfSurvey(stated, survey);
  const told = here.filter(({ name }) => respondents.some((one) => marginOf(one, name) !== undefined));
  const people = respondents.filter((one) => told.every(({ name }) => marginOf(one, name) !== undefined));
  const silent = respondents.length - people.length;
  const names = told.map(({ name }) => name);
  if (silent > mostSilent * respondents.length)
    return {
      because: `${silent} of ${respondents.length} people do not say ${listWords(names, 4)}, by which the plan weights.`,
      help: 'Take that margin out of the plan under margins, or bring the answers in with it.',
    };
  const crowded = crowdedStratum(people);
  if (crowded)
    return {
      because: `more people answered in the stratum ${crowded} than its population is said to have.`,
      help: 'Mend the population in the file.',
    };
  const start = designWeights(people);
  if (told.length === 0) return { people, weight: start, by: [], silent, trimmed: 0, kish: kish(start) };
  const raked = rake(
    told.map((margin) => rakingMargin(margin, people)),
    { start },
  );
  if (isRefusal(raked))
    return {
      because: `its answers cannot be weighted: ${raked.because}.`,
      help: 'Under margins in the plan, “or” joins two values to one: 50-249 or 250+: 70 %.',
    };
  const weight = [...raked.weight];
  return { people, weight, by: names, silent, trimmed: raked.trimmed, kish: kish(weight) };
}

const kish = (weight: number[]) => (weight.length > 0 ? weightLoss(weight).effective : 0);

/** Those of the survey itself before those of any. */
function marginsOfSurvey(stated: StatedMargin[], survey: string): StatedMargin[] {
  const own = stated.filter((one) => one.survey !== undefined && same(one.survey, survey));
  return [
    ...own,
    ...stated.filter((one) => one.survey === undefined && !own.some(({ name }) => same(name, one.name))),
  ];
}

function marginOf({ margins }: WaveRespondent, name: string): string | undefined {
  const key = Object.keys(margins).find((one) => same(one, name));
  const value = key === undefined ? undefined : margins[key];
  return value === undefined || value.trim() === '' ? undefined : value;
}

/** As given; without weights, people of the stratum for each of its respondents; else all alike. */
function designWeights(people: WaveRespondent[]): number[] {
  const asked = new Map<string, number>();
  for (const { stratum = '' } of people) asked.set(stratum, (asked.get(stratum) ?? 0) + 1);
  const known = people.every(({ stratum, population }) => stratum !== undefined && population !== undefined);
  return people.map(
    ({ weight, stratum = '', population = 1 }) =>
      weight ?? (known ? population / (asked.get(stratum) as number) : 1),
  );
}

function crowdedStratum(people: WaveRespondent[]): string | undefined {
  const asked = new Map<string, number>();
  for (const { stratum = 'of all' } of people) asked.set(stratum, (asked.get(stratum) ?? 0) + 1);
  return [...asked].find(([name, count]) =>
    people.some(({ stratum = 'of all', population = count }) => stratum === name && population < count),
  )?.[0];
}

function rakingMargin({ name, levels }: StatedMargin, people: WaveRespondent[]): Margin {
  const label = (names: string[]) => names.join(' or ');
  return {
    name,
    category: people.map((one) => {
      const said = marginOf(one, name) as string;
      const level = levels.find(({ names }) => names.some((each) => same(each, said)));
      return level ? label(level.names) : said;
    }),
    target: Object.fromEntries(levels.map(({ names, size }) => [label(names), size])),
  };
}

/** What is to be said of how waves were weighted. */
export function weightCaveats(
  waves: ({ wave?: string } & Omit<WeightedWave, 'people' | 'weight'>)[],
  question: string,
): string[] {
  const names = (which: (wave: (typeof waves)[number]) => boolean) =>
    listWords(
      waves.filter(which).map(({ wave = '' }) => wave),
      4,
    );
  const by = [...new Set(waves.flatMap((one) => one.by))];
  const silent = waves.reduce((sum, one) => sum + one.silent, 0);
  const trimmed = waves.reduce((sum, one) => sum + one.trimmed, 0);
  return [
    ...(by.length > 0
      ? [
          `Answers to “${question}” are weighted by ${listWords(by, 4)} as the plan states the group (${names((one) => one.by.length > 0)}). That mends whom the survey reached by these, not who chose to answer within them.`,
        ]
      : []),
    ...(silent > 0
      ? [`${silent} ${silent === 1 ? 'person is' : 'people are'} left out who did not say where they belong.`]
      : []),
    ...(trimmed > 0 ? [`${trimmed} weights are held between a fifth of the mean and five times it.`] : []),
    ...by.flatMap((name) => {
      const without = names((one) => !one.by.includes(name));
      return without
        ? [
            `${without}: nothing is told of ${name}, so that wave is not weighted by it and may differ for that alone.`,
          ]
        : [];
    }),
  ];
}
