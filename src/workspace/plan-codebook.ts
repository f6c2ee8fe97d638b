import { z } from 'zod';
import {
  type Code,
  type Codebook,
  type Facet,
  facetChoices,
  facetLevels,
  facetSides,
} from '../model/codebook.ts';
import { starterCodebook } from '../model/starter-codebook.ts';
import type { Tree, TreeMap } from './plan-tree.ts';
import { checked, keys, said, text, word } from './plan-words.ts';

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `is none of ${words.join(', ')}` });

const lines = z
  .union([z.string(), z.array(z.string())], 'is no list of texts')
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** A slash, an @ or a comma in a word would make the address of a code unclear. */
const plainWord = word
  .refine((value) => /^[\p{L}\p{N}_-]+$/u.test(value), 'is no word of letters, digits and hyphens')
  .meta({ type: ['string', 'number'], pattern: String.raw`^[^\s/@,;]+$` });

const wholeNumber = text
  .refine((value) => /^[1-9]\d{0,5}$/.test(value), 'is no whole number from 1 on')
  .transform(Number)
  .meta({ type: ['string', 'number'], pattern: String.raw`^[1-9]\d{0,5}$` });

const number = text
  .refine((value) => /^-?\d+(\.\d+)?$/.test(value), 'is no number')
  .transform(Number)
  .meta({ type: ['string', 'number'], pattern: String.raw`^-?\d+(\.\d+)?$` });

const code = keys({
  word: said(plainWord, 'By which the code is addressed, as FACET/WORD.', 'question'),
  name: said(text, 'The code as you speak of it.', 'Question').optional(),
  definition: said(text, 'What it means, in a sentence.', 'Wants to know something.').optional(),
  use: said(text, 'When to use it.', 'Also without a question mark.').optional(),
  avoid: said(text, 'When not to use it.', 'A question that wants no answer.').optional(),
  examples: said(lines, 'A few messages that have it.', ['Does the seal kit fit?']).optional(),
  version: said(wholeNumber, 'Goes up by one when the meaning changes.', '1').optional(),
  parent: said(plainWord, 'The code of the same facet that it is a kind of.', 'complaint').optional(),
  value: said(number, 'On an interval facet: the number it stands for.', '3').optional(),
});

const facet = keys({
  word: said(plainWord, 'By which the facet is addressed.', 'does'),
  name: said(text, 'What is asked of each message.', 'What the message does').optional(),
  of: said(oneOf(facetSides), 'Whose messages: of others, or our own.', 'others').optional(),
  level: said(
    oneOf(facetLevels),
    'Without an order (nominal), with one (ordinal), with equal steps (interval).',
    'nominal',
  ).optional(),
  choose: said(oneOf(facetChoices), 'One code a message, or as many as fit.', 'many').optional(),
  codes: said(
    z.array(code, 'is no list of codes').superRefine((codes, context) => {
      doubles(codes, context, 'code');
      codes.forEach((one, index) => {
        if (one.parent === undefined) return;
        if (!codes.some(({ word: other }) => other === one.parent))
          context.addIssue({ code: 'custom', message: 'is no code of this facet', path: [index, 'parent'] });
        else if (isItsOwnAncestor(codes, one.word))
          context.addIssue({
            code: 'custom',
            message: 'leads back to the code itself',
            path: [index, 'parent'],
          });
      });
    }),
    'The codes in their order.',
    [{ word: 'question', name: 'Question', definition: 'Wants to know something.', version: 1 }],
  ),
});

/** The part `codebook` of plan.yaml. */
export const codebookSchema = z
  .array(facet, 'is no list of facets')
  .superRefine((facets, context) => doubles(facets, context, 'facet'));

/** The part `agreement` of plan.yaml: an alpha over 0 and under 1, such as `0.8`. */
export const agreementSchema = text
  .transform(
    checked(
      (written) => (/^0?\.\d{1,6}$/.test(written) && Number(written) > 0 ? Number(written) : undefined),
      'is no alpha over 0 and under 1',
    ),
  )
  .meta({
    type: ['string', 'number'],
    pattern: String.raw`^0?\.\d{0,5}[1-9]\d{0,5}$`,
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
  });

function doubles(items: { word: string }[], context: z.RefinementCtx, what: string): void {
  items.forEach(({ word: own }, index) => {
    if (items.findIndex((other) => other.word === own) < index)
      context.addIssue({
        code: 'custom',
        message: `is the word of another ${what} already`,
        path: [index, 'word'],
      });
  });
}

function isItsOwnAncestor(codes: { word: string; parent?: string | undefined }[], start: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = codes.find(({ word: one }) => one === start)?.parent;
  while (at !== undefined && !seen.has(at)) {
    if (at === start) return true;
    seen.add(at);
    at = codes.find(({ word: one }) => one === at)?.parent;
  }
  return false;
}

/** The codebook in force: the plan's own, else the starter. */
export function codebookOf(stated: z.output<typeof codebookSchema> | undefined): Codebook {
  if (!stated || stated.length === 0) return starterCodebook;
  return { facets: stated.map(facetOf) };
}

function facetOf({ word: own, name, of, level, choose, codes }: z.output<typeof facet>): Facet {
  return {
    word: own,
    name: name ?? own,
    of: of ?? 'others',
    level: level ?? 'nominal',
    choose: choose ?? (level === undefined || level === 'nominal' ? 'many' : 'one'),
    codes: codes.map(
      (one): Code => ({
        word: one.word,
        name: one.name ?? one.word,
        definition: one.definition ?? '',
        ...(one.use !== undefined && { use: one.use }),
        ...(one.avoid !== undefined && { avoid: one.avoid }),
        examples: one.examples ?? [],
        version: one.version ?? 1,
        ...(one.parent !== undefined && { parent: one.parent }),
        ...(one.value !== undefined && { value: one.value }),
      }),
    ),
  };
}

/** A codebook as the part `codebook` of plan.yaml holds it. */
export function codebookTree({ facets }: Codebook): Tree {
  return facets.map(
    ({ word: own, name, of, level, choose, codes }): TreeMap => ({
      word: own,
      name,
      of,
      level,
      choose,
      codes: codes.map(
        (one): TreeMap => ({
          word: one.word,
          name: one.name,
          definition: one.definition,
          ...(one.use !== undefined && { use: one.use }),
          ...(one.avoid !== undefined && { avoid: one.avoid }),
          ...(one.examples.length > 0 && { examples: one.examples }),
          version: String(one.version),
          ...(one.parent !== undefined && { parent: one.parent }),
          ...(one.value !== undefined && { value: String(one.value) }),
        }),
      ),
    }),
  );
}
