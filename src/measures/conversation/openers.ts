import type { Cell, Figure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { filterQuery } from '../filter.ts';
import { beginning } from './about.ts';
import { ageOf, beforeWords, openingsOf } from './asking.ts';
import { exchanges } from './exchanges.ts';
import { talkCaveats, whyNoTalks } from './talk-caveats.ts';
import { both, type Talks, talksIn } from './talks.ts';
import { cellOf, changeWords, estimateOf, rowsOf, shareOf, type Told } from './told.ts';

const definition = {
  text: `Who opens: of the conversations with both sides in them that began in the period, the share whose first message somebody from outside wrote. Who has the last word: of those that are closed (no message for 14 days when the data end, or as many as closed_after_days in plan.yaml states), the share whose last message our side wrote; the others are still open and counted beside. Conversations whose first message is not in the data have no known opener, those with missing replies no known last word. Intervals at 95 % vary over another set of people like these (clustered by the first person from outside).`,
  decision:
    'Serves the decision: whether we start conversations ourselves, and whether we leave people without a last word.',
};
const mostRows = 10;
const mostDrawn = 6;

/** Who opens conversations, and who has the last word. */
export const openers: Measure = {
  word: 'openers',
  title: 'Who opens, who has the last word',
  headlines: true,
  answer,
  rows: (asking) => exchanges.rows(asking),
};

interface Ends {
  talks: Talks;
  openedByOthers: Told;
  unknownOpener: number;
  /** Of all conversations, those that nobody answered among them. */
  openedByOthersOfAll: Told;
  lastWordOurs: Told;
  stillOpen: number;
  unknownLast: number;
}

function endsOf(talks: Talks): Ends {
  const mutual = (row: number) => talks.parties[row] === both;
  const opener = (row: number) => !Number.isNaN(talks.openedByUs[row]);
  const shut = (row: number) => mutual(row) && talks.closed[row] === 1;
  const last = (row: number) => !Number.isNaN(talks.endedByUs[row]);
  const others = (row: number) => talks.openedByUs[row] === 0;
  return {
    talks,
    openedByOthers: shareOf(talks, others, (row) => mutual(row) && opener(row)),
    unknownOpener: rowsOf(talks, (row) => mutual(row) && !opener(row)).length,
    openedByOthersOfAll: shareOf(talks, others, opener),
    lastWordOurs: shareOf(
      talks,
      (row) => talks.endedByUs[row],
      (row) => shut(row) && last(row),
    ),
    stillOpen: rowsOf(talks, (row) => mutual(row) && talks.closed[row] === 0).length,
    unknownLast: rowsOf(talks, (row) => shut(row) && !last(row)).length,
  };
}

async function answer(asking: Asking): Promise<Finding> {
  const { filter } = asking;
  const { channels, span, before, base } = await beginning(asking, openers, definition);
  const all = (await talksIn(asking, span, 0, channels))
    .map(endsOf)
    .sort(
      (a, b) =>
        b.openedByOthers.n - a.openedByOthers.n || a.talks.channel.word.localeCompare(b.talks.channel.word),
    );
  const open = all.reduce((sum, { stillOpen }) => sum + stillOpen, 0);
  const caveats = [
    ...talkCaveats(
      all.map(({ talks, unknownOpener, openedByOthers }) => ({
        talks,
        unknown: unknownOpener,
        told: openedByOthers,
      })),
      channels,
    ),
    ...(open > 0
      ? [
          `${open === 1 ? '1 conversation with both sides is' : `${open} conversations with both sides are`} still open: somebody wrote within ${asking.plan.closedAfterDays} days of the end of the data, so nobody has had the last word yet.`,
        ]
      : []),
  ];
  const told = all.filter(({ openedByOthers }) => openedByOthers.ranged);
  if (told.length === 0)
    return { ...base, kind: 'no-answer', ...whyNoTalks(channels, all.map(mutualOnly)), caveats };
  const earlier = before ? (await talksIn(asking, before, ageOf(span, before), channels)).map(endsOf) : [];
  const compared = new Map(earlier.map((one) => [one.talks.channel.channelId, one]));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told, compared, filter),
    n: all.reduce((sum, { openedByOthers }) => sum + openedByOthers.n, 0),
    estimates: all.flatMap((one) => {
      const then = compared.get(one.talks.channel.channelId);
      return [
        ...estimatesOf(one, 'now'),
        ...(then && filter.compare !== 'none' ? estimatesOf(then, filter.compare) : []),
      ];
    }),
    figures: figures(told, compared, filter, asking.plan.closedAfterDays),
    voices: [],
    openings: openingsOf('openers', filterQuery(filter), 'The conversations'),
    caveats,
    headlines: told.map(({ talks, openedByOthers }) => ({
      name: 'opened_by_others_share_of_two_way',
      channel: talks.channel.word,
      sentence: [
        `With ${talks.channel.word}, somebody else opened `,
        { value: openedByOthers.ranged?.value ?? Number.NaN, as: 'of100', strong: true },
        ' conversations with both sides in them',
      ],
    })),
  };
}

