import type { SeriesKind, SeriesUnit } from '../../model/series.ts';
import { plainHeader } from '../header-words.ts';
import { knownWord } from '../known-word.ts';
import { dimensionWord } from '../series/series-words.ts';

/** What a column of a Google Analytics file is. */
export type Ga4Column =
  | { is: 'time'; of: 'date' | 'nth-day' | 'year-month' | 'iso-week' }
  /** Says when in a way that no stretch of the calendar can be made of. */
  | { is: 'clock' }
  | { is: 'metric'; word: string; kind: SeriesKind; unit: SeriesUnit }
  /** Rates, averages and other numbers that are not read. */
  | { is: 'number' }
  /** Several words where one column holds several parts, such as `linkedin / social`. */
  | { is: 'part'; words: string[] };

const times: Record<string, Extract<Ga4Column, { is: 'time' }>['of']> = {
  date: 'date',
  nthday: 'nth-day',
  yearmonth: 'year-month',
  isoweekofisoyear: 'iso-week',
  isoyearisoweek: 'iso-week',
};
const clocks =
  /^(nth(week|month|year|hour|minute)|week|month|year|hour|minute|day|dayofweek(name)?|yearweek|isoweek|isoyear|datehour.*|date(comparison|range))$/;

const metrics: Record<string, [word: string, kind: SeriesKind, unit: SeriesUnit]> = {
  sessions: ['visits', 'visits', 'count'],
  engagedsessions: ['engaged-sessions', 'visits', 'count'],
  views: ['page-views', 'visits', 'count'],
  screenpageviews: ['page-views', 'visits', 'count'],
  totalusers: ['users', 'visits', 'count'],
  activeusers: ['active-users', 'visits', 'count'],
  users: ['active-users', 'visits', 'count'],
  newusers: ['new-users', 'visits', 'count'],
  keyevents: ['conversions', 'outcome', 'count'],
  conversions: ['conversions', 'outcome', 'count'],
  totalrevenue: ['revenue', 'outcome', 'money'],
  purchaserevenue: ['purchase-revenue', 'outcome', 'money'],
};
const numbers =
  /rate$|^average|^avg|per(active)?(user|session)|^eventcount|^eventvalue|^userengagement|^bounce|duration$|^returningusers|^addtocarts|^checkouts|^ecommercepurchases|^itemsviewed|^transactions|revenue$|^crashfree|percentage|^\d+dayactiveusers/;

const parts: Record<string, string[]> = {
  sessionsourcemedium: ['utm_source', 'utm_medium'],
  sessionmanualsourcemedium: ['utm_source', 'utm_medium'],
  sessionsource: ['utm_source'],
  sessionmanualsource: ['utm_source'],
  sessionmedium: ['utm_medium'],
  sessionmanualmedium: ['utm_medium'],
  sessioncampaign: ['utm_campaign'],
  sessioncampaignname: ['utm_campaign'],
  sessionmanualcampaign: ['utm_campaign'],
  sessionmanualcampaignname: ['utm_campaign'],
  sessionmanualadcontent: ['utm_content'],
  sessionmanualterm: ['utm_term'],
  firstusersourcemedium: ['first_user_source', 'first_user_medium'],
  firstusersource: ['first_user_source'],
  firstusermedium: ['first_user_medium'],
  firstusercampaign: ['first_user_campaign'],
  firstusercampaignname: ['first_user_campaign'],
  landingpagequerystring: ['landing_page'],
  landingpage: ['landing_page'],
};

/** What the columns are, by English headers of the pages (`Session source / medium`) or the API (`sessionSource`). */
export function ga4Columns(header: string[]): Ga4Column[] {
  const taken = new Set<string>();
  const known = header.map((name) => plainHeader(name.replace(/\([A-Z]{3}\)\s*$/, '')));
  const firstNumber = known.findIndex((plain) => isNumber(plain));
  return known.map((plain, at): Ga4Column => {
    const time = knownWord(times, plain);
    if (time !== undefined) return { is: 'time', of: time };
    if (clocks.test(plain)) return { is: 'clock' };
    const metric = knownWord(metrics, plain);
    if (metric !== undefined && !taken.has(metric[0])) {
      const [word, kind, unit] = metric;
      taken.add(word);
      return { is: 'metric', word, kind, unit };
    }
    // what things are broken down by always stands before the numbers
    if (isNumber(plain) || (firstNumber >= 0 && at > firstNumber)) return { is: 'number' };
    const words = knownWord(parts, plain) ?? [dimensionWord(header[at] ?? '')];
    const free = words.some((word) => taken.has(word)) ? [dimensionWord(header[at] ?? '')] : words;
    for (const word of free) taken.add(word);
    return { is: 'part', words: free };
  });
}

function isNumber(plain: string): boolean {
  return Object.hasOwn(metrics, plain) || numbers.test(plain);
}
