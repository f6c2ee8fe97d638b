// Real texts with human codes: the truth against which corrected shares are held.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

const csv = (folder, ...names) =>
  names.flatMap((name) =>
    parse(readFileSync(join(folder, ...name.split('/'))), { columns: true, relax_quotes: true, bom: true }),
  );

/** The rarest of the values of a column that at least `least` rows have. */
function rarest(rows, column, least) {
  const counts = new Map();
  for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= least).sort((a, b) => a[1] - b[1])[0][0];
}

/** Name, texts, codes and how many of the texts train the machine coder, from the folder of test data. */
export const sets = [
  {
    name: 'complaints',
    train: 1000,
    read: (folder) =>
      csv(
        folder,
        'brand-complaints-multicoder/airlines_set1_finalLabels.csv',
        'brand-complaints-multicoder/telecom_set1_finalLabels.csv',
      )
        .filter(({ finalLabel }) => Number(finalLabel) === 0 || Number(finalLabel) === 1)
        .map(({ text, finalLabel }) => ({ text, code: Number(finalLabel) })),
  },
  {
    name: 'dialogue',
    train: 1000,
    read: (folder) =>
      csv(folder, 'corporate-messaging/Corporate-messaging-DFE.csv').map(({ text, category }) => ({
        text,
        code: category === 'Dialogue' ? 1 : 0,
      })),
  },
  {
    name: 'gratitude',
    train: 8000,
    read: (folder) => {
      const labels = readFileSync(join(folder, 'goemotions', 'labels.txt'), 'utf8').split(/\r?\n/);
      const gratitude = String(labels.indexOf('gratitude'));
      return readFileSync(join(folder, 'goemotions', 'train.tsv'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t'))
        .map(([text, codes]) => ({ text, code: codes.split(',').includes(gratitude) ? 1 : 0 }));
    },
  },
  {
    name: 'rare intent',
    train: 4000,
    read: (folder) => {
      const rows = csv(folder, 'banking77/train.csv');
      const rare = rarest(rows, 'category', 30);
      return rows.map(({ text, category }) => ({ text, code: category === rare ? 1 : 0 }));
    },
  },
];

/** Whether the real data are there. */
export function hasCodingData(folder) {
  return existsSync(join(folder, 'README.md'));
}
