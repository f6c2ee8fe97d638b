import { z } from 'zod';
import { isDate } from './hours.ts';
import { amountPattern, countPattern, mendedNumber, parseAmount, parseCount } from './plan-amount.ts';

/**
 * The kinds of value in plan.yaml. Every scalar is read as the text that stands in the file, so that an account
 * `0123`, the locale `no` and long ids stay as they are written.
 */
export const text = z.string('is no text');

/** A list of texts, or one text with commas. */
export const list = z
  .union([z.string(), z.array(z.string())], 'is no list')
  .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((word) => word.trim()))
  .transform((words) => words.filter((word) => word !== ''));

/** Whole sentences in a list: one text is one sentence, commas and all. */
export const sentences = z
  .union([z.string(), z.array(z.string())], 'is no list of texts')
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** An ISO date that exists. */
export const date = text.refine(isDate, 'is no date written as YYYY-MM-DD').meta({ format: 'date' });

/** A word by which other parts of the plan name this one. */
export const word = text
  .refine(
    (value) => /^[\p{L}\p{N}][\p{L}\p{N}_.@-]*$/u.test(value),
    'is no single word: letters, digits and hyphens',
  )
  .meta({ type: ['string', 'number'], pattern: String.raw`^\S+$` });

/** `30 %`, `0.3`, `1200` or `2 h`. */
export const amount = text
  .transform(checked(parseAmount, 'is no number, percentage or duration'))
  .meta({ type: ['string', 'number'], pattern: amountPattern });

/** A number of people, months or money that is not below zero. */
export const count = text
  .transform(checked(parseCount, 'is no number'))
  .meta({ type: ['string', 'number'], pattern: countPattern });

/** A factor, such as 1.125: never so large that its point could stand for thousands. */
export const factor = text
  .transform(
    checked(
      (written) => (/^\d{1,3}(\.\d+)?$/.test(written.trim()) ? Number(written) : undefined),
      'is no number',
    ),
  )
  .meta({ type: ['string', 'number'], pattern: String.raw`^\d{1,3}(\.\d+)?$` });

/** A set of keys. Those that it does not know are let through, and named elsewhere. */
export function keys<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.looseObject(shape, 'is no set of keys');
}

/** A set of keys that the user names, all of one kind. */
export function byWord<Of extends z.ZodType>(of: Of, message = 'is no set of words') {
  return z.record(z.string(), of, message);
}

/** The schema with what an editor shows of it; the first example is shown where a value is wrong. */
export function said<Of extends z.ZodType>(schema: Of, description: string, ...examples: unknown[]): Of {
  return schema.meta({ ...schema.meta(), description, ...(examples.length > 0 && { examples }) }) as Of;
}

/**
 * Turns a parser that gives undefined for what it cannot read into a transformation that says so; of a number written
 * in another way than here, how to write it.
 */
export function checked<From, To>(parse: (from: From) => To | undefined, message: string) {
  return (from: From, context: z.RefinementCtx): To => {
    const to = parse(from);
    if (to !== undefined) return to;
    const mended = typeof from === 'string' ? mendedNumber(from) : undefined;
    context.addIssue({
      code: 'custom',
      message: mended?.message ?? message,
      ...(mended && { params: { such: mended.such } }),
    });
    return z.NEVER;
  };
}
