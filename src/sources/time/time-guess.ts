import { formatHasZone, isoHasZone, type TimeReader, timeReader } from './time.ts';

const dates = [
  'yyyy-M-d',
  'yyyy/M/d',
  'yyyy.M.d',
  'yyyy. M. d.',
  'd.M.yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'd-M-yyyy',
  'M-d-yyyy',
  'd.M.yy',
  'd/M/yy',
  'M/d/yy',
  'd MMM yyyy',
  'd-MMM-yyyy',
  'MMM d, yyyy',
  'EEE, d MMM yyyy',
  'EEE, MMM d, yyyy',
];
const clocks = [
  '',
  ' H:mm',
  ' H:mm:ss',
  ' h:mm a',
  ' h:mm:ss a',
  ', H:mm',
  ', H:mm:ss',
  ', h:mm a',
  ', h:mm:ss a',
];
const patterns = dates.flatMap((date) =>
  clocks.flatMap((clock) => (clock === '' ? [date] : [date + clock, `${date}${clock} xx`])),
);
const known = ['iso', 'x', 'epoch-seconds', 'epoch-milliseconds'];

const compiled = new Map<string, TimeReader>();
function readerOf(format: string): TimeReader {
  const reads = compiled.get(format) ?? timeReader(format, 'UTC');
  compiled.set(format, reads);
  return reads;
}

/** Whether a value has at all the look of a date: two numbers or a month's name, and not too long. */
function dateLike(value: string): boolean {
  return (
    value.length < 60 &&
    /^\s*(\d{10}(\d{3})?\s*$|\d{1,4}[-./]|\d{1,2}[- ][A-Za-z]|[A-Za-z]{3,9}[., ])/.test(value) &&
    /\d/.test(value)
  );
}

/**
 * The formats that fit the values best, several where the values cannot tell (day or month first); none where
 * fewer than four in five fit.
 */
export function guessTimeFormats(values: string[]): string[] {
  const filled = values.filter((value) => value.trim() !== '');
  if (filled.filter(dateLike).length < filled.length * 0.8 || filled.length === 0) return [];
  const share = (format: string) => {
    const reads = readerOf(format);
    if (filled.slice(0, 10).every((value) => 'wrong' in reads(value))) return 0;
    return filled.filter((value) => !('wrong' in reads(value))).length / filled.length;
  };
  for (const group of [known, patterns]) {
    const shares = group.map((format) => ({ format, share: share(format) }));
    const best = Math.max(...shares.map((each) => each.share));
    if (best >= 0.8) return shares.filter((each) => each.share === best).map((each) => each.format);
  }
  return [];
}

/** Whether times like these need a zone from outside. */
export function needsZone(format: string, values: string[]): boolean {
  if (format !== 'iso') return !formatHasZone(format);
  return values.some((value) => value.trim() !== '' && !isoHasZone(value));
}
