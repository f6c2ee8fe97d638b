import type { Facet } from '../../model/codebook.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import { answerByCodes, type Found, topHeadline } from './by-codes.ts';
import { byShare } from './code-figures.ts';
import { changesOf, mostOf } from './code-sentence.ts';
import { quoteRule, quotesOf } from './quotes.ts';
import {
  newAndReturning,
  raisedCaveats,
  raisedEstimates,
  raisedIn,
  raisedTable,
  targetGroups,
} from './raisers.ts';
import { codedRows } from './rows.ts';

const definition = {
  text: `Themes: of the messages from outside in the period, the share to which people gave each code of the codebook, from a sample drawn at random whose range covers the period. Where a machine labelled all messages, its labels are corrected by the people’s codes, and what people alone say stands beside it; labels alone never make a number. A share is told from 30 coded messages on, and withheld where Krippendorff’s alpha of the code is under the agreement that plan.yaml asks for (.667 where it says none) or fewer than 30 messages are coded twice. Of fewer than 5 people it is told as “fewer than”. Who raises it: newcomers, people who had written before, and each target group of which the plan names members and at least 5 of them wrote. A change against the period before is claimed where it holds at 95 % by Holm’s correction over all codes compared. ${quoteRule}`,
  decision: 'Serves the decision: what to write about, what to mend, and what to ask people next.',
};
const mostThemes = 3;
const alsoQuoted = 2;
const word = 'themes';
const title = 'What people raise';

/** What people raise. */
export const themes: Measure = {
  word,
  title,
  headlines: true,
  reads: 'codes',
  readsOfPlan: ['codebook', 'agreement', 'groups'],
  answer: (asking) =>
    answerByCodes(asking, {
      measure: { word, title },
      definition,
      side: 'others',
      facets: facetsOf(asking.plan),
      noun: 'Theme',
      sentence: ([first, second], before) => [
        `With ${first.name}, what people raise most is `,
        ...mostOf(first.codes, mostThemes, 'messages'),
        '.',
        ...changesOf(first, before, asking.filter).sentence,
        ...(second ? [` With ${second.name} it is `, ...mostOf(second.codes, 1, 'messages'), '.'] : []),
      ],
      beside: (found) => wordsAndPeople(asking, found),
      headline: topHeadline,
    }),
  rows: (asking) =>
    codedRows(
      asking,
      'others',
      facetsOf(asking.plan).map((facet) => facet.word),
    ),
};

function facetsOf({ codebook }: Plan): Facet[] {
  return codebook.facets.filter(({ of, level }) => of === 'others' && level === 'nominal');
}

async function wordsAndPeople(asking: Asking, { stretch, span }: Found) {
  const first = stretch.told.find(({ codes }) => codes.some(({ share }) => share));
  if (!first) return {};
  const [top, ...others] = byShare(first.codes.filter(({ share }) => share));
  const also = await Promise.all(
    others
      .slice(0, alsoQuoted)
      .map((one) => quotesOf(asking, stretch, first, one, { typical: 1, atypical: false })),
  );
  const { store, filter, plan } = asking;
  const groups = await targetGroups(store, plan.groups, stretch);
  const who = [...(await newAndReturning(store, filter, span, stretch)), ...groups];
  // beside the first channel, the others tell of target groups alone: their people may be at home there
  const rest = groups.length > 0 ? stretch.told.filter((one) => one !== first) : [];
  const raised = [
    { channel: first, by: raisedIn(stretch, first, who) },
    ...rest.map((channel) => ({ channel, by: raisedIn(stretch, channel, groups) })),
  ];
  return {
    voices: [...(await quotesOf(asking, stretch, first, top)), ...also.flat()],
    figures: raised.map(({ channel, by }) => raisedTable(channel, by)),
    estimates: raised.flatMap(({ channel, by }) => raisedEstimates(channel, by)),
    caveats: raisedCaveats(raised.map(({ by }) => by)),
  };
}
