import { Temporal } from 'temporal-polyfill';
import { isProblem } from '../model/problem.ts';
import type { OpenQuestion } from '../model/reader.ts';
import { currencyCode } from './currency.ts';
import { seriesWord } from './series/series-words.ts';
import { stretchReader } from './stretch.ts';
import { monthNumber } from './time/month-names.ts';
import { checkZone, timeReader } from './time/time.ts';

/** An answer as the mapping takes it (empty where the file has no such column), or what is wrong with it. */
export type Understood = { value: string } | { wrong: string };

/**
 * What a person's words mean as the answer to a question, where they can mean one thing only: `Euro` is EUR, `nein`
 * is no, `01.10.2026` the 1st of October. `wrong` is a sentence with an example.
 */
export function understandAnswer({ word, choices = [] }: OpenQuestion, typed: string): Understood {
  const text = typed.trim();
  const plain = plainText(text);
  const chosen = choices.find((choice) => choice === text) ?? choices.find((one) => plainText(one) === plain);
  if (word === 'withoutIds') return yesOrNo(plain, { yes: 'true', no: 'no' });
  if (chosen !== undefined) return { value: chosen };
  if (word === 'wave.from' || word === 'wave.to') return dayOf(text);
  if (word === 'currency') return currencyOf(text);
  if (word === 'zone') return zoneOf(text);
  if (word === 'question') return questionWord(text);
  if (word === 'time.format') return formatOf(text);
  if (word === 'columns.panel' && none.test(plain)) return { value: '' };
  // The names of columns and accounts beside those on the list are looked at with the file.
  if (/^columns\.|^us$|^questions$|^answers$/.test(word) || choices.length === 0) return { value: text };
  if (choices.includes('yes') && choices.includes('no')) return yesOrNo(plain, { yes: 'yes', no: 'no' });
  if (word === 'decimal') {
    const sign = decimals.find(({ words }) => words.test(plain))?.sign;
    if (sign) return { value: sign };
  }
  return { wrong: `"${brief(text)}" is none of the answers: ${choices.join(', ')}.` };
}

const none = /^(0|none|no|nein|keine?|non|aucune?|ninguna?|-)?$/;
const yes = /^(y|yes|ja|j|oui|o|si|s|sim|true|wahr|vrai)$/;
const no = /^(n|no|nein|non|nee|nej|nao|false|falsch|faux)$/;
const decimals = [
  { sign: '.', words: /^(point|dot|full stop|period|punkt|punto|punt|ponto)$/ },
  { sign: ',', words: /^(comma|komma|beistrich|virgule|coma|virgula|virgola)$/ },
];

/** Without case, accents and quotation marks around it. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^["'“„«]+|["'”“»]+$/g, '')
    .trim();
}

function yesOrNo(plain: string, said: { yes: string; no: string }): Understood {
  if (yes.test(plain)) return { value: said.yes };
  return no.test(plain) ? { value: said.no } : { wrong: `"${brief(plain)}" is neither yes nor no.` };
}

function currencyOf(text: string): Understood {
  const found = currencyCode(text);
  return 'code' in found ? { value: found.code } : found;
}

function zoneOf(text: string): Understood {
  const wanted = text.toLowerCase().replace(/\s+/g, '_');
  const zones = Intl.supportedValuesOf('timeZone');
  const cities = zones.filter((zone) => zone.toLowerCase().split('/').at(-1) === wanted);
  if (cities.length === 1) return { value: cities[0] ?? '' };
  try {
    checkZone(text);
    return { value: zones.find((zone) => zone.toLowerCase() === wanted) ?? text };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { wrong: `${error.message} ${error.help}` };
  }
}

function questionWord(text: string): Understood {
  const word = seriesWord(text);
  const isShort = /[\p{L}\p{N}]/u.test(text) && word.split('-').length <= 3 && word.length <= 40;
  return isShort ? { value: word } : { wrong: 'Give the question one short word, such as awareness.' };
}

function formatOf(text: string): Understood {
  for (const check of [() => timeReader(text), () => stretchReader({ format: text })]) {
    try {
      check();
      return { value: text };
    } catch (error) {
      if (!isProblem(error)) throw error;
    }
  }
  return { wrong: `"${brief(text)}" is no format. Write it as dd.MM.yyyy, with HH:mm where times are told.` };
}

const example = 'Write it as 2026-03-31.';

/** A day as ISO. With points the day stands first everywhere; with strokes only where one number is beyond 12. */
function dayOf(text: string): Understood {
  const wrong = `"${brief(text)}" is no day. ${example}`;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?$/.exec(text);
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]), wrong);
  const signs = /^(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})$/.exec(text);
  if (signs) {
    const [first, second, year] = [Number(signs[1]), Number(signs[3]), Number(signs[4])];
    if (signs[2] === '.' || first === second || first > 12) return dayFrom(year, second, first, wrong);
    if (second > 12) return dayFrom(year, first, second, wrong);
    return { wrong: `"${text}" can be read with the day or the month first. ${example}` };
  }
  const named =
    /^(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:de\s+|of\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?(\d{4})$/iu.exec(text);
  const month = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu.exec(text);
  const [day, name, year] = named
    ? [named[1], named[2], named[3]]
    : month
      ? [month[2], month[1], month[3]]
      : [];
  if (day === undefined || name === undefined) return { wrong };
  return dayFrom(Number(year), monthNumber(name) ?? 0, Number(day), wrong);
}

function dayFrom(year: number, month: number, day: number, wrong: string): Understood {
  if (month === 0 || year < 1970 || year > 2200) return { wrong };
  try {
    return { value: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() };
  } catch {
    return { wrong };
  }
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
