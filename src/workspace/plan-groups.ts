import type { z } from 'zod';
import type { TargetGroup } from '../model/plan.ts';
import { lowAboveHigh, risesOrIsOpen } from './plan-company.ts';
import { byWord, count, keys, said, text } from './plan-words.ts';

const size = keys({
  value: said(count, 'How many they are, as well as you know.', '400').optional(),
  low: said(count, 'At least so many.', '300').optional(),
  high: said(count, 'At most so many.', '600').optional(),
}).refine(risesOrIsOpen, lowAboveHigh);

const group = keys({
  name: said(text, 'The group as you speak of it.', 'Plant engineers in dairies and breweries').optional(),
  size: said(size, 'How many they are, with the range that you know.', {
    value: 400,
    low: 300,
    high: 600,
  }).optional(),
  note: said(text, 'What else is known of them.', 'Forty firms, three plants each.').optional(),
});

/** The part `groups` of plan.yaml: target groups by their word. */
export const groupsSchema = byWord(group, 'is no set of groups by their word');

export function groupsOf(stated: z.output<typeof groupsSchema> | undefined): TargetGroup[] {
  return Object.entries(stated ?? {}).map(([word, { name, size, note }]) => ({
    word,
    name: name ?? word,
    ...(size && { size: { value: size.value, low: size.low, high: size.high } }),
    ...(note !== undefined && { note }),
  }));
}
