import { Problem } from '../../model/problem.ts';
import { serialDate } from '../table/sheet-number.ts';
import { daysBetween, existingDay } from './calendar-day.ts';

/** The day of a cell as an ISO date; undefined where it is none. */
export type DayReader = (text: string) => string | undefined;

type Order = 'month first' | 'day first';

/**
 * A reader of days: ISO, `MM/DD/YYYY` whatever the language, or the day count of a spreadsheet. A person who saved the
 * file anew may have turned the order, so it is taken from the dates: the order in which more of them exist, then in which
 * more agree with `agrees` (the id's time), then in which more rows lie a day apart; the month first otherwise.
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
    const steps = real.filter(
      (day, at) => at > 0 && Math.abs(daysBetween(real[at - 1] ?? day, day)) === 1,
    ).length;
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
  if (iso) return existingDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:]+(?: ?[AP]M)?)?$/i.exec(plain);
  if (!written) return undefined;
  const [first, second, year] = [Number(written[1]), Number(written[2]), Number(written[3])];
  return order === 'month first' ? existingDay(year, first, second) : existingDay(year, second, first);
}
