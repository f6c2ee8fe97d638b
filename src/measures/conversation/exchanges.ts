import { talkSql } from '../../facts/exchange.ts';
import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { Filter } from '../../model/filter.ts';
import type { Finding, Headline, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { beginning } from './about.ts';
import { ageOf, beforeWords, openingsOf, spanParams } from './asking.ts';
import { type Depth, depthOf } from './depth.ts';
import { depthTable, partiesTable, ranges } from './exchange-figures.ts';
import { talkCaveats, whyNoTalks } from './talk-caveats.ts';
import { talksIn } from './talks.ts';
import { changeWords, estimateOf, type Told } from './told.ts';
import { lastWords } from './voices.ts';

const definition = {
  text: `Two-way conversations: of the conversations begun in the period, the share in which both somebody from outside and our side wrote. Conversations of which one side is seen and the data are not complete are left out. Within two-way conversations: back and forth, the share in which we and one and the same person each answered the other at least once (an exchange is a message of one side that answers a message of the other); our share of the turns (ConvoKit: utterances; talk-time sharing); balance, the entropy of the turns over those who wrote divided by its largest value (100 % when all wrote equally much), as a mean over conversations; the longest chain of messages each answering the one before. Intervals at 95 % vary over another set of people like these (clustered by the first person from outside).`,
  decision: 'Serves the decision: where a conversation gets going, so that we put our time there.',
};

/** How many conversations have both sides in them, and how far they go. */
export const exchanges: Measure = {
  word: 'exchanges',
  title: 'How far conversations go',
  headlines: true,
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
  LEFT JOIN account p ON p.account_id = r.account_id CROSS JOIN ${oursSql} us ORDER BY k.first_at, m.native_id`;

async function answer(asking: Asking): Promise<Finding> {
  const { filter } = asking;
  const { channels, span, before, base } = await beginning(asking, exchanges, definition);
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
    voices: await lastWords(
      asking.store,
      all.map(({ talks }) => talks),
    ),
    openings: openingsOf('exchanges', filterQuery(filter), 'The conversations'),
    caveats,
    headlines: headlinesOf(told),
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

/** How many had both sides in them, channel by channel; then how many of those went back and forth. */
function headlinesOf(told: Depth[]): Headline[] {
  const headline = (one: Depth, name: string, { ranged }: Told, words: string): Headline[] => {
    const channel = one.talks.channel.word;
    return ranged
      ? [
          {
            name,
            channel,
            sentence: [`With ${channel}, `, { value: ranged.value, as: 'of100', strong: true }, words],
            better: 'more',
          },
        ]
      : [];
  };
  return [
    ...told.flatMap((one) =>
      headline(one, 'two_way_share_of_conversations', one.twoWay, ' conversations had both sides in them'),
    ),
    ...told.flatMap((one) =>
      headline(
        one,
        'back_and_forth_share_of_two_way',
        one.backAndForth,
        ' conversations with both sides went back and forth',
      ),
    ),
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
