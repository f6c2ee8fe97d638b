import { existingDay, isOnDay } from '../time/calendar-day.ts';
import type { ParsedTime } from '../time/time.ts';
import { writtenDays } from '../time/written-day.ts';

const hour = 3_600_000;

/**
 * A reader of when posts were made. The file names no zone, so it tells a day; but the upper 32 bits of a post's id are
 * the second of its making, and where that agrees with the file in some zone on earth, it is the instant: on the same day
 * there, and where the file tells a clock, whole quarters of an hour away from it, to the minute. A post that was planned
 * ahead has an id of an earlier time, and keeps the day. Where day and month can be taken for each other, the id says
 * which is which.
 */
export function postTimes(texts: string[]): (written: string, id: string) => ParsedTime {
  const days = writtenDays(texts.map((text) => split(text).day));
  return (written, id) => {
    const { day, clock } = split(written);
    const on = days(day);
    if (on === undefined) return { wrong: `"${written.trim().slice(0, 40)}" is no date` };
    const made = madeAt(id);
    const possible = [on, ...(/^\d{1,2}\D\d/.test(day) ? turned(on) : [])];
    if (made !== undefined && possible.some((one) => agrees(made, one, clock))) {
      return { at: new Date(made).toISOString(), precision: 'instant' };
    }
    return { at: `${on}T00:00:00.000Z`, precision: 'day' };
  };
}

function agrees(made: number, day: string, clock: number | undefined): boolean {
  if (clock === undefined) return isOnDay(made, day);
  const late = made - Date.parse(day);
  const off = Math.abs(late - clock) % (hour / 4);
  return Math.abs(late - clock) <= 14 * hour && Math.min(off, hour / 4 - off) <= 60_000;
}

/** The day with its month and its day taken for each other, where that exists. */
function turned(on: string): string[] {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  return [existingDay(year, day, month)].filter((one) => one !== undefined);
}

/** When a post was made, in milliseconds since 1970; undefined for what holds no time of TikTok's. */
function madeAt(id: string): number | undefined {
  if (!/^\d{18,20}$/.test(id)) return undefined;
  const made = Number(BigInt(id) >> 32n) * 1000;
  return made > Date.UTC(2014, 0) && made < Date.UTC(2100, 0) ? made : undefined;
}

/** `2026-08-02 19:05:00`, `08/16/2026 3:05 PM`: the date, and the clock in milliseconds where there is one. */
function split(text: string): { day: string; clock?: number } {
  const [, day, hours, minutes, seconds = '0', half] =
    /^(.*?\d)[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$/i.exec(text.trim()) ?? [];
  if (day === undefined) return { day: text.trim() };
  const noon = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  return { day, clock: noon * hour + Number(minutes) * 60_000 + Number(seconds) * 1000 };
}
