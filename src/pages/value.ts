import type { SeriesUnit } from '../model/series.ts';

/** A value of a series in the workspace's language: a share in percent, money with its currency. */
export function valueInWords(
  { unit, value, currency }: { unit: SeriesUnit; value: number; currency?: string },
  { locale }: { locale: string },
): string {
  if (unit === 'share') {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(value);
  }
  const number = new Intl.NumberFormat(locale, {
    maximumFractionDigits: unit === 'index' ? 4 : 2,
  }).format(value);
  return unit === 'money' && currency ? `${number}\u00a0${currency}` : number;
}
