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
export const amountPattern = String.raw`^-?\d+(\.\d+)?( ?(%|s|min|h|d|day|days|w|week|weeks))?$`;

/**
 * `30 %` is the share 0.3, `2 h` are 7200 seconds, `1200` is a number. A bare `0.3` is a number here: whether it
 * means a share, the goal says that it belongs to. Undefined for anything else.
 */
export function parseAmount(written: string): Amount | undefined {
  const tidy = written.trim().replaceAll('\u00a0', ' ');
  const match = /^(-?\d+(?:\.\d+)?) ?(%|[a-z]+)?$/.exec(tidy);
  if (!match) return undefined;
  const number = Number(match[1]);
  const unit = match[2];
  if (unit === undefined) return { value: number, unit: 'number', written: tidy };
  if (unit === '%') return { value: number / 100, unit: 'share', written: tidy };
  const factor = Object.hasOwn(seconds, unit) ? (seconds[unit] as number) : undefined;
  return factor === undefined ? undefined : { value: number * factor, unit: 'seconds', written: tidy };
}

/** A number that is not below zero; undefined for anything else. */
export function parseCount(written: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(written.trim()) ? Number(written) : undefined;
}
