import { talkSql } from '../../facts/exchange.ts';
import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { Cell, Figure, RangesFigure, TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Clusters } from '../../stats/cluster.ts';
import type { Ranged } from '../../stats/interval.ts';
import { clusteredMean, clusteredRatio } from '../../stats/mean.ts';
import type { Refusal } from '../../stats/refusal.ts';
import { sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { about } from './about.ts';
import { ageOf, beforeWords, openingsOf, spanParams } from './asking.ts';
import { talkCaveats, whyNoTalks } from './talk-caveats.ts';
import { both, oursAlone, type Talks, talksIn, theirsAlone } from './talks.ts';
import {
  cellOf,
  changeWords,
  clustersAt,
  enough,
  estimateOf,
  rowsOf,
  shareOf,
  type Told,
  tellable,
} from './told.ts';

const definition = {
  text: `Two-way conversations: of the conversations begun in the period, the share in which both somebody from outside and our side wrote. Conversations of which one side is seen and the data are not complete are left out. Within two-way conversations: back and forth, the share in which we and one and the same person each answered the other at least once (an exchange is a message of one side that answers a message of the other); our share of the turns (ConvoKit: utterances; talk-time sharing); balance, the entropy of the turns over those who wrote divided by its largest value (100 % when all wrote equally much), as a mean over conversations; the longest chain of messages each answering the one before. Intervals at 95 % vary over another set of people like these (clustered by the first person from outside).`,
  decision: 'Serves the decision: where a conversation gets going, so that we put our time there.',
};
const mostRows = 10;
const mostDrawn = 6;

/** How many conversations have both sides in them, and how far they go. */
export const exchanges: Measure = {
  word: 'exchanges',
  title: 'How far conversations go',
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: talkRowsSql,
      params: { ...spanParams(asking.filter, span), age: 0, closedAfter: asking.plan.closedAfterDays },
    };
  },
};

/** The conversations, each with the message that began it. */
export const talkRowsSql = `WITH ${talkSql}
  SELECT m.source, m.native_id AS message, c.word AS channel,
    CASE WHEN p.account_id IS NULL THEN '' WHEN r.own THEN 'our side' ELSE ${pseudonym('p')} END AS who,
    strftime(k.first_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", strftime(k.last_at, '%Y-%m-%dT%H:%M:%SZ') AS last_at,
    CASE k.parties WHEN 'both' THEN 'both sides' WHEN 'ours' THEN 'only our side' WHEN 'theirs' THEN 'only others'
      ELSE 'unknown' END AS state,
    k.turns, k.own_turns, k.chain, k.exchanges, k.back_and_forth,
    CASE k.opened_by_us WHEN true THEN 'us' WHEN false THEN 'others' ELSE 'unknown' END AS opened_by,
    CASE WHEN NOT k.closed THEN 'still open' WHEN k.ended_by_us IS NULL THEN 'unknown'
      WHEN k.ended_by_us THEN 'us' ELSE 'others' END AS last_word,
    coalesce(${withoutNamesSql('m.text', 'us')}, '') AS text
  FROM talk k JOIN message m ON m.message_id = k.conversation_id JOIN turn r ON r.message_id = k.conversation_id
  JOIN channel c ON c.channel_id = k.channel_id
  LEFT JOIN account p ON p.account_id = m.account_id CROSS JOIN ${oursSql} us ORDER BY k.first_at, m.native_id`;

/** What is known of the conversations of one channel. */
interface Depth {
  talks: Talks;
  twoWay: Told;
  ours: Told;
  theirs: Told;
  unknown: number;
  backAndForth: Told;
  ourTurns: Told;
  balance: Told;
  /** Of two-way conversations; NaN where there are none. */
  turns: { median: number; ninety: number };
  chain: number;
  exchanges: number;
}

function depthOf(talks: Talks): Depth {
  const { parties } = talks;
  const known = (row: number) => !Number.isNaN(parties[row]);
  const mutual = (row: number) => parties[row] === both;
  const rows = rowsOf(talks, mutual);
  const clusters = clustersAt(talks, rows);
  const at = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  const values = (column: Float64Array) => at(column).sort();
  return {
    talks,
    twoWay: shareOf(talks, mutual, known),
    ours: shareOf(talks, (row) => parties[row] === oursAlone, known),
    theirs: shareOf(talks, (row) => parties[row] === theirsAlone, known),
    unknown: talks.n - rowsOf(talks, known).length,
    backAndForth: shareOf(talks, (row) => talks.backAndForth[row], mutual),
    ourTurns: toldMean(rows, clusters, clusteredRatio(at(talks.ownTurns), at(talks.turns), clusters)),
    balance: toldMean(rows, clusters, clusteredMean(at(talks.evenness), clusters)),
    turns: { median: quantile(values(talks.turns), 0.5), ninety: quantile(values(talks.turns), 0.9) },
    chain: quantile(values(talks.chain), 0.5),
    exchanges: quantile(values(talks.exchanges), 0.5),
  };
}

