import { outsideSql } from '../../facts/between-people.ts';
import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { difference } from '../../stats/interval.ts';
import type { ChannelFact } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { listWords } from '../words.ts';
import { beginning } from './about.ts';
import { beforeWords, openingsOf, spanParams } from './asking.ts';
import { channelRows } from './channel-rows.ts';
import { noOthers } from './no-others.ts';

import { type Outside, outsideIn } from './outside.ts';

const definition = {
  text: 'People among themselves: of the messages from outside in conversations in which our side wrote too, the share that answers somebody else from outside, and the pairs of people between whom such answers went. Messages that answer something that is not in the data are left out and counted. The counts are of all messages there are; intervals of the share, at 95 %, vary over another set of conversations like these (clustered by conversation).',
  decision: 'Serves the decision: where to let people talk and host them, and where only we are asked.',
};
const mostRows = 10;

/** Whether people answer each other in conversations with us. */
export const amongThemselves: Measure = {
  word: 'among-themselves',
  title: 'Whether people talk with each other',
  headlines: true,
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: `WITH ${outsideSql}
        SELECT m.source, m.native_id AS message, c.word AS channel, ${pseudonym('a')} AS who,
          strftime(o.written_at, '%Y-%m-%dT%H:%M:%SZ') AS "at",
          CASE o.answers WHEN 'person' THEN 'answers another person' WHEN 'us' THEN 'answers us'
            WHEN 'themselves' THEN 'goes on from their own' WHEN 'nobody' THEN 'answers nothing'
            ELSE 'answers a message that is not in the data' END AS state,
          CASE WHEN o.to_id IS NOT NULL THEN ${pseudonym('b')} END AS answered_person,
          m.parent_native_id AS answers, ${withoutNamesSql('m.text', 'us')} AS text
        FROM outside o JOIN message m ON m.message_id = o.message_id JOIN channel c ON c.channel_id = o.channel_id
        JOIN account a ON a.account_id = o.account_id LEFT JOIN account b ON b.account_id = o.to_id
        CROSS JOIN ${oursSql} us ORDER BY o.written_at, m.native_id`,
      params: spanParams(asking.filter, span),
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter } = asking;
  const { channels, span, before, base } = await beginning(asking, amongThemselves, definition);
  const now = await outsideIn(store, filter, span, channels, asking.level);
  const tellable = now.filter(({ share }) => share);
  const caveats = caveatsOf(now, channels);
  if (tellable.length === 0) return { ...base, kind: 'no-answer', ...why(now, channels), caveats };
  const earlier = before ? await outsideIn(store, filter, before, channels, asking.level) : [];
  const compared = new Map(earlier.map((one) => [one.channel.channelId, one]));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(tellable, compared, filter),
    n: now.reduce((sum, { n }) => sum + n, 0),
    estimates: now.flatMap((one) => {
      const then = compared.get(one.channel.channelId);
      return [
        ...estimatesOf(one, 'now'),
        ...(then && filter.compare !== 'none' ? estimatesOf(then, filter.compare) : []),
      ];
    }),
    figures: [table(tellable, compared, filter)],
    voices: [],
    openings: openingsOf('among-themselves', filterQuery(filter), 'The messages'),
    caveats,
    headlines: tellable.map(({ channel, share }) => ({
      name: 'between_people_share_of_outside_messages',
      channel: channel.word,
      sentence: [
        `In our conversations with ${channel.word}, `,
        { value: share?.value ?? Number.NaN, as: 'of100', strong: true },
        ' messages from outside answered another person, not us',
      ],
    })),
  };
}

function sentenceOf(told: Outside[], compared: Map<number, Outside>, filter: Filter): Sentence {
  const [first, second] = told;
  return [
    `In our conversations with ${first.channel.word}, `,
    of100(first),
    ' messages from outside answered another person, not us',
    ...(first.pairs > 0
      ? [
          ' (',
          { value: first.pairs, as: 'count' as const },
          first.pairs === 1 ? ' pair of people)' : ' pairs of people)',
        ]
      : []),
    `${change(first)}.`,
    ...(second ? [` With ${second.channel.word} it was `, of100(second), `${change(second)}.`] : []),
  ];

  function of100({ share }: Outside) {
    return { value: share?.value ?? Number.NaN, as: 'of100' as const, strong: true as const };
  }
  function change({ channel, share }: Outside): string {
    const then = compared.get(channel.channelId)?.share;
    if (!share || !then) return '';
    const { low, high } = difference(share, then);
    if (low > 0) return `, more than ${beforeWords(filter).inIt}`;
    if (high < 0) return `, fewer than ${beforeWords(filter).inIt}`;
    return `, no clear change from ${beforeWords(filter).row}`;
  }
}

