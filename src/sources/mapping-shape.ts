import { z } from 'zod';
import { grains, seriesKinds, seriesUnits } from '../model/series.ts';
import { seriesWord } from './series/series-words.ts';

const name = z.string().min(1);
const column = name.optional();
const word = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}-]*$/u, 'must be one word, such as google-play');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-03-31');
/** A list of names, or names with commas as an answer to a question gives them. */
const names = z.union([
  z.array(name),
  name.transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]);
const yes = z.union([
  z.boolean(),
  z.enum(['yes', 'no', 'true', 'false']).transform((text) => text === 'yes' || text === 'true'),
]);
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a code such as EUR')
  .optional();

const file = {
  delimiter: z.string().length(1, 'must be one character').optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252']).optional(),
  sheet: name.optional(),
};

const messages = z.strictObject({
  rows: z.literal('messages').optional(),
  source: word,
  columns: z.strictObject({
    platform: column,
    id: column,
    text: name,
    author: column,
    authorName: column,
    time: name,
    parent: column,
    replies: column,
    inbound: column,
    own: column,
    channel: column,
    rating: column,
    url: column,
    lang: column,
    reply: column,
    replyTime: column,
    replyAuthor: column,
  }),
  metrics: z.record(name, name).optional(),
  time: z.strictObject({ format: name, zone: name.optional() }),
  us: z.union([z.array(name), name.transform((one) => [one])]).optional(),
  author: name.optional(),
  kind: z.enum(['post', 'reply', 'comment', 'review']).optional(),
  ...file,
  withoutIds: z.boolean().optional(),
});

const kind = z.enum(seriesKinds).optional();
const unit = z.enum(seriesUnits).optional();
const decimal = z.enum(['.', ',']).optional();

const points = z
  .strictObject({
    rows: z.literal('points'),
    source: word,
    columns: z.strictObject({ time: name, series: column, value: column, n: column }),
    series: z
      .array(z.strictObject({ column: name, word, kind, unit, currency, percent: yes.optional() }))
      .min(1)
      .refine(
        (all) => new Set(all.map((one) => one.word)).size === all.length,
        'names two columns by one word',
      )
      .optional(),
    dimensions: names.optional(),
    kind,
    unit,
    currency,
    percent: yes.optional(),
    time: z.strictObject({
      format: name,
      zone: name.optional(),
      stretch: z.enum(grains).optional(),
      names: z.enum(['first', 'last']).optional(),
    }),
    decimal,
    ...file,
  })
  .refine(({ columns, series }) => (series === undefined) !== (columns.value === undefined), {
    message: 'needs either a list "series" or the column "value", and not both',
    path: ['columns'],
  });

const pairs = (shape: z.ZodType<{ column: string; word: string }>) =>
  z.union([
    z.array(shape).min(1),
    name.transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
        .map((one) => {
          const [, column = one, short = one] = /^(.*\S) = (\S+)$/.exec(one) ?? [];
          return { column, word: seriesWord(short) };
        }),
    ),
  ]);

const survey = (rows: 'totals' | 'respondents') =>
  z.strictObject({
    rows: z.literal(rows),
    source: word,
    columns: z.strictObject({
      wave: column,
      from: column,
      to: column,
      question: column,
      wording: column,
      answer: column,
      k: column,
      n: column,
      share: column,
      id: column,
      panel: column,
      weight: column,
      stratum: column,
      population: column,
    }),
    wave: z
      .strictObject({ word: name.optional(), from: day.optional(), to: day.optional() })
      .refine(({ from, to }) => !from || !to || from <= to, 'its last day lies before its first')
      .optional(),
    question: word.optional(),
    answers: pairs(z.strictObject({ column: name, word })).optional(),
    questions: pairs(z.strictObject({ column: name, word, wording: name.optional() })).optional(),
    margins: names.optional(),
    dimensions: names.optional(),
    percent: yes.optional(),
    selfSelected: yes.optional(),
    time: z.strictObject({ format: name, zone: name.optional() }),
    decimal,
    ...file,
  });

const shapes = { messages, points, totals: survey('totals'), respondents: survey('respondents') };

/** The shape that a mapping must have, by what it says of its rows; that of messages where it says nothing. */
export function mappingShape(rows: unknown): z.ZodType {
  return typeof rows === 'string' && Object.hasOwn(shapes, rows)
    ? shapes[rows as keyof typeof shapes]
    : messages.extend({ rows: z.enum(['messages', 'points', 'totals', 'respondents']).optional() });
}
