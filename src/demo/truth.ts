import { readFileSync } from 'node:fs';
import type { TrueEffect } from './changes.ts';
import { simulateCompany } from './company.ts';
import { curveTimes, estimandsOf, type Quantities, type Stretch } from './estimands.ts';
import { trueShare } from './opinions.ts';
import type { Parameters, Platform } from './parameters.ts';
import { backWithin } from './returns.ts';
import { tarnwell } from './tarnwell.ts';
import { worldOf } from './world.ts';

/** The stretches of time for which the truth is told. */
export const stretches: readonly Stretch[] = [
  { word: 'all', from: '2023-11-20', to: '2026-11-20' },
  { word: '2024', from: '2024-01-01', to: '2024-12-31' },
  { word: '2025', from: '2025-01-01', to: '2025-12-31' },
  { word: '2026 to 20 November', from: '2026-01-01', to: '2026-11-20' },
  { word: 'second quarter of 2026', from: '2026-04-01', to: '2026-06-30' },
  { word: 'third quarter of 2026', from: '2026-07-01', to: '2026-09-30' },
  { word: 'last 28 days', from: '2026-10-24', to: '2026-11-20' },
  { word: '28 days before', from: '2026-09-26', to: '2026-10-23' },
];

/** Days after the data end for which true opinions are told: those of the plan's promises. */
const daysAhead = ['2027-05-09', '2027-11-07'];

/** The true numbers of one channel in one stretch; a share is an expectation under the process, not what a seed gave. */
export interface TrueNumbers {
  /** Messages that expect an answer, on average. */
  messages: number;
  /** By the names that Findings carry; undefined (left out) where there is nothing to count. */
  quantities: Record<string, number>;
  /** Share still waiting after so many seconds: [seconds, share]. */
  curve: [number, number][];
}

/** The truth of the parameters, by channel and stretch. */
export interface Truth {
  /** Simulated companies that it was averaged over. */
  companies: number;
  /** Hash-like mark of the parameters it belongs to. */
  parameters: string;
  channels: Record<string, Record<string, TrueNumbers>>;
  /** What the changes of tactics did. */
  changes: TrueEffect[];
}

/** Tells whether numbers belong to parameters. */
export function markOf(parameters: Parameters): string {
  let mark = 0;
  for (const letter of JSON.stringify(parameters)) mark = (Math.imul(mark, 31) + letter.charCodeAt(0)) | 0;
  return (mark >>> 0).toString(16);
}

/** Sums over simulated companies of these seeds: by channel, then by stretch. */
export function sumsOver(
  seeds: Iterable<number>,
  parameters: Parameters = tarnwell,
  asked: readonly Stretch[] = stretches,
): { companies: number; channels: Map<Platform, Quantities[]> } {
  const channels = new Map<Platform, Quantities[]>();
  let companies = 0;
  for (const seed of seeds) {
    const company = simulateCompany({ seed, parameters });
    companies++;
    for (const { platform } of parameters.channels) {
      const found = estimandsOf(company, platform, asked);
      const total = channels.get(platform) ?? asked.map(() => new Map());
      channels.set(platform, total);
      found.forEach((sums, at) => {
        for (const [name, { part, whole }] of sums) {
          const before = total[at].get(name) ?? { part: 0, whole: 0 };
          total[at].set(name, { part: before.part + part, whole: before.whole + whole });
        }
      });
    }
  }
  return { companies, channels };
}

/** The truth as the share of all sums, which is what one company's share tends to, and the effects of the changes. */
export function truthFrom(
  { companies, channels }: ReturnType<typeof sumsOver>,
  changes: TrueEffect[],
  parameters: Parameters = tarnwell,
  asked: readonly Stretch[] = stretches,
): Truth {
  const numbers = (sums: Quantities): TrueNumbers => ({
    messages: round((sums.get('still_waiting_after_1d')?.whole ?? 0) / companies, 1),
    quantities: Object.fromEntries(
      [...sums]
        .filter(([name]) => !name.startsWith('waiting '))
        .map(([name, { part, whole }]) => [name, round(part / whole, name.startsWith('mean_wait') ? 0 : 4)]),
    ),
    curve: curveTimes
      .filter((_, step) => step % 4 === 0)
      .flatMap((t): [number, number][] => {
        const found = sums.get(`waiting ${t}`);
        return found ? [[t, round(found.part / found.whole, 4)]] : [];
      }),
  });
  return {
    companies,
    parameters: markOf(parameters),
    channels: Object.fromEntries(
      [...channels].map(([platform, list]) => [
        platform,
        Object.fromEntries(asked.map(({ word }, at) => [word, numbers(list[at])])),
      ]),
    ),
    changes,
  };
}

/** The truth of the demo company, averaged beforehand over many others of the same parameters. */
export function tarnwellTruth(): Truth {
  return JSON.parse(readFileSync(new URL('./truth.json', import.meta.url), 'utf8')) as Truth;
}

/** What the demo writes beside its data: what is simulated, the parameters, and the true numbers. */
export function truthFile(seed: number, parameters: Parameters = tarnwell): string {
  const known = tarnwellTruth();
  const back = (answered: number) =>
    Object.fromEntries(
      [7, 28, 90, 180].map((days) => [
        `within ${days} days`,
        round(backWithin(parameters, days, answered), 4),
      ]),
    );
  const { channels, companies, changes } = known;
  const world = worldOf(seed, parameters);
  const { waves, questions } = parameters.survey;
  return `${JSON.stringify(
    {
      rapport: 'simulated',
      about: [
        'The truth behind the simulated company in this folder. No person and no message is real.',
        'The parameters are what the simulation was made from. The true numbers follow from them: what a measure would tell of infinitely many such companies, not what this one happened to show. Ranges of 90 % should hold them in about nine of ten seeds.',
        `Averaged over ${companies} other companies of the same parameters. Waiting and coming back are told without any end of the data; the rest as far as it had come when the data of each channel end.`,
        'X is simulated with both sides, but its export holds only ours: its true waiting cannot be seen in the files.',
      ],
      seed,
      parameters,
      comingBack: {
        about:
          'Probability that a new person comes back, by the hazard alone (all habits together), if their message is answered at once, after two days, or never. hazardRatio is what an answer multiplies the hazard by.',
        hazardRatio: parameters.back.answer,
        answeredAtOnce: back(0),
        answeredAfterTwoDays: back(2),
        neverAnswered: back(Number.POSITIVE_INFINITY),
      },
      opinions: {
        about:
          'True share of all people who would say yes, in each wave of the survey and on days to come. Unlike the other numbers these belong to this seed: each company has its own.',
        questions: Object.fromEntries(
          questions.map((question) => [
            question.word,
            Object.fromEntries(
              [...waves.map(({ from }) => from), ...daysAhead].map((date) => [
                date,
                round(trueShare(world, question, date), 4),
              ]),
            ),
          ]),
        ),
      },
      changes: {
        about:
          'What each change of tactics did to the weekly numbers of its channel: their mean over the 26 weeks after it, with the change and had everything gone on as before.',
        numbers: changes,
      },
      stretches,
      channels,
    },
    null,
    1,
  )}\n`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
