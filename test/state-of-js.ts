import { readFileSync } from 'node:fs';
import type { SurveyMapping } from '../src/model/mapping.ts';
import { dataFile } from './shared-data.ts';

const mapping: SurveyMapping = {
  rows: 'totals',
  source: 'state-of-js',
  columns: {
    wave: 'year',
    from: 'from',
    to: 'to',
    question: 'tool',
    answer: 'answer',
    k: 'count',
    n: 'base',
  },
  selfSelected: true,
  time: { format: 'iso' },
};

/** Awareness of tools by year as a table of totals, with how it is read and what was published. */
export function stateOfJs(tools: string[]) {
  const rows = rowsOf(tools);
  const text = ['year,from,to,tool,answer,count,base', ...rows.map(({ cells }) => cells.join(',')), ''].join(
    '\n',
  );
  return { rows, text, mapping };
}

/** Rows of aware and unaware by year, from the answers counted in each edition, with the awareness that was published. */
function rowsOf(tools: string[]): { cells: string[]; awareness: number }[] {
  const path = dataFile('waves-stateofjs', 'js2024_results_data_libraries_tools_arrows.json');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const all = file.dataAPI.surveys.state_of_js.js2024.libraries.tools_arrows as {
    id: string;
    responses: {
      allEditions: {
        year: number;
        ratios: { awareness: number };
        buckets: { id: string; count: number }[];
      }[];
    };
  }[];
  return all
    .filter(({ id }) => tools.includes(id))
    .flatMap(({ id, responses }) =>
      responses.allEditions.flatMap(({ year, ratios, buckets }) => {
        const base = buckets.reduce((sum, { count }) => sum + count, 0);
        const unaware = buckets.find((bucket) => bucket.id === 'never_heard')?.count ?? 0;
        return [
          ['aware', base - unaware],
          ['unaware', unaware],
        ].map(([answer, count]) => ({
          cells: [`${year}`, `${year}-11-15`, `${year}-12-15`, id, `${answer}`, `${count}`, `${base}`],
          awareness: ratios.awareness,
        }));
      }),
    );
}
