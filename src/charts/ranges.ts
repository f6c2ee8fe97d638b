import type { RangesFigure } from '../model/figure.ts';
import { valueTicks, widths } from './axis.ts';
import { duration, type Format, type NumberFormat, share } from './format.ts';
import { fit, textWidth } from './labels.ts';
import { finish } from './sheet.ts';
import { element, round, words } from './xml.ts';

type RangeRow = RangesFigure['rows'][number];

const rowHeight = 28;

/** Rows of estimates: a dot with a whisker each, a ring for the period before. */
export function drawRanges(figure: RangesFigure, format: Format): string {
  const left = 120;
  const width = widths.standalone - left;
  const at = (part: number) => String(round(left + part * width));
  const said = figure.rows.map((row) => rangeWords(row, figure, format));
  const rows = figure.rows.map((row, i) => {
    const y = i * rowHeight + 14;
    return [
      words({ class: row.before ? undefined : 'num', x: -56, y: y + 4.5 }, fit(row.label, 13, left + 40)),
      mark(row, figure, y, at),
      words({ class: 'num', x: widths.standalone + 12, y: y + 4.5 }, said[i].value),
      words({ x: widths.standalone + 22 + textWidth(said[i].value, 13), y: y + 4.5 }, said[i].range),
    ].join('');
  });
  const height = figure.rows.length * rowHeight;
  const axis = element('g', { transform: `translate(0 ${height})` }, axisParts(figure, format, at));
  const content = [...rows, axis].join('');
  const desc = figure.rows.map((row, i) => `${row.label}: ${said[i].value} ${said[i].range}.`).join(' ');
  return finish({ ...figure, desc, height, below: 24, content }, format);
}

const percent = (part: number) => `${round(part * 100)}%`;

/** The picture in the middle of one row of a page's table. */
export function drawRange(row: RangeRow, figure: RangesFigure): string {
  return element(
    'svg',
    { class: 'chart', width: '100%', height: 24, 'aria-hidden': 'true' },
    mark(row, figure, 12, percent),
  );
}

/** The axis under those pictures. */
export function drawRangeAxis(figure: RangesFigure, format: NumberFormat): string {
  const frame = { class: 'chart', width: '100%', height: 24, 'aria-hidden': 'true' };
  return element('svg', frame, axisParts(figure, format, percent));
}

/** The value and its range in one unit for the whole figure: "57 h" and "(47 to 66)". */
export function rangeWords(
  { value, low, high }: RangeRow,
  figure: RangesFigure,
  format: NumberFormat,
): { value: string; range: string } {
  if (figure.unit === 'share') {
    const bare = (one: number) => share(one, format).replace(/\u00a0%$/, '');
    return { value: share(value, format), range: `(${bare(low)} to ${bare(high)})` };
  }
  const [unit, seconds] = rangeUnit(figure, format);
  const number = (one: number) => {
    const digits = Math.abs(one / seconds) < 9.95 ? 1 : 0;
    return new Intl.NumberFormat(format.locale, { maximumFractionDigits: digits }).format(one / seconds);
  };
  return { value: `${number(value)}\u00a0${unit}`, range: `(${number(low)} to ${number(high)})` };
}

function rangeUnit({ rows }: RangesFigure, { clock }: NumberFormat): [unit: string, seconds: number] {
  const largest = Math.max(0, ...rows.map(({ high }) => high).filter(Number.isFinite));
  if (largest < 90 * 60) return ['min', 60];
  return clock === 'business' || largest < 7.1 * 86400 ? ['h', 3600] : ['d', 86400];
}

function mark(row: RangeRow, { max }: RangesFigure, y: number, at: (part: number) => string): string {
  const part = (value: number) => at(max > 0 ? Math.min(1, Math.max(0, value / max)) : 0);
  const hue = row.tone === 'alert' ? 'r' : 'p';
  const looks = row.before ? `${hue} old` : hue;
  return [
    element('line', { class: `whisker ${looks}`, x1: part(row.low), x2: part(row.high), y1: y, y2: y }),
    element('circle', {
      class: `${row.before ? 'ring' : 'dot'} ${hue}`,
      cx: part(row.value),
      cy: y,
      r: row.before ? 4 : 5,
    }),
  ].join('');
}

function axisParts(figure: RangesFigure, format: NumberFormat, at: (part: number) => string): string {
  const max = figure.max > 0 ? figure.max : 1;
  const ticks = valueTicks(figure.unit, max, 4);
  return [
    element('line', { class: 'axis', x1: at(0), x2: at(1), y1: 1, y2: 1 }),
    ...ticks.map((value) => {
      const x = at(value / max);
      const text =
        value === 0 ? '0' : figure.unit === 'share' ? share(value, format) : tickWords(value, format);
      return (
        element('line', { class: 'axis', x1: x, x2: x, y1: 1, y2: 6 }) +
        words({ x, y: 20, 'text-anchor': 'middle' }, text)
      );
    }),
  ].join('');
}

function tickWords(value: number, format: NumberFormat): string {
  if (format.clock === 'business') return duration(value, format, 'short');
  const days = value / 86400;
  return Number.isInteger(days) ? `${days} ${days === 1 ? 'day' : 'days'}` : duration(value, format);
}
