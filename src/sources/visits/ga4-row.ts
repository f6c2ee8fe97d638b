import { Temporal } from 'temporal-polyfill';
import type { Dimensions, Grain, Point } from '../../model/series.ts';
import { isMissing, readAmount } from '../amount.ts';
import { periods } from '../stretch.ts';
import { type Ga4Section, isoDay } from './ga4-sections.ts';

const longest = 500;

/** The points of a row; `total` for the row that sums up the others; a string says why there are none. */
export function ga4Points(
  section: Ga4Section,
  fields: string[],
  note: (sentence: string) => void,
): Point[] | 'total' | { wrong: string } {
  const { columns, header } = section;
  const cells = fields.map((field) => field.trim());
  const keys = columns.flatMap(({ is }, at) => (is === 'part' || is === 'time' ? [at] : []));
  const said = cells.slice(header.length).filter(Boolean);
  if (keys.length > 0 && keys.every((at) => (cells[at] ?? '') === '') && (said.length <= 1 || said[0] === ''))
    return 'total';
  if (said.length > 0 || cells.length < header.length)
    return { wrong: `has ${cells.length} fields where the header has ${header.length}` };
  const when = stretchOf(section, cells);
  if ('wrong' in when) return when;
  const dimensions: Dimensions = {};
  for (const [at, column] of columns.entries()) {
    if (column.is !== 'part') continue;
    const text = cells[at] ?? '';
    if (text.length > longest) return { wrong: `its "${header[at]}" is longer than ${longest} characters` };
    const pieces = column.words.length > 1 ? text.split(' / ') : [text];
    for (const [index, word] of column.words.entries()) {
      const piece =
        (index === column.words.length - 1 ? pieces.slice(index).join(' / ') : pieces[index]) ?? '';
      if (piece.trim() !== '') dimensions[word] = piece.trim();
    }
  }
  const points: Point[] = [];
  for (const [at, column] of columns.entries()) {
    if (column.is !== 'metric') continue;
    const text = cells[at] ?? '';
    if (isMissing(text)) continue;
    const amount = readAmount(text, '.');
    if (amount === undefined || amount.percent)
      return { wrong: `"${text.slice(0, 40)}" in column "${header[at]}" is no number` };
    const currency = amount.currency ?? currencyIn(header[at] ?? '') ?? section.currency;
    if (column.unit === 'money' && currency === undefined) {
      if (amount.value !== 0)
        note(
          `“${header[at]}” is not read, because the file does not name its currency. Write it into the heading, as “${header[at]} (EUR)”.`,
        );
      continue;
    }
    points.push({
      is: 'point',
      source: 'ga4',
      series: column.word,
      label: header[at] ?? column.word,
      kind: column.kind,
      unit: column.unit,
      ...(column.unit === 'money' && { currency }),
      ...when,
      value: amount.value,
      dimensions,
    });
  }
  return points;
}

function stretchOf(
  section: Ga4Section,
  cells: string[],
): { from: string; to: string; grain: Grain } | { wrong: string } {
  if (section.whole) return section.whole;
  const at = section.columns.findIndex(({ is }) => is === 'time');
  const column = section.columns[at];
  const text = cells[at] ?? '';
  const shown = `"${text.slice(0, 40)}" in column "${section.header[at]}"`;
  if (column?.is !== 'time') return { wrong: 'has no date' };
  if (column.of === 'date') {
    const from = isoDay(text.replaceAll('-', ''));
    return from === '' ? { wrong: `${shown} is no date` } : dayOf(from);
  }
  if (column.of === 'nth-day') {
    if (!/^\d{1,4}$/.test(text) || section.start === undefined)
      return { wrong: `${shown} is no number of a day` };
    const from = Temporal.PlainDate.from(section.start)
      .add({ days: Number(text) })
      .toString();
    if (section.end !== undefined && from > section.end)
      return { wrong: `${shown} lies behind the end of the file, ${section.end}` };
    return dayOf(from);
  }
  const [format, grain] =
    column.of === 'year-month' ? ['yyyy-MM', 'month' as const] : ["yyyy-'W'ww", 'week' as const];
  const [, year, number] = /^(\d{4})-?W?(\d{2})$/.exec(text) ?? [];
  const from = periods[format]?.read(grain === 'month' ? `${year}-${number}` : `${year}-W${number}`);
  if (from === undefined) return { wrong: `${shown} is no ${grain}` };
  const to = Temporal.PlainDate.from(from).add(grain === 'month' ? { months: 1 } : { days: 7 });
  return { from, to: to.toString(), grain };
}

function dayOf(from: string): { from: string; to: string; grain: Grain } {
  return { from, to: Temporal.PlainDate.from(from).add({ days: 1 }).toString(), grain: 'day' };
}

function currencyIn(header: string): string | undefined {
  return /\(([A-Z]{3})\)\s*$/.exec(header)?.[1];
}
