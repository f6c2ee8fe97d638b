import type { SeriesColumn, SeriesMapping } from '../../model/mapping.ts';
import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reading, ReadOptions } from '../../model/reader.ts';
import { guessDecimal, isMissing, readAmount } from '../amount.ts';
import { dailySums } from '../daily-sums.ts';
import { plainHeader } from '../header-words.ts';
import { findLayout, type Layout } from '../separated.ts';
import { currencyQuestion } from '../series/series-open.ts';
import { summedRows } from '../summed-rows.ts';
import { tally } from '../tally.ts';
import { unanswered } from '../told-rows.ts';
import { datesOf, dayFirst } from './deals-dates.ts';
import { dealAddends } from './deals-row.ts';

/** What a program for sales calls the columns that are read, as `plainHeader` writes them; the likeliest first. */
export interface DealWords {
  /** The program, one word: the source of the series. */
  source: string;
  title: string;
  id: string[];
  stage: string[];
  won: string[];
  amount: string[];
  currency: string[];
  created: string[];
  closed: string[];
  origin: string[];
  /** What the origin was in particular, such as the network; read of social origins alone. */
  network: string[];
  /** The word under which origins are parts. */
  part: string;
  /** Whether a header with these plain names is of this program. */
  isOf(names: Set<string>): boolean;
  footer: boolean;
}

/** Places of the columns; -1 where there is none. */
export type DealColumns = Record<
  'id' | 'stage' | 'won' | 'amount' | 'currency' | 'created' | 'closed' | 'origin' | 'network',
  number
>;

interface DealPlan {
  layout: Layout;
  at: DealColumns;
  mapping: SeriesMapping;
  /** The format of the other of the two dates. */
  otherFormat: string | undefined;
  questions: OpenQuestion[];
}

/** What is said of a file of deals, by the words of its program; undefined where it is none. */
export async function detectDeals(
  file: InputFile,
  options: ReadOptions,
  words: DealWords,
): Promise<Omit<Detection, 'reader'> | undefined> {
  const plan = await planDeals(file, options, words);
  if (plan === undefined) return undefined;
  const made = (plan.mapping.series ?? []).map(({ word }) => word).join(', ');
  const by = plan.at.origin < 0 ? '' : `, in all and by ${words.part}`;
  return {
    confidence: options.mapping ? 1 : 0.97,
    summary: `Deals of ${words.title}: ${made} by day${by}; no names`,
    questions: plan.questions,
    mapping: plan.mapping,
    words: wordsOf(plan),
  };
}

/** What goals can be read on; amounts by the currencies of the first rows. */
function wordsOf({ mapping, layout, at }: DealPlan): string[] {
  const named = layout.sample.flatMap((row) => {
    const amount = row[at.amount] ?? '';
    if (isMissing(amount)) return [];
    return (
      row[at.currency]?.trim() ||
      readAmount(amount, mapping.decimal ?? '.')?.currency ||
      mapping.currency ||
      []
    );
  });
  return (mapping.series ?? []).flatMap(({ word }) =>
    word === 'amount-won'
      ? [...new Set(named)].map((currency) => `series/${word}-${currency.toLowerCase()}`)
      : [`series/${word}`],
  );
}

/** Reads deals as sums of days. */
export function readDeals(file: InputFile, options: ReadOptions, words: DealWords): Reading {
  const count = tally();
  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planDeals(file, options, words);
    if (plan === undefined) throw new Problem(`${file.shown} holds no deals that can be read.`);
    const { layout, at, mapping, questions } = plan;
    if (questions.length > 0) throw unanswered(file, questions);
    const isTime = (column: number) => layout.header[column] === mapping.columns.time;
    const format = (column: number) => (isTime(column) ? mapping.time.format : plan.otherFormat);
    const sums = dailySums(words.source);
    const deals = dealAddends(words, at, layout.header, {
      created: format(at.created),
      closed: format(at.closed),
      zone: mapping.time.zone,
      currency: mapping.currency,
      decimal: mapping.decimal ?? '.',
    });
    yield* summedRows(file, layout, count, {
      sums,
      understand: deals.understand,
      excerpts: 'hidden',
      footer: words.footer,
      summed: () => {
        const last = deals.lastDay();
        if (last !== undefined && !sums.fill({ lastDay: last }))
          count.note(
            'There are too many parts to write a 0 for each on days without deals; those days are untold.',
          );
        for (const note of deals.notes()) count.note(note);
      },
    });
  }
  return { rows: rows(), summary: () => count.summary('own') };
}

