import { readAmount } from '../amount.ts';
import { type LinkedinLayout, layouts } from './linkedin-headers.ts';
import { linkedinId } from './linkedin-id.ts';

/** What the columns of a sheet are. */
export interface KnownColumns {
  kind: LinkedinLayout['kind'];
  /** The place of each column by what it holds. */
  at: Map<string, number>;
  /** True where headers said nothing and the columns' places had to. */
  byPlace: boolean;
  /** Headers of which nothing was made. */
  leftOut: string[];
}

/** Of the columns so many must be known by their headers; below, the language is not known. */
const enough = 0.6;

/**
 * What a sheet of LinkedIn's page analytics holds; undefined where it is none.
 * @param said what the file's name says of it: without that, a narrow table is not taken by its columns' places.
 */
export function columnsOf(header: string[], sample: string[][], said?: string): KnownColumns | undefined {
  return byWords(header) ?? byPlace(header, sample, said);
}

function byWords(header: string[]): KnownColumns | undefined {
  const named = header.filter((name) => name.trim() !== '').length;
  for (const { kind, needs, role, orders } of layouts) {
    const at = new Map<string, number>();
    header.forEach((name, column) => {
      const word = role(name);
      if (word !== undefined && !at.has(word)) at.set(word, column);
    });
    if (at.size < named * enough || needs.some((word) => !at.has(word))) continue;
    fillPlaces(at, header, orders);
    const used = new Set(at.values());
    return {
      kind,
      at,
      byPlace: false,
      leftOut: header.filter((name, column) => name.trim() !== '' && !used.has(column)),
    };
  }
  return undefined;
}

/** Headers that are not known stand where LinkedIn always puts that column, if all that are known do. */
function fillPlaces(at: Map<string, number>, header: string[], orders: string[][]): void {
  const order = orders.find((one) => one.length === header.length);
  if (!order || [...at].some(([word, column]) => order[column] !== word)) return;
  order.forEach((word, column) => {
    if (!at.has(word)) at.set(word, column);
  });
}

/** By the number of columns, the kind of what stands in them, and sums that must be right. */
function byPlace(header: string[], sample: string[][], said?: string): KnownColumns | undefined {
  if (sample.length === 0) return undefined;
  const cells = (column: number) => sample.map((row) => (row[column] ?? '').trim());
  const most = (column: number, fits: (text: string) => boolean) =>
    cells(column).filter(fits).length >= sample.length * 0.8;
  const isDay = (text: string) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$|^\d{4}-\d{2}-\d{2}|^\d{5}$/.test(text);
  const isNumber = (text: string) => readAmount(text, '.') !== undefined;
  for (const { kind, orders } of layouts) {
    if (kind === 'competitors' || (header.length < 20 && said !== kind)) continue;
    const order = orders.find((one) => one.length === header.length);
    if (!order) continue;
    const fits = order.every((word, column) => {
      if (word === 'link') return most(column, (text) => linkedinId(text) !== undefined);
      if (word === 'date' || word === 'created') return most(column, isDay);
      if (kind === 'posts') return !counts.has(word) || most(column, (text) => text === '' || isNumber(text));
      return most(column, isNumber);
    });
    const at = new Map(order.map((word, column) => [word, column]));
    if (fits && (kind === 'posts' || sumsAreRight(order, at, sample)))
      return { kind, at, byPlace: true, leftOut: [] };
  }
  return undefined;
}

const counts = new Set(['impressions', 'clicks', 'likes', 'comments', 'reposts', 'follows']);

/** Organic and sponsored make the total, desktop and mobile too, in all but a few rows. */
function sumsAreRight(order: string[], at: Map<string, number>, sample: string[][]): boolean {
  const value = (row: string[], word: string) =>
    readAmount(row[at.get(word) ?? -1] ?? '', '.')?.value ?? Number.NaN;
  const sums = order.flatMap((word) => {
    if (word.includes('per-impression') || word.includes('unique')) return [];
    const parts = [
      [`organic-${word}`, `sponsored-${word}`, `auto-invited-${word}`],
      [`${word}-desktop`, `${word}-mobile`],
    ]
      .map((group) => group.filter((one) => at.has(one)))
      .find((group) => group.length > 1);
    return parts ? [{ word, parts }] : [];
  });
  const right = sample.filter((row) =>
    sums.every(({ word, parts }) => {
      const sum = parts.reduce((before, part) => before + value(row, part), 0);
      return sum === value(row, word);
    }),
  );
  return sums.length > 0 && right.length >= sample.length * 0.9;
}
