/** The day as an ISO date, where it exists. */
export function existingDay(year: number, month: number, day: number): string | undefined {
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? at.toISOString().slice(0, 10) : undefined;
}

/** The day that a text names as `2025-08-01`, where it exists: `Date.parse` takes 2025-02-30 for a day in March. */
export function isoDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year === undefined ? undefined : existingDay(Number(year), Number(month), Number(day));
}

const hour = 3_600_000;

/** Whether an instant lies in that day of some time zone on earth: platforms do not say in which they count days. */
export function isOnDay(milliseconds: number, day: string): boolean {
  const begin = Date.parse(day);
  return milliseconds >= begin - 14 * hour && milliseconds < begin + 36 * hour;
}

/** The day after, as an ISO date. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** How many days the second ISO date lies behind the first. */
export function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}
