import { existingDay } from './calendar-day.ts';
import { dayReader } from './day-order.ts';
import { monthNumber } from './month-names.ts';

/**
 * A reader of dates without a clock as pages write them in many languages: `Mar 15, 2025`, `15. März 2025`,
 * `15 de mar. de 2025`, `2025年3月15日`, `15.03.2025`, `3/15/2025`. Where the order of day and month is open, it is
 * that in which more of the dates exist. ISO dates come out; undefined for what is no date.
 */
export function writtenDays(texts: string[]): (text: string) => string | undefined {
  const dotted = texts.some((text) => /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text.trim()));
  const numeric = dayReader(texts, false);
  return (text) => {
    const plain = text.trim();
    const [, year, month, day] = /^(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}$/.exec(plain) ?? [];
    if (year !== undefined) return existingDay(Number(year), Number(month), Number(day));
    const [, first, second, of] = (dotted && /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(plain)) || [];
    if (of !== undefined) return existingDay(Number(of), Number(second), Number(first));
    const name = (plain.match(/\p{L}{3,}/gu) ?? []).map(monthNumber).find((one) => one !== undefined);
    if (name === undefined) return numeric(plain);
    const numbers: string[] = plain.match(/\d+/g) ?? [];
    const years = numbers.filter((one) => one.length === 4);
    const days = numbers.filter((one) => one.length < 3);
    if (numbers.length !== 2 || years.length !== 1) return undefined;
    return existingDay(Number(years[0]), name, Number(days[0]));
  };
}
