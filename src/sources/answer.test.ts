import { describe, expect, it } from 'vitest';
import { understandAnswer } from './answer.ts';

const asked = (word: string, choices?: string[]) => ({ word, ask: '', why: '', ...(choices && { choices }) });
const yesNo = ['yes', 'no'];

describe('understandAnswer', () => {
  it.each([
    ['currency', ['EUR', 'USD'], 'Euro', 'EUR'],
    ['currency', ['EUR', 'USD'], '€', 'EUR'],
    ['currency', ['EUR', 'USD'], 'eur', 'EUR'],
    ['currency', ['EUR', 'USD'], 'NOK', 'NOK'],
    ['currency', ['EUR'], 'Schweizer Franken', 'CHF'],
    ['selfSelected', yesNo, 'nein', 'no'],
    ['selfSelected', yesNo, 'Ja', 'yes'],
    ['selfSelected', yesNo, 'sí', 'yes'],
    ['series.0.percent', yesNo, 'N', 'no'],
    ['withoutIds', ['true'], 'ja', 'true'],
    ['withoutIds', ['true'], 'no', 'no'],
    ['wave.from', undefined, '2026-10-01', '2026-10-01'],
    ['wave.from', undefined, '01.10.2026', '2026-10-01'],
    ['wave.from', undefined, '1. Oktober 2026', '2026-10-01'],
    ['wave.to', undefined, 'Oct 14, 2026', '2026-10-14'],
    ['wave.to', undefined, '14th of October 2026', '2026-10-14'],
    ['wave.to', undefined, '14/10/2026', '2026-10-14'],
    ['wave.to', undefined, '10/14/2026', '2026-10-14'],
    ['decimal', ['.', ','], 'Komma', ','],
    ['decimal', ['.', ','], '","', ','],
    ['zone', undefined, 'europe/vienna', 'Europe/Vienna'],
    ['zone', undefined, 'Vienna', 'Europe/Vienna'],
    ['zone', undefined, 'UTC', 'UTC'],
    ['question', undefined, 'Awareness', 'awareness'],
    ['columns.text', ['body', 'Titel'], 'titel', 'Titel'],
    ['columns.text', ['body'], 'words', 'words'],
    ['columns.panel', ['Kunde'], 'none', ''],
    ['time.format', ['d/M/yyyy', 'M/d/yyyy'], 'd/M/yyyy', 'd/M/yyyy'],
    ['time.stretch', ['day', 'week'], 'Week', 'week'],
  ])('understands for %s %j "%s"', (word, choices, typed, value) => {
    expect(understandAnswer(asked(word, choices), typed)).toEqual({ value });
  });

  it.each([
    ['currency', ['EUR'], '$', 'USD, CAD or AUD'],
    ['currency', ['EUR'], 'Taler', 'such as EUR'],
    ['currency', ['EUR'], 'EUO', 'such as EUR'],
    ['selfSelected', yesNo, 'maybe', 'neither yes nor no'],
    ['wave.from', undefined, '01/10/2026', 'day or the month first. Write it as 2026-03-31'],
    ['wave.from', undefined, '31.02.2026', 'is no day. Write it as 2026-03-31'],
    ['wave.from', undefined, 'October', 'is no day'],
    ['zone', undefined, 'Häusl', 'Europe/Amsterdam'],
    ['question', undefined, 'Do you know the company from the street?', 'such as awareness'],
    ['time.format', ['iso'], 'heute', 'dd.MM.yyyy'],
    ['time.stretch', ['day', 'week'], 'fortnight', 'day, week'],
  ])('asks for %s again after %j "%s"', (word, choices, typed, wrong) => {
    expect(understandAnswer(asked(word, choices), typed)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});
