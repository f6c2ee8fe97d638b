const day = 86_400_000;

/** A wave tells what stood on a day up to so many days away. */
export const waveNear = 92;
/** From so many days before a day on, a wave is of that day. */
export const waveJustBefore = 14;

/** True where one of the waves, by the middle day of each, is of a date by itself. All are ISO dates. */
export function waveReadFor(date: string, waves: string[]): boolean {
  const [first, last] = waveWindow(date);
  return waves.some((on) => on >= first && on <= last);
}

/** The first and the last day on which a wave is of a date by itself. */
export function waveWindow(date: string): [string, string] {
  return [dayFrom(date, -waveJustBefore), dayFrom(date, waveNear)];
}

/** The middle day of a wave, from its first day and the day after its last. */
export function middleOf({ from, to }: { from: string; to: string }): string {
  const middle = (Date.parse(from) + Date.parse(to) - day) / 2;
  return new Date(middle).toISOString().slice(0, 10);
}

function dayFrom(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}
