import { oursSaidSql } from '../../facts/exchange.ts';
import { oursSql, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { Finding, Headline, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Store } from '../../model/store.ts';
import type { ChannelFact } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { listWords } from '../words.ts';
import { beginning } from './about.ts';
import { beforeWords, openingsOf, spanParams } from './asking.ts';
import { channelRows } from './channel-rows.ts';

const definition = {
  text: 'Share of our messages that answer somebody: of all messages (ConvoKit: utterances) that our side wrote, without what it merely passed on, those that answer a message of somebody else. Beside it those that go on from a message of our own, and those that answer nothing (broadcast). It is a count of all messages there are, so it has no range.',
  decision: 'Serves the decision: do we post more, or answer more.',
};
const mostRows = 10;
/** From so many messages on, "of 100" says no more than was seen. */
const enough = 30;

/** What our messages on one channel do. */
interface Ours {
  channel: ChannelFact;
  n: number;
  answers: number;
  /** Of the answers, those of a message that is not in the data. */
  unseen: number;
  self: number;
  broadcast: number;
  /** Of the broadcasts, those that begin with somebody's @name. */
  named: number;
}

/** Whether our messages answer somebody, go on from our own, or answer nothing. */
export const twoWay: Measure = {
  word: 'two-way',
  title: 'Whom our messages answer',
  headlines: true,
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: `WITH ${oursSaidSql}
        SELECT m.source, m.native_id AS message, c.word AS channel, 'our side' AS who, m.kind,
          strftime(o.written_at, '%Y-%m-%dT%H:%M:%SZ') AS "at",
          CASE o.role WHEN 'answer' THEN 'answers somebody' WHEN 'unseen' THEN 'answers a message that is not in the data'
            WHEN 'self' THEN 'goes on from our own' ELSE 'answers nothing' END AS state,
          m.parent_native_id AS answers, ${withoutNamesSql('m.text', 'us')} AS text
        FROM ours o JOIN message m ON m.message_id = o.message_id JOIN channel c ON c.channel_id = o.channel_id
        CROSS JOIN ${oursSql} us ORDER BY o.written_at, m.native_id`,
      params: spanParams(asking.filter, span),
    };
  },
};

async function oursIn(store: Store, filter: Filter, span: Span, channels: ChannelFact[]): Promise<Ours[]> {
  const rows = await store.query<Omit<Ours, 'channel'> & { channelId: number }>(
    `WITH ${oursSaidSql}
    SELECT channel_id AS "channelId", count(*)::INTEGER AS n,
      count(*) FILTER (role IN ('answer', 'unseen'))::INTEGER AS answers, count(*) FILTER (role = 'unseen')::INTEGER AS unseen,
      count(*) FILTER (role = 'self')::INTEGER AS self, count(*) FILTER (role = 'broadcast')::INTEGER AS broadcast,
      count(*) FILTER (named)::INTEGER AS named
    FROM ours GROUP BY channel_id`,
    spanParams(filter, span),
  );
  return rows
    .flatMap(({ channelId, ...counts }) => {
      const channel = channels.find((one) => one.channelId === channelId);
      return channel ? [{ channel, ...counts }] : [];
    })
    .sort((a, b) => b.n - a.n || a.channel.word.localeCompare(b.channel.word));
}

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter } = asking;
  const { channels, span, before, base } = await beginning(asking, twoWay, definition);
  const now = await oursIn(store, filter, span, channels);
  const caveats = caveatsOf(now, channels);
  if (now.length === 0) return { ...base, kind: 'no-answer', ...why(channels), caveats };
  const earlier = before ? await oursIn(store, filter, before, channels) : [];
  const compared = new Map(earlier.map((one) => [one.channel.channelId, one]));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(now, compared, filter),
    n: now.reduce((sum, { n }) => sum + n, 0),
    estimates: now.flatMap((one) => {
      const then = compared.get(one.channel.channelId);
      return [
        ...estimatesOf(one, 'now'),
        ...(then && filter.compare !== 'none' ? estimatesOf(then, filter.compare) : []),
      ];
    }),
    figures: [table(now, compared, filter)],
    voices: [],
    openings: openingsOf('two-way', filterQuery(filter), 'Our messages'),
    caveats,
    headlines: headlinesOf(now),
  };
}

function sentenceOf(now: Ours[], compared: Map<number, Ours>, filter: Filter): Sentence {
  const [first, second] = now;
  return [
    `Of our messages with ${first.channel.word}, `,
    ...partWords(first, first.answers, true),
    ' answered somebody, ',
    ...partWords(first, first.self),
    ' went on from our own and ',
    ...partWords(first, first.broadcast),
    ' answered nothing',
    ...then(first),
    '.',
    ...(second
      ? [
          ` With ${second.channel.word}, `,
          ...partWords(second, second.answers, true),
          ' answered somebody',
          ...then(second),
          '.',
        ]
      : []),
  ];

  function then(one: Ours): Sentence {
    const earlier = compared.get(one.channel.channelId);
    if (!earlier || earlier.n < enough || one.n < enough) return [];
    return [`; ${beforeWords(filter).inIt} `, ...partWords(earlier, earlier.answers), ' did'];
  }
}

