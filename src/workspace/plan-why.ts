import type { z } from 'zod';
import type { Why } from '../model/why.ts';
import { isDate } from './hours.ts';
import { date, keys, said, sentences, text } from './plan-words.ts';

/** A day of the year, `MM-DD`, or an ISO date. */
const yearly = text
  .refine((value) => isDate(value) || isDate(`2024-${value}`), 'is no day written as MM-DD or YYYY-MM-DD')
  .meta({ pattern: String.raw`^(\d{4}-)?\d{2}-\d{2}$` });

/** The part `why` of plan.yaml. */
export const whySchema = keys({
  answer: said(
    text,
    'What do we get out of this? In your words.',
    'Engineers who know us before they need a pump.',
  ).optional(),
  reasons: said(sentences, 'Why you are in social, as it is. Bad reasons too.', [
    'Our customers ask there.',
    'We opened the channel five years ago and are stuck with it.',
  ]).optional(),
  roi: said(
    text,
    'What return on investment means in your company.',
    'Orders that began with a conversation.',
  ).optional(),
  success: said(
    text,
    'What success means in a social context.',
    'People come back, and answer each other.',
  ).optional(),
  untraceable: said(sentences, 'What you know leaves no trace that could be counted.', [
    'Advice that is passed on by telephone.',
  ]).optional(),
  by: said(text, 'Who wrote it down, or agreed to it.', 'Ines Okoro').optional(),
  on: said(date, 'When it was agreed.', '2026-03-02').optional(),
  review: said(date, 'When to ask again whether it still holds.', '2027-03-01').optional(),
  drawing_table: said(
    yearly,
    'The day of the year on which you step back to the drawing table, as MM-DD or as a date.',
    '01-15',
  ).optional(),
});

/** Why the company is in social, as far as it says. */
export function whyOf(stated: z.output<typeof whySchema> | undefined): Why {
  const { answer, reasons, roi, success, untraceable, by, on, review, drawing_table } = stated ?? {};
  return {
    ...(answer !== undefined && { answer }),
    reasons: reasons ?? [],
    ...(roi !== undefined && { roi }),
    ...(success !== undefined && { success }),
    untraceable: untraceable ?? [],
    ...(by !== undefined && { by }),
    ...(on !== undefined && { on }),
    ...(review !== undefined && { review }),
    ...(drawing_table !== undefined && { drawingTable: drawing_table }),
  };
}
