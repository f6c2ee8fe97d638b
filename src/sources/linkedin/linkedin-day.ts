import { Problem } from '../../model/problem.ts';
import { serialDate } from '../table/sheet-number.ts';

/** The day of a cell as an ISO date; undefined where it is none. */
export type DayReader = (text: string) => string | undefined;

type Order = 'month first' | 'day first';

/**
 * A reader of LinkedIn's days: ISO, `MM/DD/YYYY` whatever the language, or the day count of a spreadsheet. A person who
 * saved the file anew may have turned the order, so it is taken from the dates: the order in which more of them exist,
 * then in which more rows lie a day apart, then in which more agree with `agrees` (the id's time); LinkedIn's own otherwise.
 * @throws Problem where ids say that neither order is right for most.
 */
export function dayReader(
  texts: string[],
  from1904: boolean,
  agrees?: { shown: string; near(day: string, row: number): boolean | undefined },
): DayReader {
  const score = (order: Order): number[] => {
    const days = texts.map((text) => readDay(text, order, from1904));
    const real = days.filter((day) => day !== undefined);
    const steps = real.filter((day, at) => at > 0 && apart(day, real[at - 1] ?? day) === 1).length;
    const near = days.map((day, row) => (day === undefined ? undefined : agrees?.near(day, row)));
    return [real.length, near.filter((one) => one === true).length, steps];
  };
  const [month, day] = [score('month first'), score('day first')];
  const at = month.findIndex((one, place) => one !== day[place]);
  const order: Order = at < 0 || (month[at] ?? 0) > (day[at] ?? 0) ? 'month first' : 'day first';
  const read: DayReader = (text) => readDay(text, order, from1904);
  if (agrees) {
    const judged = texts.flatMap((text, row) => {
      const found = read(text);
      return found === undefined ? [] : (agrees.near(found, row) ?? []);
    });
    if (judged.length > 1 && judged.filter(Boolean).length < judged.length / 2) {
      throw new Problem(
        `${agrees.shown}: most dates are far from the times in the posts' own ids, such as "${texts[0]}".`,
        'Export the file again and import it as it comes, without saving it in a spreadsheet program.',
      );
    }
  }
  return read;
}

function readDay(text: string, order: Order, from1904: boolean): string | undefined {
  const plain = text.trim();
  if (/^\d{5}(\.\d+)?$/.test(plain)) return serialDate(Math.floor(Number(plain)), from1904);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T][\d:.]+Z?)?$/.exec(plain);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:]+(?: ?[AP]M)?)?$/i.exec(plain);
  if (!written) return undefined;
  const [first, second, year] = [Number(written[1]), Number(written[2]), Number(written[3])];
  return order === 'month first' ? existing(year, first, second) : existing(year, second, first);
}

function existing(year: number, month: number, day: number): string | undefined {
  if (year < 2003 || year > 2200 || month < 1 || month > 12 || day < 1) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? at.toISOString().slice(0, 10) : undefined;
}

/** The day after, as an ISO date. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function apart(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
}

/** The calendar's stretch from the first to the last day, both within; undefined where it is no whole one. */
export function calendarStretch(
  first: string,
  last: string,
): { grain: 'day' | 'week' | 'month' | 'quarter' | 'year'; from: string; to: string } | undefined {
  const to = dayAfter(last);
  const days = apart(to, first);
  const whole = { from: first, to };
  if (days === 1) return { grain: 'day', ...whole };
  if (days === 7 && new Date(first).getUTCDay() === 1) return { grain: 'week', ...whole };
  if (!first.endsWith('-01') || !to.endsWith('-01')) return undefined;
  const months = (Number(to.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + (month(to) - month(first));
  if (months === 1) return { grain: 'month', ...whole };
  if (months === 3 && month(first) % 3 === 1) return { grain: 'quarter', ...whole };
  return months === 12 && month(first) === 1 ? { grain: 'year', ...whole } : undefined;
}

const month = (day: string): number => Number(day.slice(5, 7));