async function planDeals(
  file: InputFile,
  options: ReadOptions,
  words: DealWords,
): Promise<DealPlan | undefined> {
  const given = options.mapping;
  if (given ? !isOfDeals(given, words) : options.rows !== undefined && options.rows !== 'points')
    return undefined;
  const layout = await findLayout(file);
  if (layout === undefined) return undefined;
  const plain = layout.header.map(plainHeader);
  if (!words.isOf(new Set(plain))) return undefined;
  const place = (names: string[]) => names.map((name) => plain.indexOf(name)).find((at) => at >= 0) ?? -1;
  const at: DealColumns = {
    id: place(words.id),
    stage: place(words.stage),
    won: place(words.won),
    amount: place(words.amount),
    currency: place(words.currency),
    created: place(words.created),
    closed: place(words.closed),
    origin: place(words.origin),
    network: place(words.network),
  };
  if (at.created < 0 && at.closed < 0) return undefined;
  const dates = datesOf(layout, at);
  if (typeof dates === 'string') throw new Problem(`${file.shown} is a file of deals, but ${dates}.`);
  const questions: OpenQuestion[] = [];
  if (dates.question && !given) questions.push(dates.question);
  const mapping: SeriesMapping =
    given?.rows === 'points' ? given : mappingOf(layout, at, words, dates.format, dates.column);
  if (options.zone !== undefined) mapping.time.zone ??= options.zone;
  questions.push(...moneyQuestions(layout, at, mapping));
  const otherFormat =
    dates.other?.find((format) => dayFirst(format) === dayFirst(mapping.time.format)) ?? dates.other?.[0];
  return { layout, at, mapping, otherFormat, questions };
}

/** Whether a given mapping is one that this reader made. */
function isOfDeals(mapping: NonNullable<ReadOptions['mapping']>, words: DealWords): boolean {
  return (
    mapping.rows === 'points' &&
    mapping.source === words.source &&
    (mapping.series ?? []).some(({ word }) => word === 'deals-created' || word === 'deals-won')
  );
}

function mappingOf(
  { header, delimiter }: Layout,
  at: DealColumns,
  { source }: DealWords,
  format: string,
  time: number,
): SeriesMapping {
  const kind = 'outcome' as const;
  const all: [number, SeriesColumn][] = [
    [at.created, { column: header[at.created] ?? '', word: 'deals-created', kind, unit: 'count' }],
    [at.closed, { column: header[at.closed] ?? '', word: 'deals-won', kind, unit: 'count' }],
    [
      at.closed < 0 ? -1 : at.amount,
      { column: header[at.amount] ?? '', word: 'amount-won', kind, unit: 'money' },
    ],
  ];
  return {
    rows: 'points',
    source,
    columns: { time: header[time] ?? '' },
    series: all.flatMap(([place, series]) => (place < 0 ? [] : [series])),
    time: { format, stretch: 'day' },
    ...(delimiter !== ',' && { delimiter }),
  };
}

function moneyQuestions({ header, sample }: Layout, at: DealColumns, mapping: SeriesMapping): OpenQuestion[] {
  if (at.amount < 0 || at.closed < 0) return [];
  const rows = sample.filter((row) => !isMissing(row[at.amount] ?? ''));
  const amounts = rows.map((row) => row[at.amount] ?? '');
  const questions: OpenQuestion[] = [];
  const decimal = mapping.decimal ?? guessDecimal(amounts);
  if (decimal === ',') mapping.decimal = ',';
  if (decimal === undefined)
    questions.push({
      word: 'decimal',
      ask: 'Which sign stands before the decimals of numbers?',
      why: `"${amounts.find((text) => /[.,]/.test(text))}" can be a thousand and more, or a little more than a few, and so can the others.`,
      choices: ['.', ','],
    });
  const named = /\(([A-Z]{3})\)\s*$/.exec(header[at.amount] ?? '')?.[1];
  if (named !== undefined) mapping.currency ??= named;
  const told = rows.every(
    (row) =>
      (row[at.currency] ?? '').trim() !== '' || readAmount(row[at.amount] ?? '', decimal ?? '.')?.currency,
  );
  if (!told && mapping.currency === undefined)
    questions.push(currencyQuestion([header[at.amount] ?? 'Amount']));
  return questions;
}
