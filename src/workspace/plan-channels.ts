import type { z } from 'zod';
import type { ChannelRole } from '../model/plan.ts';
import { byWord, date, keys, list, said, text } from './plan-words.ts';

const channel = keys({
  role: said(
    text,
    'The job of the channel in the mix, in a sentence.',
    'Stays in talk with engineers who know us.',
  ).optional(),
  for: said(list, 'Words of the target groups that it is there for.', ['engineers']).optional(),
  why: said(text, 'Why you are in this channel. Bad reasons too.', 'They ask there anyway.').optional(),
  target: said(text, 'What the role lets you expect.', 'Half of the listed firms take part.').optional(),
  accounts: said(list, 'Own accounts that stand together under this name.', [
    'tarnwell',
    'tarnwell_service',
  ]).optional(),
  since: said(date, 'Since when you are there.', '2021-05-01').optional(),
  review: said(date, 'When to ask again whether to stay.', '2027-02-26').optional(),
  note: said(text, 'What else should be known.', 'Run by the service desk.').optional(),
});

/** The part `channels` of plan.yaml: roles by the channel's word. */
export const channelsSchema = byWord(channel, 'is no set of channels by their word');

export function channelsOf(stated: z.output<typeof channelsSchema> | undefined): ChannelRole[] {
  return Object.entries(stated ?? {}).map(([word, one]) => ({
    word,
    ...(one.role !== undefined && { role: one.role }),
    for: one.for ?? [],
    ...(one.why !== undefined && { why: one.why }),
    ...(one.target !== undefined && { target: one.target }),
    accounts: one.accounts ?? [],
    ...(one.since && { since: one.since }),
    ...(one.review && { review: one.review }),
    ...(one.note !== undefined && { note: one.note }),
  }));
}
