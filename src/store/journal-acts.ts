import { z } from 'zod';
import type { Act, JournalKind } from '../model/act.ts';
import { periods } from '../model/filter.ts';
import type { Seen } from '../model/journal.ts';

const number = z.number().nullish();
/** JSON knows no NaN, which stands for a value that cannot be told. */
const orNaN = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const text = z.string();

const run = z.union([
  text,
  z.object({
    value: orNaN,
    as: z.enum(['share', 'of100', 'duration', 'count']),
    strong: z.literal(true).optional(),
  }),
  z.object({ at: text, as: z.enum(['day', 'minute']) }),
  z.object({ strong: text }),
]);

const estimate = z.object({
  name: text,
  label: text,
  channel: text.optional(),
  period: z.enum(['now', 'previous', 'year']),
  clock: z.enum(['wall', 'business']).optional(),
  cannotTell: text.optional(),
  value: orNaN,
  low: number.transform((value) => value ?? undefined),
  high: number.transform((value) => value ?? undefined),
  unit: z.enum(['share', 'seconds', 'count']),
  n: z.number(),
  people: z.number().optional(),
  agreement: z
    .object({
      alpha: z.number().optional(),
      low: z.number().optional(),
      high: z.number().optional(),
      twice: z.number(),
      kind: z.enum(['between-coders', 'with-oneself']),
      tentative: z.boolean(),
    })
    .optional(),
});

/** A kept answer as JSON holds it. */
export const seenShape: z.ZodType<Seen> = z.object({
  kind: z.enum(['answer', 'no-answer']),
  question: text,
  measure: text,
  title: text,
  sentence: z.array(run),
  n: z.number().optional(),
  estimates: z.array(estimate),
  filter: z.object({
    from: text.optional(),
    to: text.optional(),
    period: z.enum(periods),
    channels: z.array(text),
    compare: z.enum(['previous', 'year', 'none']),
    clock: z.enum(['wall', 'business']),
  }),
  period: z.object({ from: text, to: text, unfinished: z.boolean() }).optional(),
  definition: z.object({ text, decision: text, version: text, docs: text }),
  ends: z.array(z.object({ channel: text, observedUntil: text })),
  made: z.object({ dataVersion: z.number(), planVersion: text, seed: z.number(), program: text }),
});

const isText = (value: unknown) => typeof value === 'string';
const isOptional = (value: unknown) => value === undefined || isText(value);
/** A day as an ISO date. */
const isDay = (value: unknown) =>
  isText(value) && /^\d{4}-\d\d-\d\d$/.test(value as string) && !Number.isNaN(Date.parse(value as string));

/** What the journal could not read would stand in the way of every page that shows it. */
export const journalHolds: Record<JournalKind, (detail: Act['detail']) => boolean> = {
  decision: ({ what, why, by }) => isText(what) && isOptional(why) && isDay(by),
  expectation: ({ what, by, sure, of, name, channel, is, value }) =>
    isText(what) &&
    isDay(by) &&
    typeof sure === 'number' &&
    sure > 0 &&
    sure < 100 &&
    isOptional(of) &&
    (name === undefined ||
      (isText(name) &&
        isOptional(channel) &&
        (is === 'at-least' || is === 'at-most') &&
        typeof value === 'number')),
  note: ({ what }) => isText(what),
  change: ({ what, from, channels }) =>
    isText(what) && isDay(from) && Array.isArray(channels) && channels.every(isText),
  outcome: ({ of, came, what, next }) =>
    isText(of) &&
    (came === undefined || came === 'yes' || came === 'no' || came === 'cannot-tell') &&
    isText(what) &&
    (next === undefined || next === 'keep' || next === 'change'),
  correction: ({ of, what, why, by, from }) =>
    isText(of) && [what, why].every(isOptional) && [by, from].every((day) => day === undefined || isDay(day)),
  'metric-retired': ({ measure, why }) => isText(measure) && isOptional(why),
  'metric-kept': ({ measure, why }) => isText(measure) && isOptional(why),
  'numbers-shown': ({ show }) => show === 'all' || show === 'few',
};
