import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { SurveyMapping } from '../../model/mapping.ts';
import type { Dimensions, Respondent, WaveTotal } from '../../model/series.ts';
import { isMissing, readAmount } from '../amount.ts';
import { columnReader } from '../column.ts';
import { dimensionWord, seriesWord } from '../series/series-words.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';

const longest = 2000;

type Field = keyof SurveyMapping['columns'];
interface Fielded {
  survey: string;
  wave: string;
  from: string;
  to: string;
  selfSelected?: boolean;
}

/** Turns a row into the totals of a wave; a string says why it cannot. */
export function totalReader(
  mapping: SurveyMapping,
  header: string[],
): (cells: string[]) => WaveTotal[] | string {
  const row = rowOf(mapping, header);
  const dimensions = (mapping.dimensions ?? []).map((column) => ({
    word: dimensionWord(column),
    read: columnReader(header, column),
  }));
  const wide = (mapping.answers ?? []).map(({ column, word }) => ({
    column,
    word,
    read: columnReader(header, column),
  }));
  return (cells) => {
    const fielded = row.fielded(cells);
    if (typeof fielded === 'string') return fielded;
    const n = row.number(cells, 'n');
    if (typeof n === 'string') return n;
    if (n === undefined) return `does not say how many were asked: column "${mapping.columns.n}" is empty`;
    if (!(n > 0)) return `says that ${n} were asked`;
    const question = row.cell(cells, 'question') || mapping.question || '';
    if (question === '') return `names no question: column "${mapping.columns.question}" is empty`;
    const wording = row.cell(cells, 'wording');
    const by: Dimensions = {};
    for (const { word, read } of dimensions) {
      const text = tidy(read?.(cells) ?? '');
      if (text !== '') by[word] = text;
    }
    const total = (answer: string, told: { k?: number; share: number }): WaveTotal => ({
      is: 'total',
      ...fielded,
      question: mapping.columns.question === undefined ? question : seriesWord(question),
      ...(wording !== '' && { wording }),
      ...(wording === '' && seriesWord(question) !== question && { wording: question }),
      answer,
      ...told,
      n,
      dimensions: by,
    });
    if (wide.length > 0) return wideTotals(cells, total);
    const k = row.number(cells, 'k');
    if (typeof k === 'string') return k;
    const share = row.share(row.raw(cells, 'share'), `column "${mapping.columns.share}"`);
    if (typeof share === 'string') return share;
    if (k === undefined && share === undefined) return [];
    if (k !== undefined && (k < 0 || k > n)) return `says that ${k} of ${n} gave the answer`;
    const answer = row.cell(cells, 'answer') || (mapping.columns.answer === undefined ? 'yes' : '');
    if (answer === '') return `names no answer: column "${mapping.columns.answer}" is empty`;
    return [total(answer, { ...(k !== undefined && { k }), share: share ?? (k ?? 0) / n })];
  };

  function wideTotals(cells: string[], total: (answer: string, told: { share: number }) => WaveTotal) {
    const totals: WaveTotal[] = [];
    for (const { column, word, read } of wide) {
      const share = row.share(read?.(cells) ?? '', `column "${column}"`);
      if (typeof share === 'string') return share;
      if (share !== undefined) totals.push(total(word, { share }));
    }
    return totals;
  }
}

/**
 * Turns a row into a respondent; a string says why it cannot, without a word of what the person said. A row without an id
 * is known by its content and by how many equal rows came before it.
 */
