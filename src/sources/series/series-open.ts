import type { SeriesMapping } from '../../model/mapping.ts';
import type { OpenQuestion } from '../../model/reader.ts';
import { seriesUnits } from '../../model/series.ts';
import { isMissing, readAmount } from '../amount.ts';
import { columnReader } from '../column.ts';
import type { TableFile } from '../table/table-file.ts';
import { formatHasZone, isoHasZone } from '../time/time.ts';

/** More series than this are asked of together, not one by one. */
const fewSeries = 6;
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CNY', 'CAD', 'AUD', 'INR', 'SEK'];

/** What a mapping must say and does not, given or guessed: units, currency, percent, zone. */
export function openSeries(mapping: SeriesMapping, table: TableFile): OpenQuestion[] {
  const cells = (column: string) =>
    table.sample.map(columnReader(table.header, column) ?? (() => '')).filter((text) => !isMissing(text));
  const times = cells(mapping.columns.time);
  return [
    ...unitQuestions(mapping, cells),
    ...currencyQuestions(mapping),
    ...percentQuestions(mapping, cells),
    ...zoneQuestions(mapping, times),
  ];
}

function unitQuestions(mapping: SeriesMapping, cells: (column: string) => string[]): OpenQuestion[] {
  const choices = [...seriesUnits];
  if (mapping.unit !== undefined) return [];
  const { value } = mapping.columns;
  const unsure = (mapping.series ?? []).flatMap(({ column, unit }, index) =>
    unit === undefined ? [{ column, index }] : [],
  );
  if (value !== undefined || unsure.length > fewSeries) {
    const why =
      value === undefined
        ? `No header says it of ${unsure.map(({ column }) => `"${column}"`).join(', ')}. Where they differ, say it of each in a mapping file.`
        : `Column "${value}" does not say. Where its series differ in this, import them apart.`;
    return [{ word: 'unit', ask: 'What are these values?', why, choices }];
  }
  return unsure.map(({ column, index }) => {
    const whole = cells(column).every((text) =>
      Number.isInteger(readAmount(text, mapping.decimal ?? '.')?.value),
    );
    return {
      word: `series.${index}.unit`,
      ask: `What are the values in column "${column}"?`,
      why: 'Its name does not say.',
      choices,
      ...(whole && { guess: 'count' }),
    };
  });
}

function currencyQuestions(mapping: SeriesMapping): OpenQuestion[] {
  if (mapping.currency !== undefined) return [];
  const { value } = mapping.columns;
  const columns =
    value !== undefined
      ? mapping.unit === 'money'
        ? [value]
        : []
      : (mapping.series ?? [])
          .filter(({ unit, currency }) => (unit ?? mapping.unit) === 'money' && currency === undefined)
          .map(({ column }) => column);
  if (columns.length === 0) return [];
  return [currencyQuestion(columns)];
}

/** Asked of columns of money that nothing says the currency of. */
export function currencyQuestion(columns: string[]): OpenQuestion {
  return {
    word: 'currency',
    ask: 'In which currency is the money?',
    why: `Nothing says it of ${columns.map((column) => `"${column}"`).join(', ')}.`,
    choices: currencies,
  };
}

function percentQuestions(mapping: SeriesMapping, cells: (column: string) => string[]): OpenQuestion[] {
  if (mapping.percent !== undefined) return [];
  const { value } = mapping.columns;
  const asked: [string, string][] =
    value !== undefined
      ? mapping.unit === 'share'
        ? [['percent', value]]
        : []
      : (mapping.series ?? []).flatMap(({ column, unit, percent }, index): [string, string][] =>
          (unit ?? mapping.unit) === 'share' && percent === undefined
            ? [[`series.${index}.percent`, column]]
            : [],
        );
  return asked
    .filter(([, column]) => !cells(column).every((text) => text.trim().endsWith('%')))
    .map(([word, column]) => percentQuestion(word, column, cells(column), mapping.decimal ?? '.'));
}

/** Asked of shares that could be meant either way. */
export function percentQuestion(
  word: string,
  column: string,
  values: string[],
  decimal: '.' | ',',
): OpenQuestion {
  const largest = Math.max(0, ...values.map((text) => Math.abs(readAmount(text, decimal)?.value ?? 0)));
  return {
    word,
    ask: `Are the shares in column "${column}" in percent?`,
    why: `The largest of the first ones is ${largest}. In percent, 0.5 is half a percent; otherwise it is a half.`,
    choices: ['yes', 'no'],
    guess: largest > 1 ? 'yes' : 'no',
  };
}

function zoneQuestions({ time, columns }: SeriesMapping, times: string[]): OpenQuestion[] {
  const told =
    formatHasZone(time.format) || (time.format === 'iso' && times.every((text) => isoHasZone(text)));
  if (time.stretch !== 'instant' || time.zone !== undefined || told) return [];
  return [
    {
      word: 'zone',
      ask: `In which time zone are the times of column "${columns.time}"?`,
      why: `They read like "${times[0] ?? ''}", which names none.`,
    },
  ];
}