function mutualOnly({ talks }: Ends): Talks {
  return { ...talks, n: rowsOf(talks, (row) => talks.parties[row] === both).length };
}

function sentenceOf(told: Ends[], compared: Map<number, Ends>, filter: Filter): Sentence {
  const [first, second] = told;
  return [...words(first, true), ...(second ? [' ', ...words(second, false)] : [])];

  function words(one: Ends, strong: boolean): Sentence {
    const then = compared.get(one.talks.channel.channelId);
    const { openedByOthers, lastWordOurs } = one;
    return [
      `With ${one.talks.channel.word}, somebody else opened `,
      {
        value: openedByOthers.ranged?.value ?? Number.NaN,
        as: 'of100',
        ...(strong ? { strong: true as const } : {}),
      },
      ` conversations${changeWords(openedByOthers, then?.openedByOthers, beforeWords(filter))}`,
      ...(lastWordOurs.ranged
        ? [
            '; we had the last word in ',
            { value: lastWordOurs.ranged.value, as: 'of100' as const },
            ' of those that are closed',
          ]
        : []),
      '.',
    ];
  }
}

function estimatesOf(ends: Ends, period: NamedEstimate['period']): NamedEstimate[] {
  const { talks, openedByOthers, openedByOthersOfAll, lastWordOurs, stillOpen, unknownLast } = ends;
  const channel = talks.channel.word;
  const n = openedByOthers.n + ends.unknownOpener;
  const count = (name: string, label: string, value: number): NamedEstimate => ({
    name,
    label,
    channel,
    period,
    unit: 'count',
    value,
    n,
  });
  return [
    ...(openedByOthers.n === 0
      ? []
      : [
          estimateOf(
            openedByOthers,
            'opened_by_others_share_of_two_way',
            'Two-way conversations that others opened',
            channel,
            period,
          ),
        ]),
    estimateOf(
      openedByOthersOfAll,
      'opened_by_others_share_of_conversations',
      'Conversations that others opened',
      channel,
      period,
    ),
    ...(lastWordOurs.n === 0
      ? []
      : [
          estimateOf(
            lastWordOurs,
            'own_last_word_share_of_closed_two_way',
            'Closed two-way conversations in which we had the last word',
            channel,
            period,
          ),
        ]),
    count('two_way_still_open', 'Two-way conversations still open', stillOpen),
    count(
      'two_way_opener_unknown',
      'Two-way conversations whose first message is not in the data',
      ends.unknownOpener,
    ),
    count('two_way_last_word_unknown', 'Closed two-way conversations with missing replies', unknownLast),
  ];
}

function figures(told: Ends[], compared: Map<number, Ends>, filter: Filter, closedAfter: number): Figure[] {
  const row = ({ ranged }: Told, label: string, before: boolean) =>
    ranged
      ? [{ label, value: ranged.value, low: ranged.low, high: ranged.high, tone: 'steady' as const, before }]
      : [];
  const rows = told.slice(0, mostDrawn).flatMap((one) => {
    const then = compared.get(one.talks.channel.channelId);
    return [
      ...row(one.openedByOthers, one.talks.channel.word, false),
      ...(then ? row(then.openedByOthers, beforeWords(filter).row, true) : []),
    ];
  });
  const shown = told.slice(0, mostRows);
  const left = told.length - shown.length;
  const cells = ({ openedByOthers, lastWordOurs, stillOpen }: Ends): Cell[] => [
    cellOf(openedByOthers, true),
    { value: openedByOthers.n, as: 'count' },
    lastWordOurs.n === 0 ? 'none closed' : cellOf(lastWordOurs),
    { value: lastWordOurs.n, as: 'count' },
    { value: stillOpen, as: 'count' },
  ];
  const labels = ['Channel', 'Others opened', 'n', 'We had the last word', 'closed', 'still open'];
  return [
    {
      form: 'ranges',
      title: 'Conversations that others opened',
      caption: `Share of conversations with both sides in them that somebody from outside began, with 95 % ranges${rows.some(({ before }) => before) ? '; a ring is the period it is compared with' : ''}.`,
      unit: 'share',
      max: 1,
      rows,
    },
    {
      form: 'table',
      title: 'Who opens, who has the last word',
      note: `Share of conversations with both sides in them, with 95 % range; closed after ${closedAfter} silent days${left > 0 ? `. ${left} smaller ${left === 1 ? 'channel is' : 'channels are'} in the numbers (.csv)` : ''}`,
      columns: labels.map((label, index) => ({ label, numeric: index > 0 })),
      rows: shown.map((one) => ({ label: one.talks.channel.word, cells: cells(one) })),
    },
  ];
}