/**
 * A mean or a ratio that is a share: its interval ends at 0 and 1. Told from 30 conversations on, because a handful that are
 * all alike would show no range at all.
 */
function toldMean(rows: number[], clusters: Clusters, mean: Ranged | Refusal): Told {
  const told = tellable(rows.length, clusters, mean);
  if (!told.ranged) return told;
  const { n, people, ranged } = told;
  if (n < enough) return { n, people, cannotTell: `only ${n} ${n === 1 ? 'conversation' : 'conversations'}` };
  return { ...told, ranged: { ...ranged, low: Math.max(0, ranged.low), high: Math.min(1, ranged.high) } };
}

/** The smallest value that so large a part of the sorted values does not exceed. */
function quantile(sorted: Float64Array, part: number): number {
  return sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter } = asking;
  const channels = await channelsOf(store, filter);
  const { span, before } = await periodOf(asking);
  const base = about(
    asking,
    'exchanges',
    exchanges.title,
    definition,
    span,
    await sourceNotes(store, channels),
  );
  const all = (await talksIn(asking, span, 0, channels)).map(depthOf);
  const caveats = talkCaveats(
    all.map(({ talks, unknown, twoWay }) => ({ talks, unknown, told: twoWay })),
    channels,
  );
  const told = all.filter(({ twoWay }) => twoWay.ranged);
  if (told.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      ...whyNoTalks(
        channels,
        all.map(({ talks }) => talks),
      ),
      caveats,
    };
  const earlier = before ? (await talksIn(asking, before, ageOf(span, before), channels)).map(depthOf) : [];
  const compared = new Map(earlier.map((one) => [one.talks.channel.channelId, one]));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told, compared, filter),
    n: all.reduce((sum, { talks }) => sum + talks.turns.reduce((turns, one) => turns + one, 0), 0),
    estimates: all.flatMap((one) => {
      const then = compared.get(one.talks.channel.channelId);
      return [
        ...estimatesOf(one, 'now'),
        ...(then && filter.compare !== 'none' ? estimatesOf(then, filter.compare) : []),
      ];
    }),
    figures: [
      ranges(told, compared, filter),
      partiesTable(told, compared, filter),
      ...depthTable(told, asking.plan.closedAfterDays),
    ],
    voices: [],
    openings: openingsOf('exchanges', filterQuery(filter), 'The conversations'),
    caveats,
  };
}

function sentenceOf(told: Depth[], compared: Map<number, Depth>, filter: Filter): Sentence {
  const [first, next] = told;
  const silent = lowestOf(told);
  const second = silent ?? next;
  const before = beforeWords(filter);
  const of100 = ({ ranged }: Told, strong = false) => ({
    value: ranged?.value ?? Number.NaN,
    as: 'of100' as const,
    ...(strong ? { strong: true as const } : {}),
  });
  const change = (one: Depth) =>
    changeWords(one.twoWay, compared.get(one.talks.channel.channelId)?.twoWay, before);
  return [
    `With ${first.talks.channel.word}, `,
    of100(first.twoWay, true),
    ` conversations had both sides in them${change(first)}`,
    ...(first.backAndForth.ranged ? ['; ', of100(first.backAndForth), ' of those went back and forth'] : []),
    '.',
    ...(second
      ? [
          ` With ${second.talks.channel.word} it was `,
          of100(second.twoWay, true),
          `${silent ? ', the fewest of all' : ''}${change(second)}.`,
        ]
      : []),
  ];
}

/** The channel with the smallest share, where its range lies wholly below that of the channel with most conversations. */
function lowestOf([first, ...others]: Depth[]): Depth | undefined {
  if (others.length === 0) return undefined;
  const value = ({ twoWay }: Depth) => twoWay.ranged?.value ?? 1;
  const least = others.reduce((a, b) => (value(b) < value(a) ? b : a));
  return (least.twoWay.ranged?.high ?? 1) < (first.twoWay.ranged?.low ?? 0) ? least : undefined;
}

