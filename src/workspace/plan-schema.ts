import { z } from 'zod';
import { channelsSchema } from './plan-channels.ts';
import { agreementSchema, codebookSchema } from './plan-codebook.ts';
import { companyKeys } from './plan-company.ts';
import { eventsSchema, surveysSchema } from './plan-events.ts';
import { goalsSchema } from './plan-goals.ts';
import { groupsSchema } from './plan-groups.ts';
import { marginsSchema } from './plan-margins.ts';
import { retentionSchema } from './plan-retention.ts';
import { tagsSchema } from './plan-tags.ts';
import { whySchema } from './plan-why.ts';
import { keys, said } from './plan-words.ts';

/** All of plan.yaml. Every key may be left out. */
export const planSchema = keys({
  ...companyKeys,
  why: said(whySchema, 'Why you are in social, and what success means.', {
    answer: 'Engineers know us before they need a pump.',
    review: '2027-03-01',
  }).optional(),
  goals: said(goalsSchema, 'What shall be reached, by when, for whom.', [
    {
      word: 'awareness',
      title: 'Plant engineers know our name',
      measure: 'survey/aware',
      result: '50 %',
      by: '2027-07-31',
    },
  ]).optional(),
  groups: said(groupsSchema, 'Whom you want to reach, each under a word.', {
    engineers: { name: 'Plant engineers', size: { low: 300, high: 600 } },
  }).optional(),
  channels: said(channelsSchema, 'What each channel is there for, under its word.', {
    linkedin: { role: 'Stays in talk with engineers who know us.', for: ['engineers'] },
  }).optional(),
  events: said(eventsSchema, 'The calendar: campaigns, newsletters, press, fairs, changes.', [
    { on: '2026-10-06', to: '2026-10-09', kind: 'fair', title: 'Trade fair' },
  ]).optional(),
  surveys: said(surveysSchema, 'Waves of questions that are planned.', [
    { on: '2026-12-01', people: 400, question: 'aware' },
  ]).optional(),
  margins: said(
    marginsSchema,
    'What the people are like for whom the answers of a survey shall speak: answers are weighted by it. The names are those that the survey keeps as margins.',
    { size: { '1-49': '30 %', '50-249': '45 %', '250+': '25 %' } },
  ).optional(),
  tags: said(tagsSchema, 'Tags as a tree.', { product: ['pumps', 'seals'] }).optional(),
  codebook: said(codebookSchema, 'What is said of messages when they are read by hand: facets with codes.', [
    {
      word: 'does',
      name: 'What the message does',
      of: 'others',
      choose: 'many',
      codes: [{ word: 'question', name: 'Question', definition: 'Wants to know something.', version: 1 }],
    },
  ]).optional(),
  agreement: said(
    agreementSchema,
    'Krippendorff’s alpha under which a number that rests on codes is withheld: over 0 and under 1. Without it: 0.667, the lowest that Krippendorff allows.',
    0.8,
  ).optional(),
  retention: said(
    retentionSchema,
    'How long texts are kept, by whose they are and how they came; then they are removed, and counts stay.',
    { public_third_party: '6 months' },
  ).optional(),
  quotes: said(
    z.enum(['inside', 'anywhere'], { error: 'is neither inside nor anywhere' }),
    'Where people’s words may stand: inside keeps quotes out of files, reports and exports.',
    'inside',
  ).optional(),
});
export type StatedPlan = z.output<typeof planSchema>;
