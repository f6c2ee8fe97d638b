import type { Finding } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { beginning } from './about.ts';
import { learntFrom, learntTable } from './learnt-from.ts';

const definition = {
  text: 'What was written down in the journal from an answer of this question (a decision, an expectation, something learnt, a change of tactics), or names a code of the codebook as facet/code; whatever the period. It is a list, and no measure of how well one listens.',
  decision: 'Serves the decision: what of what people said is still to be acted on.',
};

/** What was learnt from what people say, and what was done about it. */
export const learnt: Measure = {
  word: 'learnt',
  title: 'What was learnt, and what was done about it',
  reads: 'acts',
  readsOfPlan: ['codebook'],
  answer,
  async rows({ store, plan }) {
    const entries = await learntFrom(store, plan.codebook);
    return {
      sql: `SELECT json_extract_string(entry, '$.id') AS act, json_extract_string(entry, '$.kind') AS kind,
          json_extract_string(entry, '$.at') AS "at", json_extract_string(entry, '$.what') AS text
        FROM (SELECT unnest(from_json($entries, '["JSON"]')) AS entry)`,
      params: { entries: JSON.stringify(entries.map(({ id, kind, at, what }) => ({ id, kind, at, what }))) },
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { base } = await beginning(asking, learnt, definition);
  const entries = await learntFrom(asking.store, asking.plan.codebook);
  const table = learntTable(entries);
  if (!table)
    return {
      ...base,
      kind: 'no-answer',
      invites: true,
      reason: ['Nothing has been written down yet from what people say.'],
      help: [
        'From any answer here, press d and write down what you learnt, decide or change: it stands here then.',
      ],
      openings: [{ label: 'Write down what you learnt', href: '/decisions/new?measure=themes' }],
      caveats: [],
    };
  const [latest] = entries;
  return {
    ...base,
    kind: 'answer',
    sentence: [
      'From what people say, ',
      ...counts(entries.map(({ kind }) => kind)),
      ' written down; the latest, on ',
      { at: latest.at, as: 'day' },
      `: “${latest.what}”.`,
    ],
    n: 0,
    estimates: [],
    figures: [table],
    voices: [],
    openings: [{ label: 'The journal', href: '/decisions' }],
    caveats: [],
  };
}

const names = {
  decision: ['decision', 'decisions'],
  expectation: ['expectation', 'expectations'],
  note: ['thing learnt', 'things learnt'],
  change: ['change', 'changes'],
} as const;

function counts(kinds: (keyof typeof names)[]): Sentence {
  const found = (Object.keys(names) as (keyof typeof names)[])
    .map((kind) => ({ kind, n: kinds.filter((one) => one === kind).length }))
    .filter(({ n }) => n > 0);
  const runs = found.flatMap(
    ({ kind, n }, at): Sentence => [
      at === 0 ? '' : at === found.length - 1 ? ' and ' : ', ',
      { value: n, as: 'count', ...(at === 0 && { strong: true as const }) },
      ` ${names[kind][n === 1 ? 0 : 1]}`,
    ],
  );
  return [...runs, kinds.length === 1 ? ' was' : ' were'];
}
