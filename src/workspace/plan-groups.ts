import type { z } from 'zod';
import { memberOf } from '../model/member.ts';
import type { TargetGroup } from '../model/plan.ts';
import { lowAboveHigh, risesOrIsOpen } from './plan-company.ts';
import { byWord, count, keys, list, said, text } from './plan-words.ts';

const size = keys({
  value: said(count, 'How many they are, as well as you know.', '400').optional(),
  low: said(count, 'At least so many.', '300').optional(),
  high: said(count, 'At most so many.', '600').optional(),
}).refine(risesOrIsOpen, lowAboveHigh);

/** Accounts by source and name, as a list. */
const members = list.refine((all) => all.every((one) => memberOf(one) !== undefined), {
  message: 'holds what is no account: each is the word of a source, a colon, and the @name or id',
});

const group = keys({
  name: said(text, 'The group as you speak of it.', 'Plant engineers in dairies and breweries').optional(),
  size: said(size, 'How many they are, with the range that you know.', {
    value: 400,
    low: 300,
    high: 600,
  }).optional(),
  members: said(
    members,
    'Accounts of people who belong to it, by source and @name or id; put in by hand, with a reason that you could tell them.',
    ['linkedin:jane-doe', 'bluesky:jane.example.org'],
  ).optional(),
  note: said(text, 'What else is known of them.', 'Forty firms, three plants each.').optional(),
});

/** The part `groups` of plan.yaml: target groups by their word. */
export const groupsSchema = byWord(group, 'is no set of groups by their word');

export function groupsOf(stated: z.output<typeof groupsSchema> | undefined): TargetGroup[] {
  return Object.entries(stated ?? {}).map(([word, { name, size, members, note }]) => ({
    word,
    name: name ?? word,
    ...(size && { size: { value: size.value, low: size.low, high: size.high } }),
    ...(members && members.length > 0 && { members }),
    ...(note !== undefined && { note }),
  }));
}
