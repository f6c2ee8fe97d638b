/** The day as an ISO date, where it exists. */
export function existingDay(year: number, month: number, day: number): string | undefined {
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? at.toISOString().slice(0, 10) : undefined;
}

/** The day after, as an ISO date. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** How many days the second ISO date lies behind the first. */
export function daysBetween(one: string, other: string): number {
  return (Date.parse(other) - Date.parse(one)) / 86_400_000;
}
