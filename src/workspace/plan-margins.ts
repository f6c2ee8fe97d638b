import type { z } from 'zod';
import type { StatedMargin } from '../model/plan.ts';
import { parseAmount } from './plan-amount.ts';
import { byWord, checked, said, text } from './plan-words.ts';

/** `30 %`, or a number of people; only the proportions within a margin matter. */
const size = text
  .transform(
    checked((written: string) => {
      const amount = parseAmount(written);
      return amount && amount.unit !== 'seconds' && amount.value >= 0 ? amount : undefined;
    }, 'is no percentage and no number of people'),
  )
  .meta({ type: ['string', 'number'], pattern: String.raw`^\d+(\.\d+)?( ?%)?$` });

const margin = byWord(
  said(size, 'How much of the target group it is: a percentage, or a number of people.', '30 %'),
  'is no set of sizes, such as 1-49: 30 %',
).superRefine((levels, context) => {
  const sizes = Object.values(levels);
  const percent = sizes.filter(({ unit }) => unit === 'share').length;
  const sum = sizes.reduce((total, { value }) => total + value, 0);
  const issue =
    sizes.length < 2
      ? 'has one size only: state each that there is'
      : percent > 0 && percent < sizes.length
        ? 'holds percentages and numbers: write all in one way'
        : percent > 0 && Math.abs(sum - 1) > 0.011
          ? `adds up to ${Math.round(sum * 1000) / 10} %, not to 100 %`
          : sum > 0
            ? undefined
            : 'has no size above 0';
  if (issue) context.addIssue({ code: 'custom', message: issue });
});

/** The part `margins` of plan.yaml: what the people are like for whom a survey's answers shall speak. */
export const marginsSchema = byWord(margin, 'is no set of margins');

/** Margins as stated: `brand/size` holds for the survey brand, `size` for any that has none of its own. */
export function marginsOf(stated: z.output<typeof marginsSchema> | undefined): StatedMargin[] {
  return Object.entries(stated ?? {}).map(([key, levels]) => {
    const [name = key, survey] = key.split('/').reverse();
    return {
      name: name.trim(),
      ...(survey !== undefined && { survey: survey.trim() }),
      levels: Object.entries(levels).map(([written, { value }]) => ({
        names: written.split(/ or /).map((one) => one.trim()),
        size: value,
      })),
    };
  });
}

/** `size: 1-49 = 30 %; 50-249 or 250+ = 70 %`, one margin a line; what is written otherwise stays as it is, to be refused. */
export function marginTree(lines: string[]): Record<string, Record<string, string>> | string {
  const found = lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      const levels = line
        .slice(colon + 1)
        .split(';')
        .filter((one) => one.trim() !== '')
        .map((one) => {
          const equals = one.lastIndexOf('=');
          return equals < 1 ? undefined : [one.slice(0, equals).trim(), one.slice(equals + 1).trim()];
        });
      return colon < 1 || levels.length === 0 || levels.includes(undefined)
        ? undefined
        : [line.slice(0, colon).trim(), Object.fromEntries(levels as string[][])];
    });
  if (found.includes(undefined)) return lines.join('\n');
  return Object.fromEntries(found as [string, Record<string, string>][]);
}

/** The other way about: what the file has, as lines. */
export function marginLines(margins: object): string {
  return Object.entries(margins)
    .map(([name, levels]) =>
      typeof levels === 'object' && levels !== null
        ? `${name}: ${Object.entries(levels)
            .map(([level, size]) => `${level} = ${size}`)
            .join('; ')}`
        : `${name}: ${levels}`,
    )
    .join('\n');
}
