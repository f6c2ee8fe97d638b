import type { Facet } from '../../model/codebook.ts';
import type { Finding, Headline } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Plan } from '../../model/plan.ts';
import type { Sentence } from '../../model/sentence.ts';
import { filterQuery } from '../filter.ts';
import { beginning, openingsOf } from './about.ts';
import { codeCaveats } from './code-caveats.ts';
import { codeEstimates, estimateName } from './code-estimates.ts';
import { byShare, codesTable, sharesFigure } from './code-figures.ts';
import { changesOf, mostOf } from './code-sentence.ts';
import { nothingRead, tooLittle } from './no-codes.ts';
import { quoteRule, quotesOf } from './quotes.ts';
import { groupsOf, raisedEstimates, raisedIn, raisedTable } from './raisers.ts';
import { readCodings } from './reading.ts';
import { codedRows } from './rows.ts';
import { scoresFor } from './scores.ts';
import { type ToldChannel, toldIn } from './told.ts';

const definition = {
  text: `Themes: of the messages from outside in the period, the share to which people gave each code of the codebook, from a sample drawn at random whose range covers the period. Where a machine labelled all messages, its labels are corrected by the people’s codes, and what people alone say stands beside it; labels alone never make a number. A share is told from 30 coded messages on, and withheld where Krippendorff’s alpha of the code is under .667 or fewer than 30 messages are coded twice. Of fewer than 5 people it is told as “fewer than”. A change against the period before is claimed where it holds at 95 % by Holm’s correction over all codes compared. ${quoteRule}`,
  decision: 'Serves the decision: what to write about, what to mend, and what to ask people next.',
};
const mostThemes = 3;
const alsoQuoted = 2;

/** What people raise. */
export const themes: Measure = {
  word: 'themes',
  title: 'What people raise',
  headlines: true,
  reads: 'codes',
  answer,
  rows: (asking) =>
    codedRows(
      asking,
      'others',
      facetsOf(asking.plan).map(({ word }) => word),
    ),
};

function facetsOf({ codebook }: Plan): Facet[] {
  return codebook.facets.filter(({ of, level }) => of === 'others' && level === 'nominal');
}

async function answer(asking: Asking): Promise<Finding> {
  const { filter, plan, store } = asking;
  const { channels, span, before, base } = await beginning(asking, themes, definition);
  const reading = await readCodings(asking, 'others');
  const nothing = nothingRead(reading);
  if (nothing) return { ...base, kind: 'no-answer', ...nothing, caveats: [] };
  const facets = facetsOf(plan);
  const stretch = await toldIn(asking, reading, facets, span, channels, scoresFor(asking, facets));
  const [first] = stretch.told;
  const caveats = codeCaveats(reading, stretch);
  if (!first?.codes.some(({ share }) => share))
    return { ...base, kind: 'no-answer', ...tooLittle(stretch, channels), caveats };
  const earlier = before
    ? (await toldIn(asking, reading, facets, before, channels, scoresFor(asking, facets))).told
    : [];
  const raised = raisedIn(stretch, first, await groupsOf(store, filter, span, stretch));
  const who = raisedTable(first, raised);
  const shares = sharesFigure(first, earlier, filter, {
    whose: 'people raise',
    read: 'messages from outside',
  });
  const [top, ...others] = byShare(first.codes.filter(({ share }) => share));
  const also = await Promise.all(
    others
      .slice(0, alsoQuoted)
      .map((one) => quotesOf(asking, stretch, first, one, { typical: 1, atypical: false })),
  );
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(stretch.told, changesOf(first, earlier, filter).sentence),
    n: stretch.told.reduce((sum, { coded }) => sum + coded, 0),
    estimates: [
      ...stretch.told.flatMap((one) => codeEstimates(one, 'now')),
      ...(filter.compare === 'none'
        ? []
        : earlier.flatMap((one) => codeEstimates(one, filter.compare as 'previous' | 'year'))),
      ...raisedEstimates(first, raised),
    ],
    figures: [
      ...(shares ? [shares] : []),
      codesTable(stretch.told, { title: 'What people raise', word: 'Theme' }),
      ...(who ? [who] : []),
    ],
    voices: [...(await quotesOf(asking, stretch, first, top)), ...also.flat()],
    openings: openingsOf('themes', filterQuery(filter), 'The coded messages'),
    caveats,
    headlines: stretch.told.flatMap((one) => headlineOf(one)),
  };
}

/** The theme with most messages of a channel. */
function headlineOf({ channels, codes }: ToldChannel): Headline[] {
  const [top] = byShare(codes.filter(({ share }) => share));
  if (!top?.share || channels.length > 1) return [];
  return [
    {
      name: estimateName(top),
      channel: channels[0].word,
      sentence: [
        `With ${channels[0].word}, what people raised most was “${top.code.name}”, `,
        { value: top.share.value, as: 'of100', strong: true },
        ' messages',
      ],
    },
  ];
}

function sentenceOf([first, second]: ToldChannel[], changes: Sentence): Sentence {
  return [
    `With ${first.name}, what people raise most is `,
    ...mostOf(first.codes, mostThemes, 'messages'),
    '.',
    ...changes,
    ...(second?.codes.some(({ share }) => share)
      ? [` With ${second.name} it is `, ...mostOf(second.codes, 1, 'messages'), '.']
      : []),
  ];
}
