import { dayAfter, daysBetween } from '../time/calendar-day.ts';

/** The calendar's stretch from the first to the last day, both within; undefined where it is no whole one. */
export function calendarStretch(
  first: string,
  last: string,
): { grain: 'day' | 'week' | 'month' | 'quarter' | 'year'; from: string; to: string } | undefined {
  const to = dayAfter(last);
  const days = daysBetween(first, to);
  const whole = { from: first, to };
  if (days === 1) return { grain: 'day', ...whole };
  if (days === 7 && new Date(first).getUTCDay() === 1) return { grain: 'week', ...whole };
  if (!first.endsWith('-01') || !to.endsWith('-01')) return undefined;
  const months = (Number(to.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + (month(to) - month(first));
  if (months === 1) return { grain: 'month', ...whole };
  if (months === 3 && month(first) % 3 === 1) return { grain: 'quarter', ...whole };
  return months === 12 && month(first) === 1 ? { grain: 'year', ...whole } : undefined;
}

const month = (day: string): number => Number(day.slice(5, 7));
