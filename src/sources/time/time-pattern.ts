/** A date and time as written, before any zone is applied. */
export interface WrittenTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes east of UTC, where the text says so. */
  offset?: number;
  precision: 'instant' | 'minute' | 'day';
}

export const monthNames = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];

/** What each token of a pattern matches; the names follow Unicode TR35. `xx` is an offset such as +0100 or Z. */
const tokens: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<year>\\d{2})',
  MMM: '(?<name>[A-Za-z]{3})[a-z]*\\.?',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  EEE: '[A-Za-z]{2,9}\\.?',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<half>\\d{2})',
  h: '(?<half>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<noon>[AaPp])\\.?[Mm]\\.?',
  xx: '(?<offset>[+-]\\d{2}:?\\d{2}|Z)',
};
const longestFirst = new RegExp(
  `'[^']*'|${Object.keys(tokens)
    .sort((a, b) => b.length - a.length)
    .join('|')}|.`,
  'g',
);

/** A pattern as a reader of texts; undefined where it lacks a year, month or day, or names one twice. */
export function compilePattern(pattern: string): ((text: string) => WrittenTime | undefined) | undefined {
  let source = '';
  for (const [part] of pattern.matchAll(longestFirst)) {
    if (part.startsWith("'") && part.length > 1) source += escaped(part.slice(1, -1));
    else if (/\s/.test(part)) source += '[\\s\\u00a0\\u202f]+';
    else source += tokens[part] ?? escaped(part);
  }
  for (const group of ['<year>', '<day>']) if (source.split(group).length !== 2) return undefined;
  if (source.split('<month>').length + source.split('<name>').length !== 3) return undefined;
  if (/<hour>.*<hour>|<minute>.*<minute>|<half>.*<half>/.test(source)) return undefined;
  const regex = new RegExp(`^${source}$`);
  return (text) => {
    const groups = regex.exec(text.trim())?.groups;
    return groups === undefined ? undefined : written(groups);
  };
}

/** Whether the texts of a pattern say how far from UTC they are. */
export function patternHasOffset(pattern: string): boolean {
  return pattern.replace(/'[^']*'/g, '').includes('xx');
}

/** Minutes east of UTC from `Z`, `+0100`, `+01:00` or `+01`. */
export function offsetMinutes(text: string): number {
  if (/^[zZ]$/.test(text)) return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || 0);
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function written(part: Record<string, string | undefined>): WrittenTime | undefined {
  const year = part.year?.length === 2 ? 2000 + Number(part.year) : Number(part.year);
  const month = part.name ? monthNames.indexOf(part.name.toLowerCase()) + 1 : Number(part.month);
  let hour = Number(part.hour ?? 0);
  if (part.half !== undefined) {
    const half = Number(part.half);
    if (half < 1 || half > 12) return undefined;
    hour = (half % 12) + (part.noon?.toLowerCase() === 'p' ? 12 : 0);
  }
  const clock = part.hour !== undefined || part.half !== undefined;
  const time: WrittenTime = {
    year,
    month,
    day: Number(part.day),
    hour,
    minute: Number(part.minute ?? 0),
    second: Number(part.second ?? 0),
    millisecond: Number((part.fraction ?? '').slice(0, 3).padEnd(3, '0')),
    precision: part.second !== undefined ? 'instant' : clock ? 'minute' : 'day',
  };
  if (part.offset !== undefined) time.offset = offsetMinutes(part.offset);
  return time;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
