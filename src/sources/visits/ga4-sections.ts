import { Temporal } from 'temporal-polyfill';
import type { Grain } from '../../model/series.ts';
import { readRecord } from '../csv-record.ts';
import { type Ga4Column, ga4Columns } from './ga4-words.ts';

/** One table of the file with the dates that stood above it. */
export interface Ga4Section {
  header: string[];
  columns: Ga4Column[];
  /** ISO dates, the last day included; absent where the file does not say. */
  start?: string;
  end?: string;
  /** True where two ranges of dates are compared, so that neither is meant alone. */
  compared: boolean;
  currency?: string;
  /** Why its rows are not read, in a few words. */
  unread?: string;
  /** Where the rows have no dates: the whole stretch that they are about. */
  whole?: { from: string; to: string; grain: Grain };
}

/** A row below a section's header, or why its line is none. */
export type Ga4Line =
  | { line: number; section: Ga4Section; fields: string[] }
  | { line: number; damaged: string; text: string };

/** Reads the lines of a file from the first on: comments set what holds for the tables below, blank lines end one. */
export function ga4Lines(found?: (section: Ga4Section) => void): (texts: string[]) => Ga4Line[] {
  let line = 0;
  let section: Ga4Section | undefined;
  let inComment = false;
  let about: { start: string[]; end: string[]; currency?: string } = { start: [], end: [] };
  return (texts) => {
    const rows: Ga4Line[] = [];
    for (const raw of texts) {
      line += 1;
      const text = raw.replace(/^\ufeff/, '').replace(/\r$/, '');
      const comment = /^"?#\s?(.*?)"?,*$/.exec(text)?.[1];
      if (comment !== undefined) {
        if (!inComment) about = { start: [], end: [] };
        inComment = true;
        section = undefined;
        take(comment);
        continue;
      }
      inComment = false;
      if (/^[\s,]*$/.test(text)) {
        section = undefined;
        continue;
      }
      const record = readRecord([text], 0, ',', true);
      if (record === 'more' || 'damage' in record) {
        rows.push({ line, damaged: record === 'more' ? 'is cut off' : record.damage, text });
        continue;
      }
      if (section === undefined) {
        section = sectionOf(record.fields.map((name) => name.trim()));
        found?.(section);
      } else rows.push({ line, section, fields: record.fields });
    }
    return rows;
  };

  function take(comment: string): void {
    const range = /(?:^|\s)(\d{8})\s?[-–]\s?(\d{8})$/.exec(comment);
    const said = /^\s*([^:]+):\s*(\d{8})\s*$/.exec(comment);
    const money = /^\s*currency[^:]*:\s*([A-Z]{3})\b/i.exec(comment);
    if (money?.[1]) about.currency = money[1].toUpperCase();
    if (range) {
      about.start.push(isoDay(range[1]));
      about.end.push(isoDay(range[2]));
    } else if (said) {
      const [, name = ''] = said;
      const isEnd =
        /end|fin|schluss/i.test(name) || (!/start/i.test(name) && about.start.length > about.end.length);
      (isEnd ? about.end : about.start).push(isoDay(said[2]));
    }
  }

  function sectionOf(header: string[]): Ga4Section {
    const columns = ga4Columns(header);
    const [start, end] = [about.start[0], about.end[0]];
    const made: Ga4Section = {
      header,
      columns,
      compared: about.start.length > 1,
      ...(start && { start }),
      ...(end && { end }),
      ...(about.currency && { currency: about.currency }),
    };
    const unread = whyUnread(made);
    if (unread !== undefined) made.unread = unread;
    return made;
  }
}

function whyUnread(section: Ga4Section): string | undefined {
  const { columns, header, start, end, compared } = section;
  if (!columns.some(({ is }) => is === 'metric')) return 'none of its columns is a count that Rapport knows';
  const clock = columns.findIndex(({ is }) => is === 'clock');
  if (clock >= 0) return `“${header[clock]}” names no day, week or month of the calendar`;
  const time = columns.find(({ is }) => is === 'time');
  if (time?.is === 'time' && time.of !== 'nth-day') return undefined;
  if (compared) return 'it compares two ranges of dates';
  if (time !== undefined) return start === undefined ? 'no start date stands above its “Nth day”' : undefined;
  const whole = start && end ? wholeStretch(start, end) : undefined;
  if (whole === undefined) return 'it has no column of dates';
  section.whole = whole;
  return undefined;
}

/** The day, week, month, quarter or year that runs from `start` to `end`, both included; undefined for any other. */
function wholeStretch(start: string, end: string): Ga4Section['whole'] {
  if (start === '' || end === '') return undefined;
  const [from, to] = [Temporal.PlainDate.from(start), Temporal.PlainDate.from(end).add({ days: 1 })];
  const lengths: [Grain, { days?: number; months?: number; years?: number }, boolean][] = [
    ['day', { days: 1 }, true],
    ['week', { days: 7 }, from.dayOfWeek === 1],
    ['month', { months: 1 }, from.day === 1],
    ['quarter', { months: 3 }, from.day === 1 && from.month % 3 === 1],
    ['year', { years: 1 }, from.day === 1 && from.month === 1],
  ];
  const grain = lengths.find(([, length, begins]) => begins && from.add(length).equals(to))?.[0];
  return grain && { from: from.toString(), to: to.toString(), grain };
}

/** `20260131` as an ISO date; empty where there is no such day. */
export function isoDay(text: string | undefined): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '') ?? [];
  if (year === undefined || Number(year) < 1970) return '';
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`).toString();
  } catch {
    return '';
  }
}
