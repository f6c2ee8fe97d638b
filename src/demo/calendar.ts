import type { Days } from './days.ts';
import type { Platform } from './parameters.ts';
import { tacticChanges } from './tactics.ts';

/** Something outside the base rhythm that draws attention for a while. The calendar is a design, the same for every seed. */
export interface Event {
  what: 'newsletter' | 'fair' | 'campaign' | 'press' | 'tactics' | 'staff';
  name: string;
  /** The channel it was on, where it was on one alone. */
  on?: Platform;
  /** What it costs, in euros, by the company's own low and high. */
  cost?: { low: number; high: number };
  /** First and last day, ISO dates. */
  from: string;
  to: string;
  /** By how much it raises what people write on a platform; 1 doubles it. */
  lift: Partial<Record<Platform, number>>;
  /** Days after the last one until half of the lift is gone. */
  half: number;
}

const fair = { linkedin: 1.6, youtube: 0.4, mastodon: 0.6, x: 0.8 };
const launch = { linkedin: 0.7, youtube: 0.9, mastodon: 0.3, x: 0.5 };
const press = { linkedin: 1.2, youtube: 0.3, mastodon: 0.8, x: 1.2 };

const events: Event[] = [
  ...[2024, 2025, 2026].flatMap((year): Event[] => [
    {
      what: 'fair',
      name: 'Spring fair',
      cost: { low: 28_000, high: 36_000 },
      from: `${year}-03-19`,
      to: `${year}-03-22`,
      lift: fair,
      half: 4,
    },
    {
      what: 'fair',
      name: 'Autumn fair',
      cost: { low: 22_000, high: 30_000 },
      from: `${year}-10-08`,
      to: `${year}-10-10`,
      lift: fair,
      half: 4,
    },
  ]),
  { what: 'campaign', name: 'Service offer', from: '2024-05-06', to: '2024-05-31', lift: launch, half: 3 },
  { what: 'campaign', name: 'TW-25 launch', from: '2025-06-02', to: '2025-06-27', lift: launch, half: 5 },
  { what: 'campaign', name: 'Service offer', from: '2026-06-08', to: '2026-06-26', lift: launch, half: 3 },
  { what: 'campaign', name: 'TW-40 launch', from: '2026-08-31', to: '2026-09-25', lift: launch, half: 5 },
  {
    what: 'press',
    name: 'Trade journal on hygiene',
    from: '2024-09-12',
    to: '2024-09-12',
    lift: press,
    half: 3,
  },
  { what: 'press', name: 'Report on repairs', from: '2025-01-22', to: '2025-01-22', lift: press, half: 3 },
  {
    what: 'press',
    name: 'Apprentices in the paper',
    from: '2025-11-18',
    to: '2025-11-18',
    lift: press,
    half: 2,
  },
  { what: 'press', name: 'Test of the TW-40', from: '2026-09-30', to: '2026-09-30', lift: press, half: 3 },
  ...tacticChanges.map(
    ({ on, platform, name }): Event => ({
      what: 'tactics',
      name,
      on: platform,
      from: on,
      to: on,
      lift: {},
      half: 1,
    }),
  ),
  {
    what: 'staff',
    name: 'X answered in passing only',
    on: 'x',
    from: '2025-10-01',
    to: '2025-10-01',
    lift: {},
    half: 1,
  },
  {
    what: 'staff',
    name: 'YouTube: leave, no stand-in',
    on: 'youtube',
    from: '2026-10-31',
    to: '2026-11-22',
    lift: {},
    half: 1,
  },
];

/** The calendar with a newsletter every second Tuesday of a month. */
export function calendarOf(days: Days): Event[] {
  const newsletters = days.dates
    .slice(0, days.count)
    .filter((date, k) => days.weekday[k] === 2 && /-(0[89]|1[0-4])$/.test(date))
    .map(
      (date): Event => ({
        what: 'newsletter',
        name: `Newsletter ${date.slice(0, 7)}`,
        from: date,
        to: date,
        lift: { linkedin: 0.5, youtube: 0.7, mastodon: 0.1, x: 0.1 },
        half: 1,
      }),
    );
  const last = days.dates[days.count - 1];
  return [...events, ...newsletters]
    .filter(({ from }) => from >= days.dates[0] && from <= last)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.name < b.name ? -1 : 1));
}

/** What the calendar makes of an average day: 1 plus the lifts, which fade by halves after the last day. */
export function attentionOf(calendar: Event[], days: Days, platform: Platform): Float64Array {
  const attention = new Float64Array(days.starts.length).fill(1);
  const dayOf = new Map(days.dates.map((date, k) => [date, k]));
  for (const { from, to, lift, half } of calendar) {
    const raise = lift[platform] ?? 0;
    const [first = 0, last = first] = [dayOf.get(from), dayOf.get(to)];
    if (raise > 0)
      for (let k = first; k < attention.length && k < last + 10 * half; k++)
        attention[k] += raise * (k <= last ? 1 : 2 ** (-(k - last) / half));
  }
  return attention;
}

/** The calendar as a table that a spreadsheet opens. */
export function calendarCsv(calendar: Event[]): string {
  const rows = calendar.map(({ what, name, from, to }) => `${what},${from},${to},"${name}"`);
  return `what,from,to,name\n${rows.join('\n')}\n`;
}
