import type { Amount } from '../model/goal.ts';

const seconds: Record<string, number> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  days: 86_400,
  day: 86_400,
  w: 604_800,
  weeks: 604_800,
  week: 604_800,
};

/** What `parseAmount` takes, as a pattern for editors. */
export const amountPattern = String.raw`^(?!-?[1-9]\d{0,2}\.\d{3}( ?[a-z]+)?$)-?\d+(\.\d+)?( ?(%|s|min|h|d|day|days|w|week|weeks))?$`;

/** What `parseCount` takes, as a pattern for editors. */
export const countPattern = String.raw`^(?![1-9]\d{0,2}\.\d{3}$)\d+(\.\d+)?$`;

/** `160.000` is 160 thousand to some and 160 to others. A percentage of thousands is none to anybody. */
const twoReadings = /^-?[1-9]\d{0,2}[.,]\d{3}(?! *%)(?=\D*$)/;

/**
 * `30 %` is the share 0.3, `2 h` are 7200 seconds, `1200` is a number. A bare `0.3` is a number here: whether it
 * means a share, the goal says that it belongs to. Undefined for anything else, and for what can be read in two ways.
 */
export function parseAmount(written: string): Amount | undefined {
  const tidy = written.trim().replaceAll('\u00a0', ' ');
  const match = /^(-?\d+(?:\.\d+)?) ?(%|[a-z]+)?$/.exec(tidy);
  if (!match || twoReadings.test(tidy)) return undefined;
  const number = Number(match[1]);
  const unit = match[2];
  if (unit === undefined) return { value: number, unit: 'number', written: tidy };
  if (unit === '%') return { value: number / 100, unit: 'share', written: tidy };
  const factor = Object.hasOwn(seconds, unit) ? (seconds[unit] as number) : undefined;
  return factor === undefined ? undefined : { value: number * factor, unit: 'seconds', written: tidy };
}

/** A number that is not below zero; undefined for anything else, and for what can be read in two ways. */
export function parseCount(written: string): number | undefined {
  const tidy = written.trim();
  return /^\d+(\.\d+)?$/.test(tidy) && !twoReadings.test(tidy) ? Number(tidy) : undefined;
}

/**
 * How to write what is no number here but was meant as one: both readings of `160.000`, `150000` for `150 000`, `12.5`
 * for `12,5`. Undefined where nothing of the kind is seen. `such` can be taken as it is.
 */
export function mendedNumber(written: string): { message: string; such: string } | undefined {
  const tidy = written.trim().replace(/[\u00a0\u202f\u2009]/g, ' ');
  const [, number = '', rest = ''] =
    /^(-?\d[\d.,'’ ]*?)( ?(?:%|[A-Za-z]+|[€£$]))?$/.exec(tidy.replace(/^[€£$] ?/, '')) ?? [];
  if (number === '') return undefined;
  const unit = /[€£$]|^ ?[A-Z]{3}$/.test(rest) ? '' : rest;
  if (twoReadings.test(`${number}${unit}`)) {
    const thousands = `${number.replace(/[.,]/, '')}${unit}`;
    const fraction = number.replace(',', '.');
    const few = `${/0$/.test(fraction) ? Number(fraction) : `${fraction}0`}${unit}`;
    return {
      message: `can be ${thousands} to one reader and ${Number(fraction)}${unit} to another: write ${thousands} or ${few}`,
      such: thousands,
    };
  }
  const grouped = /^-?\d{1,3}([.,'’ ])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/.exec(number);
  const plain = grouped
    ? number
        .split(grouped[1] as string)
        .join('')
        .replace(',', '.')
    : /^-?\d+,\d+$/.test(number)
      ? number.replace(',', '.')
      : /^-?\d+(\.\d+)?$/.test(number) && tidy !== `${number}${unit}`
        ? number
        : undefined;
  if (plain === undefined) return undefined;
  const such = `${plain}${unit}`;
  return { message: `is not written as numbers are here: write ${such}`, such };
}
