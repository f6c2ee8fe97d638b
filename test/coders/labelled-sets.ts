import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { CodedFacet } from '../../src/coders/codes.ts';
import { dataFile } from '../shared-data.ts';

/** Real messages with the codes that people gave them. */
export interface LabelledSet {
  facet: CodedFacet;
  items: { text: string; codes: Set<string> }[];
}

type Table = Record<string, string>[];

function table(file: string[], encoding: BufferEncoding = 'utf8'): Table {
  return parse(readFileSync(dataFile(...file), encoding), { columns: true, relax_quotes: true, bom: true });
}

function setOf(codes: string[], items: { text: string; labels: string[] }[]): LabelledSet {
  return {
    facet: {
      word: 'f',
      of: 'others',
      choose: 'many',
      codes: codes.map((word) => ({ word, definition: '' })),
    },
    items: items.map(({ text, labels }) => ({ text, codes: new Set(labels.map((label) => `f/${label}`)) })),
  };
}

const complaints = (file: string) =>
  setOf(
    ['complaint'],
    table(['brand-complaints-multicoder', file]).map(({ text, finalLabel }) => ({
      text,
      labels: Number(finalLabel) === 1 ? ['complaint'] : [],
    })),
  );

/** The ten intents of banking77 that begin the list of its categories by letters. */
function banking(): LabelledSet {
  const rows = table(['banking77', 'train.csv']);
  const words = [...new Set(rows.map(({ category }) => category))].sort().slice(0, 10);
  return setOf(
    words,
    rows.map(({ text, category }) => ({ text, labels: words.includes(category) ? [category] : [] })),
  );
}

function gratitude(): LabelledSet {
  const lines = readFileSync(dataFile('goemotions', 'train.tsv'), 'utf8').trim().split('\n');
  const word = '15';
  return setOf(
    ['gratitude'],
    lines.map((line) => {
      const [text, labels] = line.split('\t');
      return { text, labels: labels.split(',').includes(word) ? ['gratitude'] : [] };
    }),
  );
}

/** By name: each is read when it is asked for. */
export const labelledSets: Record<string, () => LabelledSet> = {
  'complaints at airlines': () => complaints('airlines_set1_finalLabels.csv'),
  'complaints at telecoms': () => complaints('telecom_set1_finalLabels.csv'),
  'what companies post': () =>
    setOf(
      ['Information', 'Action', 'Dialogue'],
      table(['corporate-messaging', 'Corporate-messaging-DFE.csv'], 'latin1').map(({ text, category }) => ({
        text,
        labels: [category],
      })),
    ),
  gratitude,
  'ten intents of a bank': banking,
};
