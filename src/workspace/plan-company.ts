import type { z } from 'zod';
import type { BusinessHours, SalesCycle } from '../model/plan.ts';
import { isDate, isLocale, isZone, parseDays, parseHours } from './hours.ts';
import { byWord, checked, count, keys, list, said, text } from './plan-words.ts';

const zone = text
  .refine(isZone, 'is no time zone name, such as Europe/Berlin')
  .meta({ pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$' });
const hours = text
  .transform(checked(parseHours, 'is no opening and closing time of one day, such as 09:00-17:00'))
  .meta({ pattern: String.raw`^\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}$` });
const days = list.transform(checked(parseDays, 'holds a word that is no day of the week'));
const holidays = list.refine(
  (dates) => dates.every(isDate),
  'holds something that is no date written as YYYY-MM-DD',
);
const closedAfter = text.refine((n) => /^[1-9]\d{0,2}$/.test(n), 'is no number of days from 1 to 999');

const business = keys({
  zone: said(zone, 'The time zone of the desk, where it is another one.', 'Europe/Berlin').optional(),
  days: said(days, 'Days on which somebody is at the desk.', ['mon', 'tue', 'wed', 'thu', 'fri']).optional(),
  hours: said(hours, 'From when to when, within one day.', '09:00-17:00').optional(),
  holidays: said(holidays, 'Days on which nobody is.', ['2026-12-25', '2027-01-01']).optional(),
});

/** False for a range whose low end lies above its high one. */
export function risesOrIsOpen({ low, high }: Ends): boolean {
  return low === undefined || high === undefined || low <= high;
}
/** What is said of such a range, at its low end. */
export const lowAboveHigh = { message: 'is above the high end', path: ['low'] };

const range = (what: string) =>
  keys({
    low: said(count, `${what}: at least.`, '6').optional(),
    high: said(count, `${what}: at most.`, '18').optional(),
  }).refine(risesOrIsOpen, lowAboveHigh);

/** Who the company is, when it is at its desk, and how it sells. */
export const companyKeys = {
  company: said(
    text,
    'Your company, as pages name it. Without it: the name of the folder.',
    'Tarnwell Pumps',
  ).optional(),
  zone: said(zone, 'The time zone of your days and weeks. Without it: UTC.', 'Europe/Berlin').optional(),
  locale: said(
    text
      .refine(isLocale, 'is no language tag, such as en or de-AT')
      .meta({ pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' }),
    'How pages write numbers and dates. Without it: en.',
    'en-GB',
  ).optional(),
  own: said(
    byWord(list, 'is no list of accounts by platform'),
    'Your own accounts, by platform; each one becomes a channel. * holds names that are yours on any platform.',
    { x: ['tarnwell', 'tarnwellhelp'] },
  ).optional(),
  business: said(business, 'When somebody is at the desk. Without it: Monday to Friday, 9 to 17.', {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    hours: '09:00-17:00',
  }).optional(),
  closed_after_days: said(
    closedAfter.meta({
      type: ['string', 'integer'],
      pattern: String.raw`^[1-9]\d{0,2}$`,
      minimum: 1,
      maximum: 999,
    }),
    'A conversation is closed after so many days without a message. Without it: 14.',
    14,
  ).optional(),
  sales_cycle: said(
    keys({
      months: said(range('Months from first contact to the order'), 'How long a purchase takes.', {
        low: 6,
        high: 18,
      }).optional(),
      people: said(range('People who decide on a purchase'), 'How many people decide on it.', {
        low: 3,
        high: 7,
      }).optional(),
    }),
    'How long your customers take to buy, and how many of them decide.',
    { months: { low: 6, high: 18 }, people: { low: 3, high: 7 } },
  ).optional(),
};

/** Business hours as stated, in the plan's zone unless they name another. */
export function businessHours(
  stated: z.output<typeof business> | undefined,
  zoneName: string,
): BusinessHours {
  return {
    zone: stated?.zone ?? zoneName,
    days: stated?.days ?? [1, 2, 3, 4, 5],
    opens: stated?.hours?.opens ?? 9 * 60,
    closes: stated?.hours?.closes ?? 17 * 60,
    holidays: [...new Set(stated?.holidays ?? [])].sort(),
    assumed: !stated?.days && !stated?.hours,
  };
}

/** Accounts by platform word in lower case, without the @ that people write before a name. */
export function ownAccounts(stated: Record<string, string[]>): Record<string, string[]> {
  const own: Record<string, string[]> = {};
  for (const [source, names] of Object.entries(stated)) {
    const word = source.toLowerCase();
    const clean = names.map((name) => name.replace(/^@/, '')).filter((name) => name !== '');
    own[word] = [...new Set([...(own[word] ?? []), ...clean])];
  }
  return own;
}

interface Ends {
  low?: number | undefined;
  high?: number | undefined;
}

/** A range of which one end is enough. */
export function bothEnds(stated: Ends | undefined): { low: number; high: number } | undefined {
  const low = stated?.low ?? stated?.high;
  const high = stated?.high ?? stated?.low;
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** The sales cycle as stated. */
export function salesCycle(
  stated: { months?: Ends | undefined; people?: Ends | undefined } | undefined,
): SalesCycle {
  const months = bothEnds(stated?.months);
  const people = bothEnds(stated?.people);
  return { ...(months && { months }), ...(people && { people }) };
}
