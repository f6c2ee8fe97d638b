import type { Facet } from '../../model/codebook.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import { answerByCodes, type Found } from './by-codes.ts';
import { byShare } from './code-figures.ts';
import { changesOf, mostOf } from './code-sentence.ts';
import { decisionHref } from './decision-href.ts';
import { learntFrom, learntTable } from './learnt-from.ts';
import { quoteRule, quotesOf } from './quotes.ts';
import { codedRows } from './rows.ts';

const word = 'needs';
const title = 'What people need, and what they would have us try';
/** Words of the codes that it speaks of, in whatever facet of other people’s messages the codebook has them. */
const wanted = new Set(['need', 'needs', 'aspiration', 'need-or-aspiration', 'idea', 'ideas']);

const definition = {
  text: `Needs, aspirations and ideas: of the messages from outside in the period, the share to which people gave the codes need (what the writer lacks, must achieve or hopes for) and idea (what we could make, change or try), told as themes are. Beside it what was decided, expected, learnt or changed from it. ${quoteRule}`,
  decision: 'Serves the decision: which need to act on, and whom to tell that we did.',
};

/** What people lack, hope for and propose, and what was done about it. */
export const needs: Measure = {
  word,
  title,
  reads: 'acts',
  readsOfPlan: ['codebook', 'agreement'],
  answer: (asking) =>
    answerByCodes(asking, {
      measure: { word, title },
      definition,
      side: 'others',
      facets: facetsOf(asking.plan),
      noun: 'Need',
      sentence: ([first], before) => [
        `With ${first.name}, people tell us `,
        ...mostOf(first.codes, 2, 'messages'),
        '.',
        ...changesOf(first, before, asking.filter).sentence,
      ],
      beside: (found) => wordsAndDeeds(asking, found),
    }),
  rows: (asking) =>
    codedRows(
      asking,
      'others',
      facetsOf(asking.plan).map((facet) => facet.word),
    ),
};

function facetsOf({ codebook }: Plan): Facet[] {
  return codebook.facets
    .filter(({ of, level }) => of === 'others' && level === 'nominal')
    .map((facet) => ({ ...facet, codes: facet.codes.filter((code) => wanted.has(code.word)) }))
    .filter(({ codes }) => codes.length > 0);
}

async function wordsAndDeeds(asking: Asking, { stretch }: Found) {
  const { store, plan, filter } = asking;
  const first = stretch.told.find(({ codes }) => codes.some(({ share }) => share));
  const entries = await learntFrom(store, plan.codebook, {
    measures: [word],
    codes: facetsOf(plan).flatMap((facet) => facet.codes.map((code) => `${facet.word}/${code.word}`)),
  });
  const told = byShare(first?.codes.filter(({ share }) => share) ?? []);
  const words = await Promise.all(
    told.map((one, at) =>
      first
        ? quotesOf(asking, stretch, first, one, at === 0 ? {} : { typical: 1, atypical: false })
        : Promise.resolve([]),
    ),
  );
  return {
    voices: words.flat(),
    figures: [learntTable(entries)],
    openings: [{ label: 'Decide what to do about it', href: decisionHref(word, filter) }],
    caveats:
      entries.length === 0 ? ['Nothing has been decided or written down yet from what people need.'] : [],
  };
}
