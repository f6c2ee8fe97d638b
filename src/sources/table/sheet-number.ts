/** What a number format makes of a cell's number. */
export type Shown = 'number' | 'date' | 'percent';

/** Formats that every spreadsheet program knows by number alone (ECMA-376, part 1, 18.8.30). */
export function builtInShown(id: number): Shown {
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
    return 'date';
  return 'number';
}

/** What a written format such as `dd/mm/yyyy` or `0.0%` makes of a number; text in quotes and brackets says nothing. */
export function shownBy(format: string): Shown {
  const [first = ''] = format
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';');
  if (first.includes('%')) return 'percent';
  return /[dmyhs]/i.test(first.replace(/general/gi, '').replace(/E[+-]/g, '')) ? 'date' : 'number';
}

const daySeconds = 86_400;

/**
 * A day count of a spreadsheet as an ISO date, with the clock where it has one. Day 1 is 1900-01-01, with a 29 February
 * 1900 that never was; files of the 1904 calendar begin four years later. Undefined for what is no day.
 */
export function serialDate(serial: number, from1904: boolean): string | undefined {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (!(days >= 1 && days < 2_958_466)) return undefined;
  const at = new Date(Math.round((days - 25_569) * daySeconds) * 1000).toISOString();
  return Number.isInteger(serial) ? at.slice(0, 10) : `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}

/**
 * A number as it is handed on: with a point, a percentage with its sign. Whole numbers of 16 digits and more have lost
 * digits in the spreadsheet; they are written as it would write them, so that they are known for spoilt ids.
 */
export function numberText(written: string, shown: Shown, from1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (shown === 'date') return serialDate(value, from1904) ?? clock(value) ?? String(value);
  if (shown === 'percent') return `${Number((value * 100).toPrecision(15))}%`;
  return Math.abs(value) >= 1e15 ? value.toExponential().replace('e', 'E') : String(value);
}

/** A time of day without a date. */
function clock(value: number): string | undefined {
  if (!(value >= 0 && value < 1)) return undefined;
  return new Date(Math.round(value * daySeconds) * 1000).toISOString().slice(11, 19);
}
