import type { TimeMark } from '../model/figure.ts';
import type { Change } from '../model/journal.ts';
import type { Asking } from '../model/measure.ts';
import type { Plan } from '../model/plan.ts';
import { listActs } from '../store/acts.ts';
import { changesOf, journalOf } from './decisions/journal.ts';

/** What happened beside the numbers: an event of the plan, or a change that somebody logged. */
export interface Happening {
  on: string;
  to?: string;
  title: string;
  /** Words of channels and of their accounts; empty where it is of all. */
  channels: string[];
  kind: TimeMark['kind'];
}

/** More than these on one chart would hide it: changes come before events, newer ones before older. */
const most = 16;

/** The changes of tactics that were logged, the earliest first. */
export async function loggedChanges(store: Asking['store']): Promise<Change[]> {
  return changesOf(journalOf(await listActs(store)));
}

/** Events of the plan and logged changes in the order of their days; what stands in both is told once. */
export async function happenings({ store, plan }: Pick<Asking, 'store' | 'plan'>): Promise<Happening[]> {
  const events = plan.events.map(
    ({ on, to, title, channels, kind }): Happening => ({
      on,
      ...(to !== undefined && { to }),
      title,
      channels: accountsOf(plan, channels),
      kind: kind.startsWith('change-') ? 'change' : 'event',
    }),
  );
  const logged = (await loggedChanges(store)).map(
    ({ from, what, channels }): Happening => ({
      on: from,
      title: what,
      channels: accountsOf(plan, channels),
      kind: 'change',
    }),
  );
  const again = ({ on, title }: Happening) =>
    events.some((one) => one.on === on && one.title.toLowerCase() === title.toLowerCase());
  return [...events, ...logged.filter((one) => !again(one))].sort((a, b) => a.on.localeCompare(b.on));
}

/** Words of channels, with the accounts of those that join several. */
export function accountsOf({ channels }: Plan, words: string[]): string[] {
  return words.flatMap((word) => {
    const role = channels.find((one) => one.word.toLowerCase() === word.toLowerCase());
    return [word, ...(role?.accounts ?? [])];
  });
}

/** The marks of a chart from a day to a day, of one channel where it is of one. */
export function marksOf(
  all: Happening[],
  { from, to, channel }: { from: string; to: string; channel?: string },
  locale: string,
): TimeMark[] {
  const here = all.filter(
    (one) =>
      one.on >= from &&
      one.on <= to &&
      (channel === undefined ||
        one.channels.length === 0 ||
        one.channels.some((word) => word.toLowerCase() === channel.toLowerCase())),
  );
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const day = (date: string) => format.format(new Date(`${date}T00:00:00Z`));
  return [...here.filter(({ kind }) => kind === 'event'), ...here.filter(({ kind }) => kind === 'change')]
    .slice(-most)
    .sort((a, b) => a.on.localeCompare(b.on))
    .map(({ on, to, title, kind }) => ({
      at: on,
      ...(to !== undefined && { to }),
      label: title,
      when: to === undefined ? day(on) : `${day(on)} to ${day(to)}`,
      kind,
    }));
}
