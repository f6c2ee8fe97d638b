import { z } from 'zod';
import { type Amount, type Goal, type Milestone, objectives, purposeKinds } from '../model/goal.ts';
import { amount, count, date, keys, said, text, word } from './plan-words.ts';

const kind = z.enum(purposeKinds, { error: `is none of ${purposeKinds.join(', ')}` });
const direction = z.enum(['up', 'down'], { error: 'is neither up nor down' });

const purpose = keys({
  kind: said(kind, 'Commercial, social or political change.', 'commercial').optional(),
  text: said(
    text,
    'What it is for, in your words.',
    'Engineers ask us before they write a tender.',
  ).optional(),
  eyes: said(text, 'In whose eyes it has value.', 'plant engineers').optional(),
});

const baseline = keys({
  value: said(amount, 'Where you stood.', '4 %').optional(),
  on: said(date, 'On which day.', '2026-01-31').optional(),
});

const milestone = keys({
  by: said(date, 'By when.', '2027-01-31').optional(),
  value: said(amount, 'What shall be there by then.', '30 %').optional(),
});

/** A state is a date, or a date with its evidence. */
const state = z
  .union(
    [date, keys({ on: date.optional(), evidence: text.optional() })],
    'is neither a date nor a set of on and evidence',
  )
  .transform((value) => (typeof value === 'string' ? { on: value } : value));

const states = keys({
  delivered: said(state, 'The day on which the value was there, and what shows it.', {
    on: '2027-02-01',
    evidence: 'survey/aware',
  }).optional(),
  recognised: said(state, 'The day on which those whom it serves said so.', { on: '2027-02-15' }).optional(),
  quantified: said(state, 'The day on which it was put into numbers.', { on: '2027-03-01' }).optional(),
});

const goal = keys({
  word: said(word, 'The goal in one word, by which others name it.', 'awareness'),
  title: said(text, 'The goal in a line.', 'Plant engineers know our name').optional(),
  purpose: said(purpose, 'What for, and in whose eyes.', {
    kind: 'commercial',
    eyes: 'plant engineers',
  }).optional(),
  objective: said(text, `One of ${objectives.join(', ')}; or your own.`, 'brand awareness').optional(),
  measure: said(
    text,
    'What is read: MEASURE/ESTIMATE @ CHANNEL of this workspace, series/WORD, or survey/WORD. The page of the plan lists them.',
    'survey/aware',
    'waiting-curve/still_waiting_after_1d @ tarnwell',
  ).optional(),
  baseline: said(baseline, 'Where you stood before.', { value: '4 %', on: '2026-01-31' }).optional(),
  result: said(amount, 'What shall be there in the end: 30 %, 0.3, 1200 or 2 h.', '50 %').optional(),
  direction: said(
    direction,
    'down where less is better. Without it: as baseline and result have it.',
    'up',
  ).optional(),
  by: said(date, 'By when the result is there.', '2027-07-31').optional(),
  milestones: said(z.array(milestone, 'is no list'), 'What shall be there on the way.', [
    { by: '2027-01-31', value: '30 %' },
  ]).optional(),
  parent: said(text, 'The word of the broader goal that this one serves.', 'market').optional(),
  horizon: said(count, 'Months that it takes. Without it: from the baseline to the date.', '18').optional(),
  state: said(states, 'When the value was delivered, recognised, quantified.', {
    delivered: '2027-02-01',
  }).optional(),
});

/** The part `goals` of plan.yaml. A goal may be unfinished here; whether it will do, the goal check says. */
export const goalsSchema = z.array(goal, 'is no list of goals').superRefine((goals, context) => {
  goals.forEach(({ word }, index) => {
    if (goals.findIndex((other) => other.word === word) < index)
      context.addIssue({
        code: 'custom',
        message: 'is the word of another goal already',
        path: [index, 'word'],
      });
  });
});

/** Goals as the plan states them. */
export function goalsOf(stated: z.output<typeof goalsSchema> | undefined): Goal[] {
  return (stated ?? []).map(goalOf);
}

function goalOf(stated: z.output<typeof goal>): Goal {
  const { word, title, purpose, objective, measure, by, parent, horizon, state } = stated;
  const { asWritten, unit } = unitOf([
    stated.baseline?.value,
    stated.result,
    ...(stated.milestones ?? []).map((m) => m.value),
  ]);
  const baseline = stated.baseline && {
    ...(stated.baseline.value && { value: asWritten(stated.baseline.value) }),
    ...(stated.baseline.on && { on: stated.baseline.on }),
  };
  const result = stated.result && asWritten(stated.result);
  const milestones = (stated.milestones ?? []).map(
    ({ by, value }): Milestone => ({ ...(by && { by }), ...(value && { value: asWritten(value) }) }),
  );
  const months = horizon ?? monthsBetween(baseline?.on, by);
  const start = baseline?.value ?? milestones.find(({ value }) => value)?.value;
  const falls = start && result && result.unit === start.unit && result.value < start.value;
  return {
    word,
    title: title ?? word,
    ...(purpose && { purpose: known(purpose, ['kind', 'text', 'eyes']) }),
    ...(objective !== undefined && { objective }),
    ...(measure !== undefined && { measure: tidyMeasure(measure) }),
    ...(baseline && { baseline }),
    ...(result && { result }),
    direction: stated.direction ?? (falls || (unit === 'seconds' && !start) ? 'down' : 'up'),
    ...(stated.direction && { directionStated: true as const }),
    ...(by && { by }),
    milestones,
    ...(parent !== undefined && { parent }),
    ...(months !== undefined && { months }),
    states: Object.fromEntries(
      (['delivered', 'recognised', 'quantified'] as const).flatMap((one) => {
        const said = state?.[one];
        return said ? [[one, known(said, ['on', 'evidence'])]] : [];
      }),
    ),
  };
}

/**
 * A bare 0.3 is a share beside percentages, or where all lie between 0 and 1, and nothing is 0 in any unit. Other bare
 * numbers stay numbers: whether that is what the goal needs, the goal check says.
 */
function unitOf(amounts: (Amount | undefined)[]): {
  unit: Amount['unit'];
  asWritten: (one: Amount) => Amount;
} {
  const given = amounts.filter((one) => one !== undefined);
  const named = given.find(({ unit }) => unit !== 'number')?.unit;
  const within =
    given.every(({ value }) => value >= 0 && value <= 1) && given.some(({ value }) => value % 1 !== 0);
  const unit = named ?? (within ? 'share' : 'number');
  const fits = ({ value }: Amount): boolean =>
    named === undefined || value === 0 || (named === 'share' && value > 0 && value < 1);
  return { unit, asWritten: (one) => (one.unit === 'number' && fits(one) ? { ...one, unit } : one) };
}

/** Whole months from one ISO date to another; undefined where one is missing. */
export function monthsBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (!from || !to) return undefined;
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number];
  const [y2, m2, d2] = to.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y2, m2, 0)).getUTCDate();
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 && d2 < last ? 1 : 0);
}

/** A measure as it is compared: `a/b@c` and `a/b @ c` name the same. */
export function tidyMeasure(measure: string): string {
  return measure.trim().replace(/\s*@\s*/, ' @ ');
}

function known<T extends object, K extends keyof T>(from: T, names: K[]): Pick<T, K> {
  return Object.fromEntries(
    names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])),
  ) as Pick<T, K>;
}
