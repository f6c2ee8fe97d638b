/** A number as a file writes it, with the signs that stood beside it. */
export interface Amount {
  value: number;
  percent: boolean;
  /** ISO 4217, where a sign or code names one beyond doubt; `$` and `¥` do not. */
  currency?: string;
}

export type Decimal = '.' | ',';

const missing = /^(|[-–—.]+|n\/?a|n\.a\.|na|nan|null|none|nil|#n\/a|k\.\s?a\.|s\/d|n\/d|\?)$/i;
const signs: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '₩': 'KRW',
  '₹': 'INR',
  '₺': 'TRY',
  zł: 'PLN',
};
const currency =
  /^(?:([A-Z]{3})(?=[\s\d-])|([€£₩₹₺$¥]|zł|(?:US|A|C|NZ)\$)) ?(.*)$|^(.*?) ?(?:([A-Z]{3})|([€£₩₹₺$¥]|zł))$/;

/** Whether a cell says that there is no value, which is not zero. */
export function isMissing(text: string): boolean {
  return missing.test(text.trim());
}

/** Reads a number with its thousands signs, %, currency or accountant's brackets; undefined where it is none. */
export function readAmount(text: string, decimal: Decimal): Amount | undefined {
  let rest = text
    .trim()
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/^[−–]/, '-');
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed) rest = `-${bracketed[1]}`;
  const negative = /^[+-]/.exec(rest)?.[0] === '-';
  rest = rest.replace(/^[+-]\s?/, '');
  const percent = /\s?%$/.test(rest);
  if (percent) rest = rest.replace(/\s?%$/, '');
  let named: string | undefined;
  const money = percent ? null : currency.exec(rest);
  if (money) {
    const sign = money[2] ?? money[6];
    named = money[1] ?? money[5] ?? (sign === undefined ? undefined : signs[sign]);
    rest = (money[3] ?? money[4] ?? '').trim();
  }
  const digits = plainDigits(rest, decimal);
  if (digits === undefined) return undefined;
  const value = Number(digits) * (negative ? -1 : 1);
  if (!Number.isFinite(value)) return undefined;
  return { value, percent, ...(named !== undefined && { currency: named }) };
}

/** The number with a point and without thousands signs, where they stand at thousands. */
function plainDigits(text: string, decimal: Decimal): string | undefined {
  if (/^\d+([.,]\d+)?E[+-]?\d+$/i.test(text)) return text.replace(',', '.');
  const point = decimal === '.' ? '\\.' : ',';
  const plain = new RegExp(`^(\\d+)?(?:${point}(\\d+))?$`).exec(text);
  const grouped =
    plain && text !== ''
      ? plain
      : new RegExp(
          `^(\\d{1,3}(?:([${decimal === '.' ? ',' : '.'}'’ ])\\d{3})(?:\\2\\d{3})*)(?:${point}(\\d+))?$`,
        ).exec(text);
  if (!grouped) return undefined;
  const whole = (grouped[1] ?? '0').replace(/\D/g, '');
  const fraction = plain && text !== '' ? grouped[2] : grouped[3];
  if (plain && text !== '' && grouped[1] === undefined && fraction === undefined) return undefined;
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}

/**
 * Which sign numbers write before their decimals, by what most of those say that can be read in one way only; undefined
 * where there are signs and none says it.
 */
export function guessDecimal(values: string[]): Decimal | undefined {
  const votes = { '.': 0, ',': 0, unsure: 0 };
  for (const value of values) {
    const sign = decimalOf(value.replace(/[^\d.,]/g, ''));
    if (sign !== undefined) votes[sign] += 1;
  }
  if (votes['.'] === votes[',']) return votes.unsure > 0 || votes['.'] > 0 ? undefined : '.';
  return votes['.'] > votes[','] ? '.' : ',';
}

/** What one number tells; undefined where it has no sign at all. */
function decimalOf(text: string): Decimal | 'unsure' | undefined {
  if (!/[.,]/.test(text)) return undefined;
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const sign = text.charAt(last) as Decimal;
  const other = sign === '.' ? ',' : '.';
  if (text.includes(other)) return sign;
  if (text.indexOf(sign) !== last) return other;
  if (/^0[.,]/.test(text) || text.length - last - 1 !== 3 || last > 3 || last === 0) return sign;
  return 'unsure';
}
