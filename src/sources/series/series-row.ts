import type { SeriesColumn, SeriesMapping } from '../../model/mapping.ts';
import type { Dimensions, Point } from '../../model/series.ts';
import { type Decimal, isMissing, readAmount } from '../amount.ts';
import { columnReader } from '../column.ts';
import { stretchReader } from '../stretch.ts';
import { dimensionWord, namedBy } from './series-words.ts';

const longest = 500;

/** Turns the cells of a row into its points; none where all its values are missing; a string says why it cannot. */
export function pointReader(mapping: SeriesMapping, header: string[]): (cells: string[]) => Point[] | string {
  const { columns, decimal = '.' } = mapping;
  const cell = (name: string | undefined) => (name === undefined ? undefined : columnReader(header, name));
  const [timeOf, seriesOf, valueIn, nOf] = [columns.time, columns.series, columns.value, columns.n].map(cell);
  const stretch = stretchReader(mapping.time);
  const wide = (mapping.series ?? []).map((series) => ({ series, read: cell(series.column) }));
  const dimensions = (mapping.dimensions ?? []).map((column) => ({
    column,
    word: dimensionWord(column),
    read: cell(column),
  }));
  const named = new Map<string, SeriesColumn>();

  return (cells) => {
    const when = stretch(timeOf?.(cells) ?? '');
    if ('wrong' in when) return when.wrong;
    const by: Dimensions = {};
    for (const { column, word, read } of dimensions) {
      const text = (read?.(cells) ?? '').trim();
      if (text.length > longest) return `its "${column}" is longer than ${longest} characters`;
      if (text !== '') by[word] = text;
    }
    const written = nOf?.(cells) ?? '';
    const n = isMissing(written) ? undefined : readAmount(written, decimal)?.value;
    if (!isMissing(written) && (n === undefined || !(n > 0)))
      return `"${written.trim().slice(0, 40)}" in column "${columns.n}" is no number of people asked`;
    const points: Point[] = [];
    for (const { series, text } of valuesOf(cells)) {
      if (isMissing(text)) continue;
      if (series.word === '') return `names no series: column "${columns.series}" is empty`;
      const value = amountOf(text, series, mapping, decimal);
      if (typeof value === 'string') return value;
      const unit = series.unit ?? mapping.unit ?? 'count';
      points.push({
        is: 'point',
        source: mapping.source,
        series: series.word,
        label: series.column,
        kind: series.kind ?? mapping.kind ?? 'outcome',
        unit,
        ...(unit === 'money' && { currency: series.currency ?? mapping.currency }),
        ...when,
        value,
        ...(n !== undefined && { n }),
        dimensions: by,
      });
    }
    return points;
  };

  function valuesOf(cells: string[]): { series: SeriesColumn; text: string }[] {
    if (valueIn === undefined) return wide.map(({ series, read }) => ({ series, text: read?.(cells) ?? '' }));
    const label = (seriesOf?.(cells) ?? mapping.columns.value ?? '').trim().slice(0, longest);
    let series = named.get(label);
    if (series === undefined) {
      const { word, kind } = namedBy(label);
      series = { column: label, word: label === '' ? '' : word, kind: mapping.kind ?? kind };
      named.set(label, series);
    }
    return [{ series, text: valueIn(cells) }];
  }
}

/** The value of a cell by the series' unit; a string says why there is none. */
function amountOf(
  text: string,
  series: SeriesColumn,
  mapping: SeriesMapping,
  decimal: Decimal,
): number | string {
  const what = `"${text.trim().slice(0, 40)}" in column "${mapping.columns.value ?? series.column}"`;
  const amount = readAmount(text, decimal);
  if (amount === undefined) return `${what} is no number`;
  const unit = series.unit ?? mapping.unit ?? 'count';
  const currency = series.currency ?? mapping.currency;
  if (unit === 'money' && amount.currency !== undefined && amount.currency !== currency)
    return `${what} is in ${amount.currency}, and the series in ${currency}`;
  if (amount.percent && unit !== 'share') return `${what} is a percentage, and the series is not`;
  if (unit === 'share')
    return amount.percent || (series.percent ?? mapping.percent) ? amount.value / 100 : amount.value;
  if (unit === 'rank' && !(Number.isInteger(amount.value) && amount.value >= 1)) return `${what} is no rank`;
  return amount.value;
}
