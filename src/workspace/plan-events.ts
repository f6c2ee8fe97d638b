import { z } from 'zod';
import { eventKinds, type PlannedEvent } from '../model/event.ts';
import type { PlannedSurvey } from '../model/plan.ts';
import { bothEnds, lowAboveHigh, risesOrIsOpen } from './plan-company.ts';
import { tidyMeasure } from './plan-goals.ts';
import { count, date, factor, keys, list, said, text } from './plan-words.ts';

const kind = z.enum(eventKinds, { error: `is none of ${eventKinds.join(', ')}` });

const event = keys({
  on: said(date, 'The day, or the first one.', '2026-10-06'),
  to: said(date, 'The last day, where it lasts.', '2026-10-09').optional(),
  kind: said(kind, 'What it is.', 'fair').optional(),
  title: said(text, 'Its name.', 'Trade fair, hall 4').optional(),
  channels: said(list, 'Words of the channels that it ran on.', ['linkedin']).optional(),
  cost: said(
    keys({
      low: said(count, 'At least so much, in your currency.', '30000').optional(),
      high: said(count, 'At most so much.', '45000').optional(),
    }).refine(risesOrIsOpen, lowAboveHigh),
    'What it cost, from low to high.',
    { low: 30000, high: 45000 },
  ).optional(),
  measure: said(
    list,
    'What it was meant to change, as goals name it. Without it: who waits, and how much of ours answers, on its channels.',
    'series/leads',
  ).optional(),
  control: said(
    list,
    'What it cannot have touched, named in the same way: the measure is held against it.',
    'series/category-sales',
  ).optional(),
}).refine(({ on, to }) => to === undefined || to >= on, {
  message: 'lies before its first day',
  path: ['to'],
});

/** The part `events` of plan.yaml: the calendar. */
export const eventsSchema = z.array(event, 'is no list of events');

/** The calendar in the order of its days. */
export function eventsOf(stated: z.output<typeof eventsSchema> | undefined): PlannedEvent[] {
  return (stated ?? [])
    .map(({ on, to, kind, title, channels, cost, measure, control }): PlannedEvent => {
      const range = bothEnds(cost);
      return {
        on,
        ...(to && to !== on && { to }),
        kind: kind ?? 'other',
        title: title ?? kind ?? 'event',
        channels: channels ?? [],
        ...(range && { cost: range }),
        ...(measure?.length && { measures: measure.map(tidyMeasure) }),
        ...(control?.length && { controls: control.map(tidyMeasure) }),
      };
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const survey = keys({
  on: said(date, 'When the wave is.', '2026-12-01'),
  people: said(count, 'How many people will answer.', '400').optional(),
  question: said(text, 'The word of the question; a goal reads it as survey/WORD.', 'aware').optional(),
  deff: said(
    factor,
    'Design effect: 1 for a simple random sample, more where answers are weighted.',
    '1.4',
  ).optional(),
});

/** The part `surveys` of plan.yaml: planned waves. */
export const surveysSchema = z.array(survey, 'is no list of surveys');

export function surveysOf(stated: z.output<typeof surveysSchema> | undefined): PlannedSurvey[] {
  return (stated ?? [])
    .map(({ on, people, question, deff }) => ({
      on,
      people: people ?? 0,
      question: question ?? '',
      deff: deff ?? 1,
    }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