export function respondentReader(
  mapping: SurveyMapping,
  header: string[],
): (cells: string[]) => Respondent[] | string {
  const row = rowOf(mapping, header);
  const questions = (mapping.questions ?? []).map((one) => ({
    ...one,
    read: columnReader(header, one.column),
  }));
  const margins = (mapping.margins ?? []).map((column) => ({
    word: dimensionWord(column),
    read: columnReader(header, column),
  }));
  const wordings = Object.fromEntries(
    questions.flatMap(({ word, wording, column }) => {
      const asked = wording ?? (seriesWord(column) === word && column !== word ? column : undefined);
      return asked === undefined ? [] : [[word, asked]];
    }),
  );
  const equal = new Map<string, number>();
  return (cells) => {
    const fielded = row.fielded(cells);
    if (typeof fielded === 'string') return fielded;
    const weight = row.number(cells, 'weight');
    const population = row.number(cells, 'population');
    if (typeof weight === 'string' || typeof population === 'string')
      return 'its weight or population is no number';
    if (mapping.columns.weight !== undefined && weight === undefined) return 'has no weight';
    if (weight !== undefined && weight < 0) return 'has a weight below zero';
    const answers: Record<string, string> = {};
    for (const { word, column, read } of questions) {
      const text = tidy(read?.(cells) ?? '');
      if (text.length > longest) return `its answer to "${column}" is longer than ${longest} characters`;
      if (!isMissing(text)) answers[word] = canonical(text, mapping.decimal ?? '.');
    }
    const by: Record<string, string> = {};
    for (const { word, read } of margins) {
      const text = tidy(read?.(cells) ?? '');
      if (!isMissing(text)) by[word] = text;
    }
    const id = row.cell(cells, 'id') || row.cell(cells, 'panel');
    if (id === '' && (mapping.columns.id ?? mapping.columns.panel) !== undefined)
      return 'has no respondent id';
    const panel = row.cell(cells, 'panel');
    const stratum = row.cell(cells, 'stratum');
    return [
      {
        is: 'respondent',
        ...fielded,
        id: id || contentId(fielded.wave, cells, equal),
        ...(panel !== '' && { panel }),
        answers,
        ...(Object.keys(wordings).length > 0 && { wordings }),
        margins: by,
        ...(weight !== undefined && { weight }),
        ...(stratum !== '' && { stratum }),
        ...(population !== undefined && { population }),
      },
    ];
  };
}

/** Stands in for an id that a file does not give. */
function contentId(wave: string, cells: string[], equal: Map<string, number>): string {
  const content = createHash('sha256')
    .update(JSON.stringify([wave, cells]))
    .digest('base64')
    .slice(0, 24);
  const before = equal.get(content) ?? 0;
  equal.set(content, before + 1);
  return `row:${content}#${before}`;
}

/** A number as an answer is written in one way, with a point. */
function canonical(text: string, decimal: '.' | ','): string {
  const amount = readAmount(text, decimal);
  return amount && !amount.percent && amount.currency === undefined && /^[-−]?[\d.,]+$/.test(text)
    ? String(amount.value)
    : text;
}

function tidy(text: string): string {
  return tidyText(text, 'keep').text.trim();
}

/** What rows of totals and of respondents share. */
function rowOf(mapping: SurveyMapping, header: string[]) {
  const decimal = mapping.decimal ?? '.';
  const readers = new Map(
    Object.entries(mapping.columns).map(([field, name]) => [field, columnReader(header, name)] as const),
  );
  const raw = (cells: string[], field: Field) => readers.get(field)?.(cells) ?? '';
  const cell = (cells: string[], field: Field) => {
    const text = tidy(raw(cells, field));
    return text.length > longest ? text.slice(0, longest) : text;
  };
  const day = timeReader(mapping.time.format, mapping.time.zone ?? 'UTC');
  const dated = (text: string): string | { wrong: string } => {
    const parsed = day(text);
    return 'wrong' in parsed ? parsed : parsed.at.slice(0, 10);
  };
  return { raw, cell, fielded, number, share };

  function fielded(cells: string[]): Fielded | string {
    const { columns, wave } = mapping;
    const days = (['from', 'to'] as const).map((end) =>
      columns[end] === undefined ? wave?.[end] : dated(raw(cells, end)),
    );
    const wrong = days.find((each) => typeof each === 'object');
    if (typeof wrong === 'object') return wrong.wrong;
    const [first, last] = days as (string | undefined)[];
    const from = first ?? last;
    const until = last ?? first;
    if (from === undefined || until === undefined) return 'does not say when people were asked';
    if (until < from) return `its wave ends on ${until}, before it begins on ${from}`;
    const word = cell(cells, 'wave') || wave?.word || `${from}/${until}`;
    return {
      survey: mapping.source,
      wave: word,
      from,
      to: Temporal.PlainDate.from(until).add({ days: 1 }).toString(),
      ...(mapping.selfSelected !== undefined && { selfSelected: mapping.selfSelected }),
    };
  }

  function number(cells: string[], field: Field): number | undefined | string {
    const text = raw(cells, field);
    if (isMissing(text)) return undefined;
    const amount = readAmount(text, decimal);
    if (amount === undefined || amount.percent)
      return `"${text.trim().slice(0, 40)}" in column "${mapping.columns[field]}" is no number`;
    return amount.value;
  }

  function share(text: string, where: string): number | undefined | string {
    if (isMissing(text)) return undefined;
    const amount = readAmount(text, decimal);
    if (amount === undefined) return `"${text.trim().slice(0, 40)}" in ${where} is no number`;
    const value = amount.percent || mapping.percent ? amount.value / 100 : amount.value;
    return value >= 0 && value <= 1
      ? value
      : `"${text.trim().slice(0, 40)}" in ${where} is no share of people`;
  }
}
