import type { MessageMapping } from '../../model/mapping.ts';
import type { OpenQuestion } from '../../model/reader.ts';
import { columnsFor, type Field, isOwnAddress, metricFor, plainHeader } from '../header-words.ts';
import { platformIn, sourceWord } from '../source-word.ts';
import { spoiltExample } from '../spoilt-ids.ts';
import { guessTimeFormats } from '../time/time-guess.ts';
import type { TableFile } from './table-file.ts';

/** A mapping drawn from headers and first rows, what is unsure of it, and what is missing altogether. */
export interface Guess {
  mapping: MessageMapping;
  questions: OpenQuestion[];
  /** True where text and time were found by their headers. */
  sure: boolean;
}

/** Guesses how a table is read; a string says why it is no table of messages. */
export function guessMapping(name: string, table: TableFile): Guess | string {
  const { header, sample } = table;
  const questions: OpenQuestion[] = [];
  const values = (column: string) => sample.map((row) => row[header.indexOf(column)] ?? '');
  const filled = (column: string) => values(column).filter((value) => value.trim() !== '');
  const taken = new Set<string>();
  const take = (field: Field, fits: (column: string) => boolean) => {
    const column = columnsFor(field, header).find((each) => !taken.has(each) && fits(each));
    if (column !== undefined) taken.add(column);
    return column;
  };

  const timeFits = (column: string) => guessTimeFormats(values(column)).length > 0;
  let time = take('time', timeFits);
  const timeByName = time !== undefined;
  if (time === undefined) {
    const times = header.filter((column) => column !== '' && timeFits(column));
    // when a row was fetched or changed is not when it was written
    times.sort((a, b) => Number(aboutRow.test(a)) - Number(aboutRow.test(b)));
    if (times.length === 0) return 'no column of it holds times';
    time = times[0] ?? '';
    taken.add(time);
    if (times.length > 1) questions.push(whichColumn('time', 'the time of writing', times));
  }

  let text = take('text', (column) => wordy(filled(column)));
  const textByName = text !== undefined;
  if (text === undefined) {
    const candidates = header.filter(
      (column) =>
        !taken.has(column) && wordy(filled(column)) && mean(filled(column)) >= 20 && !timeFits(column),
    );
    candidates.sort((a, b) => mean(filled(b)) - mean(filled(a)));
    if (candidates.length === 0) return 'no column of it holds texts';
    text = candidates[0] ?? '';
    taken.add(text);
    questions.push(whichColumn('text', 'the text', candidates.slice(0, 6)));
  }

  const columns: MessageMapping['columns'] = { text, time };
  const platform = take('platform', (column) => {
    const named = new Set(filled(column));
    return named.size < 13 && [...named].some((value) => platformIn(value) !== undefined);
  });
  if (platform !== undefined) columns.platform = platform;
  const set = (field: Exclude<Field, 'text' | 'time' | 'platform'>, fits: (column: string) => boolean) => {
    const column = take(field, fits);
    if (column !== undefined) columns[field] = column;
  };
  set('reply', (column) => filled(column).length === 0 || wordy(filled(column)));
  if (columns.reply !== undefined) {
    set('replyTime', (column) => filled(column).length === 0 || timeFits(column));
    set('replyAuthor', () => true);
    set('channel', () => true);
  }
  set('id', (column) => filled(column).length > 0);
  if (columns.id !== undefined && repeats(filled(columns.id))) {
    const others = header.filter(
      (column) => filled(column).length === sample.length && !repeats(filled(column)),
    );
    questions.push({
      ...whichColumn('id', 'the id of each row', [columns.id, ...others.filter((column) => column !== time)]),
      why: `Values of column "${columns.id}" come several times in the first rows.`,
    });
  }
  set('author', (column) => filled(column).length > 0);
  set('authorName', () => columns.author !== undefined);
  set('parent', () => true);
  set('replies', () => true);
  set('inbound', (column) => yesOrNo(filled(column)));
  set('own', (column) => yesOrNo(filled(column)));
  set('rating', (column) => filled(column).every((value) => Number(value) >= 0 && Number(value) <= 5));
  set('url', () => true);
  set('lang', () => true);
  if (columns.id === undefined && columns.url !== undefined && isOwnAddress(columns.url)) {
    const addresses = filled(columns.url);
    if (addresses.length === sample.length && new Set(addresses).size === sample.length)
      columns.id = columns.url;
  }

  const clock = header.find(
    (column) => !taken.has(column) && clockWords.test(plainHeader(column)) && clocks(filled(column)),
  );
  if (
    clock !== undefined &&
    guessTimeFormats(values(`${time}`)).every((format) => !/[hH]|iso|epoch|^x$/.test(format))
  ) {
    columns.time = `${time} + ${clock}`;
  }
  const joined =
    columns.time === time
      ? values(time)
      : sample.map((row) => `${row[header.indexOf(time)]} ${row[header.indexOf(clock ?? '')]}`);
  const formats = guessTimeFormats(joined);
  const [format = 'iso'] = formats;
  if (formats.length > 1) {
    questions.push({
      word: 'time.format',
      ask: `Which format have the times in column "${columns.time}"?`,
      why: `"${joined.find((value) => value.trim() !== '')}" can be read in more than one way, and so can the other first rows.`,
      choices: formats,
      guess: format,
    });
  }
  const metrics: Record<string, string> = {};
  for (const column of header) {
    const metric = metricFor(column);
    if (metric === undefined || taken.has(column) || Object.values(metrics).includes(metric)) continue;
    if (filled(column).every((value) => /^[\d.,]+$|^-$/.test(value.trim()))) metrics[column] = metric;
  }
  const mapping: MessageMapping = { source: sourceWord(name, header, sample), columns, time: { format } };
  if (/\b(GMT|UTC)\b/.test(time) && !/\d/.test(time)) mapping.time.zone = 'UTC';
  if (Object.keys(metrics).length > 0) mapping.metrics = metrics;
  if (table.layout && table.layout.delimiter !== ',') mapping.delimiter = table.layout.delimiter;
  return { mapping, questions, sure: timeByName && textByName };
}