function estimatesOf(depth: Depth, period: NamedEstimate['period']): NamedEstimate[] {
  const { talks, twoWay, ours, theirs, unknown, backAndForth, ourTurns, balance, turns, chain } = depth;
  const channel = talks.channel.word;
  const share = (told: Told, name: string, label: string) => estimateOf(told, name, label, channel, period);
  const count = (name: string, label: string, value: number, n: number): NamedEstimate[] =>
    Number.isNaN(value) ? [] : [{ name, label, channel, period, unit: 'count', value, n }];
  return [
    share(twoWay, 'two_way_share_of_conversations', 'Conversations with both sides in them'),
    share(ours, 'ours_alone_share_of_conversations', 'Conversations in which only our side wrote'),
    share(theirs, 'theirs_alone_share_of_conversations', 'Conversations in which only others wrote'),
    ...count('conversations_unknown', 'Conversations of which one side may be missing', unknown, talks.n),
    ...(backAndForth.n === 0
      ? []
      : [
          share(
            backAndForth,
            'back_and_forth_share_of_two_way',
            'Two-way conversations that went back and forth',
          ),
          share(ourTurns, 'own_share_of_turns_in_two_way', 'Our share of the turns in two-way conversations'),
          share(balance, 'mean_turn_balance_in_two_way', 'Balance of turns over those who wrote, mean'),
        ]),
    ...count(
      'median_turns_in_two_way',
      'Turns in a two-way conversation, median',
      turns.median,
      backAndForth.n,
    ),
    ...count(
      'turns_in_two_way_p90',
      'Turns in a two-way conversation, 90 % point',
      turns.ninety,
      backAndForth.n,
    ),
    ...count('median_longest_chain_in_two_way', 'Longest chain of answers, median', chain, backAndForth.n),
    ...count(
      'median_exchanges_in_two_way',
      'Exchanges in a two-way conversation, median',
      depth.exchanges,
      backAndForth.n,
    ),
  ];
}

function ranges(told: Depth[], compared: Map<number, Depth>, filter: Filter): RangesFigure {
  const drawn = told.slice(0, mostDrawn);
  const row = ({ ranged }: Told, label: string, before: boolean) =>
    ranged
      ? [{ label, value: ranged.value, low: ranged.low, high: ranged.high, tone: 'steady' as const, before }]
      : [];
  const rows = drawn.flatMap((one) => {
    const then = compared.get(one.talks.channel.channelId);
    return [
      ...row(one.twoWay, one.talks.channel.word, false),
      ...(then ? row(then.twoWay, beforeWords(filter).row, true) : []),
    ];
  });
  return {
    form: 'ranges',
    title: 'Conversations with both sides in them',
    caption: `Share of conversations begun in the period in which somebody from outside and our side wrote, with 95 % ranges${rows.some(({ before }) => before) ? '; a ring is the period it is compared with, as it stood when it was as old' : ''}.`,
    unit: 'share',
    max: 1,
    rows,
  };
}

function partiesTable(told: Depth[], compared: Map<number, Depth>, filter: Filter): TableFigure {
  const cells = ({ twoWay, ours, theirs }: Depth): Cell[] => [
    cellOf(twoWay, true),
    cellOf(ours),
    cellOf(theirs),
    { value: twoWay.n, as: 'count' },
  ];
  const shown = told.slice(0, mostRows);
  const left = told.length - shown.length;
  return {
    form: 'table',
    title: 'Who takes part',
    note: `Share of conversations, with 95 % range${left > 0 ? `. ${left} smaller ${left === 1 ? 'channel is' : 'channels are'} in the numbers (.csv)` : ''}`,
    columns: ['Channel', 'Both sides', 'Only our side', 'Only others', 'n'].map((label, index) => ({
      label,
      numeric: index > 0,
    })),
    rows: shown.flatMap((one) => {
      const then = compared.get(one.talks.channel.channelId);
      return [
        { label: one.talks.channel.word, cells: cells(one) },
        ...(then?.twoWay.ranged
          ? [{ label: beforeWords(filter).row, before: true, cells: cells(then) }]
          : []),
      ];
    }),
  };
}

function depthTable(told: Depth[], closedAfter: number): Figure[] {
  const shown = told.filter(({ backAndForth }) => backAndForth.n > 0).slice(0, mostRows);
  if (shown.length === 0) return [];
  const labels = ['Channel', 'Back and forth', 'Our share of turns', 'Balance', 'Turns', 'Chain', 'n'];
  return [
    {
      form: 'table',
      title: 'In conversations with both sides',
      note: `Back and forth, our share of the turns and balance with 95 % range; turns and longest chain of answers are medians. A conversation is closed after ${closedAfter} silent days, these may go on`,
      columns: labels.map((label, index) => ({ label, numeric: index > 0 })),
      rows: shown.map(({ talks, backAndForth, ourTurns, balance, turns, chain }) => ({
        label: talks.channel.word,
        cells: [
          cellOf(backAndForth, true),
          cellOf(ourTurns),
          cellOf(balance),
          { value: turns.median, as: 'count' },
          { value: chain, as: 'count' },
          { value: backAndForth.n, as: 'count' },
        ],
      })),
    },
  ];
}