function estimatesOf(
  { channel, n, between, pairs, unseen, share, cannotTell }: Outside,
  period: NamedEstimate['period'],
): NamedEstimate[] {
  const base = { channel: channel.word, period, n };
  const named = {
    ...base,
    name: 'between_people_share_of_outside_messages',
    label: 'Messages from outside that answer another person',
    unit: 'share' as const,
  };
  const count = (name: string, label: string, value: number): NamedEstimate => ({
    ...base,
    name,
    label,
    unit: 'count',
    value,
  });
  return [
    share
      ? { ...named, value: share.value, low: share.low, high: share.high }
      : { ...named, value: Number.NaN, cannotTell: cannotTell ?? 'cannot tell' },
    count('between_people_messages', 'Messages between people', between),
    count('between_people_pairs', 'Pairs of people', pairs),
    ...(unseen > 0
      ? [count('answers_to_unseen_messages', 'Messages that answer one that is not in the data', unseen)]
      : []),
  ];
}

function table(told: Outside[], compared: Map<number, Outside>, filter: Filter): TableFigure {
  const cells = ({ share, between, pairs, n }: Outside): TableFigure['rows'][number]['cells'] => [
    share
      ? { value: share.value, as: 'share', low: share.low, high: share.high, strong: true }
      : 'cannot tell',
    { value: between, as: 'count' },
    { value: pairs, as: 'count' },
    { value: n, as: 'count' },
  ];
  const shown = told.slice(0, mostRows);
  const left = told.length - shown.length;
  return {
    form: 'table',
    title: 'People among themselves',
    note: `Of the messages from outside in our conversations, those that answer another person, with 95 % range${left > 0 ? `. ${left} smaller channels are in the numbers (.csv)` : ''}`,
    columns: [
      { label: 'Channel', numeric: false },
      { label: 'Answer another person', numeric: true },
      { label: 'Messages', numeric: true },
      { label: 'Pairs', numeric: true },
      { label: 'n', numeric: true },
    ],
    rows: channelRows(shown, compared, filter, cells),
  };
}

function caveatsOf(now: Outside[], channels: ChannelFact[]): string[] {
  const unseen = now.reduce((sum, one) => sum + one.unseen, 0);
  const few = now.filter(({ cannotTell, n }) => cannotTell && n > 0);
  const own = channels.filter(({ sides }) => sides === 'own').map(({ word }) => word);
  return [
    ...(unseen > 0
      ? [
          `${unseen} ${unseen === 1 ? 'message answers' : 'messages answer'} one that is not in the data and ${unseen === 1 ? 'is' : 'are'} left out: whose it was cannot be seen.`,
        ]
      : []),
    ...(few.length > 0
      ? [
          `Too few to tell: ${listWords(
            few.map(({ channel, cannotTell }) => `${channel.word} (${cannotTell})`),
            8,
          )}. From 30 messages on, or when the range is under 40 points, they are told.`,
        ]
      : []),
    ...(own.length > 0
      ? [`People cannot be seen talking on ${listWords(own, 8)}: the exports hold only our own side.`]
      : []),
    'Another person is any account that is not ours, another company too.',
    'Exports often leave out what people write to each other: the share is that of the messages that the data hold.',
  ];
}

function why(now: Outside[], channels: ChannelFact[]): { reason: Sentence; help: string[] } {
  const unseen = noOthers(channels, 'people talking with each other');
  if (unseen) return unseen;
  const n = now.reduce((sum, one) => sum + one.n, 0);
  if (n === 0)
    return {
      reason: [
        'Nobody from outside wrote in a conversation with us in this period, as far as these data tell.',
      ],
      help: ['A longer period, such as --period all.'],
    };
  return {
    reason: [
      'Of the ',
      { value: n, as: 'count', strong: true },
      ' messages from outside in our conversations in this period, no one channel has enough to tell.',
    ],
    help: ['A longer period. We answer from 30 messages a channel on, or when the range is under 40 points.'],
  };
}