/** Channels with too few of our messages are told on the page, in whole numbers. */
function headlinesOf(now: Ours[]): Headline[] {
  return now
    .filter(({ n }) => n >= enough)
    .map((one) => ({
      name: 'answers_share_of_our_messages',
      channel: one.channel.word,
      sentence: [
        `Of our messages with ${one.channel.word}, `,
        ...partWords(one, one.answers, true),
        ' answered somebody',
      ],
    }));
}

function partWords({ n }: Ours, part: number, strong = false): Sentence {
  const emphasis = strong ? { strong: true as const } : {};
  return n < enough
    ? [{ value: part, as: 'count', ...emphasis }, ' of ', { value: n, as: 'count' }]
    : [{ value: part / n, as: 'of100', ...emphasis }];
}

function estimatesOf(ours: Ours, period: NamedEstimate['period']): NamedEstimate[] {
  const { channel, n, answers, unseen, self, broadcast } = ours;
  const base = { channel: channel.word, period, n };
  const share = (name: string, label: string, part: number): NamedEstimate => ({
    ...base,
    name,
    label,
    unit: 'share',
    value: part / n,
  });
  return [
    share('answers_share_of_our_messages', 'Our messages that answer somebody', answers),
    share('self_share_of_our_messages', 'Our messages that go on from our own', self),
    share('broadcast_share_of_our_messages', 'Our messages that answer nothing', broadcast),
    {
      ...base,
      name: 'answers_to_unseen_messages',
      label: 'Our answers to messages that are not in the data',
      unit: 'count',
      value: unseen,
    },
  ];
}

function table(now: Ours[], compared: Map<number, Ours>, filter: Filter): TableFigure {
  const cells = ({ answers, self, broadcast, n }: Ours): TableFigure['rows'][number]['cells'] => [
    { value: answers / n, as: 'share', strong: true },
    { value: self / n, as: 'share' },
    { value: broadcast / n, as: 'share' },
    { value: n, as: 'count' },
  ];
  const shown = now.slice(0, mostRows);
  const left = now.length - shown.length;
  return {
    form: 'table',
    title: 'What our messages do',
    note: `Shares of all messages that our side wrote${left > 0 ? `. ${left} ${left === 1 ? 'channel' : 'channels'} with fewer messages of ours are in the numbers (.csv)` : ''}`,
    columns: [
      { label: 'Channel', numeric: false },
      { label: 'Answer somebody', numeric: true },
      { label: 'Go on from our own', numeric: true },
      { label: 'Answer nothing', numeric: true },
      { label: 'n', numeric: true },
    ],
    rows: channelRows(shown, compared, filter, cells),
  };
}

function caveatsOf(now: Ours[], channels: ChannelFact[]): string[] {
  const sum = (count: (one: Ours) => number) => now.reduce((total, one) => total + count(one), 0);
  const unseen = sum((one) => one.unseen);
  const named = sum((one) => one.named);
  const own = channels.filter(({ sides }) => sides === 'own').map(({ word }) => word);
  return [
    ...(unseen > 0
      ? [
          `${unseen === 1 ? '1 of our messages answers' : `${unseen} of our messages answer`} a message that is not in the data. ${unseen === 1 ? 'It counts' : 'They count'} as answering somebody; whose it was cannot be seen, and if it was our own, the share is lower.`,
        ]
      : []),
    ...(named > 0
      ? [
          `${named} of our messages ${named === 1 ? 'answers' : 'answer'} nothing in the data but ${named === 1 ? 'begins' : 'begin'} with somebody's @name; ${named === 1 ? 'it counts' : 'they count'} as answering nothing.`,
        ]
      : []),
    ...(own.length > 0
      ? [
          `For ${listWords(own, 8)} the exports hold only our own side: whom we answer can be told, whether anybody answered us cannot.`,
        ]
      : []),
    ...(now.length > 0 ? ['What our side merely passed on (reposts) is left out.'] : []),
  ];
}

function why(channels: ChannelFact[]): { reason: Sentence; help: string[] } {
  if (channels.length === 0)
    return {
      reason: ['We do not know which accounts are ours, so none of the messages can be called ours.'],
      help: ['Name your accounts under own: in plan.yaml, or import again with --us NAME.'],
    };
  return {
    reason: ['Our side wrote nothing in this period, as far as these data hold it.'],
    help: ['A longer period, or an export that holds what our side wrote.'],
  };
}