/** Whether the header is that of private messages, which are not read. */
export function isPrivateTable(header: string[]): boolean {
  const plain = header.map(plainHeader);
  return (
    plain.includes('recipientprofileurls') ||
    plain.includes('dmconversationid') ||
    (plain.includes('conversationid') && plain.includes('to') && plain.includes('folder'))
  );
}

function whichColumn(field: Field, what: string, choices: string[]): OpenQuestion {
  const question: OpenQuestion = {
    word: `columns.${field}`,
    ask: `Which column holds ${what}?`,
    why: 'No header says so clearly, and several columns could.',
    choices,
  };
  if (choices[0] !== undefined) question.guess = choices[0];
  return question;
}

function repeats(values: string[]): boolean {
  return spoiltExample(values) === undefined && new Set(values).size < values.length * 0.9;
}

/** Whether most values are more than one word, or written in a script beyond Latin. */
function wordy(values: string[]): boolean {
  const words = values.filter(
    (value) => /\p{L}{2}/u.test(value) && (/\S\s+\S/.test(value) || /[\u0250-\uffff]/.test(value)),
  );
  return values.length > 0 && words.length >= values.length / 2 && new Set(values).size > values.length / 10;
}

/** Headers of times that a row, not its text, was made, changed or fetched at. */
const aboutRow = /sync|fetch|scrap|import|export|updat|modif|edit|delet|load/i;

/** Headers of a clock time that stands beside its date. */
const clockWords = /^(time|clock|posttime|publishingtime|uhrzeit|heure|hora|ora|tijd|시간|時刻|时间)$/;

function clocks(values: string[]): boolean {
  return (
    values.length > 0 &&
    values.every((value) => /^\s*\d{1,2}:\d{2}(:\d{2})?(\s?[AaPp]\.?[Mm]\.?)?\s*$/.test(value))
  );
}

function yesOrNo(values: string[]): boolean {
  return (
    values.length > 0 &&
    values.every((value) => /^\s*(true|false|yes|no|y|n|0|1|ja|nein|oui|non)\s*$/i.test(value))
  );
}

function mean(values: string[]): number {
  return values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length);
}
