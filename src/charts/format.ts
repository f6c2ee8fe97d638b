/** How a figure is to be drawn. */
export interface Format {
  /**
   * `inline` for a page: positions in percent, looks from the page's style sheet. `standalone` for a file:
   * 960 px wide, style, title, caption and source inside.
   */
  variant: 'inline' | 'standalone';
  /** BCP 47, for numbers. */
  locale: string;
  /** Business time has no days of 24 hours, so its durations are written in hours. Default `wall`. */
  clock?: 'wall' | 'business';
  /** Prefix of the ids in the picture, unique in its page. Default `figure`. */
  id?: string;
  /** `small` for a picture that stands under a sentence among others; only in a page. Default `full`. */
  size?: 'full' | 'small';
  /** The line under a standalone picture: where the data come from and when they end. */
  source?: string;
}

/** The part of a Format that numbers need. */
export type NumberFormat = Pick<Format, 'locale' | 'clock'>;

const nbsp = '\u00a0';

/** Making one takes far longer than using it, and a page writes hundreds of numbers. */
const made = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${options.style ?? ''} ${options.maximumFractionDigits ?? ''}`;
  let one = made.get(key);
  if (!one) {
    one = new Intl.NumberFormat(locale, options);
    made.set(key, one);
  }
  return one;
}

/**
 * A share as a percentage in the locale, with a space before the sign. What rounds to nothing or to
 * everything without being it says so.
 */
export function share(value: number, { locale }: NumberFormat): string {
  if (!Number.isFinite(value)) return 'cannot tell';
  if (value > 0 && value < 0.005) return `under ${percent(0.01, locale)}`;
  if (value < 1 && value >= 0.995) return `over ${percent(0.99, locale)}`;
  return percent(value, locale);
}

function percent(value: number, locale: string): string {
  const parts = formatter(locale, { style: 'percent', maximumFractionDigits: 0 }).formatToParts(value);
  return parts
    .map((part, i) =>
      part.type === 'percentSign' && parts[i - 1]?.type === 'integer' ? `${nbsp}%` : part.value,
    )
    .join('')
    .replace(/\s/g, nbsp);
}

/** A whole number in the locale. */
export function count(value: number, { locale }: NumberFormat): string {
  if (!Number.isFinite(value)) return 'cannot tell';
  return formatter(locale, { maximumFractionDigits: 0 }).format(value);
}

const words = {
  long: { min: ['minute', 'minutes'], h: ['hour', 'hours'], d: ['day', 'days'], y: ['year', 'years'] },
  short: { min: ['min', 'min'], h: ['h', 'h'], d: ['d', 'd'], y: ['y', 'y'] },
} as const;

/** Seconds in the words that a person would use: "50 minutes", "4.3 hours", "2.4 days"; short: "50 min". */
export function duration(seconds: number, format: NumberFormat, style: 'long' | 'short' = 'long'): string {
  if (!Number.isFinite(seconds)) return 'cannot tell';
  if (seconds < 0) return `\u2212${duration(-seconds, format, style)}`;
  const business = format.clock === 'business';
  const write = (value: number, unit: keyof typeof words.long) => {
    const digits = unit !== 'min' && value < 9.95 ? 1 : 0;
    const number = formatter(format.locale, { maximumFractionDigits: digits }).format(value);
    const word = words[style][unit][Number(value.toFixed(digits)) === 1 ? 0 : 1];
    const working = business && style === 'long' ? `working${nbsp}` : '';
    return `${number}${nbsp}${working}${word}`;
  };
  if (seconds > 0 && seconds < 60) return style === 'long' ? 'under a minute' : `under 1${nbsp}min`;
  if (seconds < 90 * 60) return write(seconds / 60, 'min');
  if (business || seconds < 48 * 3600) return write(seconds / 3600, 'h');
  if (seconds < 730 * 86400) return write(seconds / 86400, 'd');
  return write(seconds / (365.25 * 86400), 'y');
}

/** Seconds in two parts for lists, so that rows compare at a glance: "6 d 2 h", "22 h", "40 min"; from ten days on as `duration`. */
export function waitedFor(seconds: number, format: NumberFormat): string {
  if (seconds < 3600 || format.clock === 'business') return duration(seconds, format, 'short');
  if (seconds >= 9.95 * 86_400) return duration(seconds, format, 'short');
  const hours = Math.floor(seconds / 3600);
  const whole = formatter(format.locale, {});
  if (hours < 24) return `${hours}${nbsp}h`;
  const days = whole.format(Math.floor(hours / 24));
  const rest = hours % 24;
  return rest === 0 ? `${days}${nbsp}d` : `${days}${nbsp}d ${rest}${nbsp}h`;
}
