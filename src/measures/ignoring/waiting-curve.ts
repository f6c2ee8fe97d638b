import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { sourceNotes } from '../about.ts';
import { type ChannelFact, channelsOf } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { about } from './about.ts';
import { askedIn, askedParams, askedSql } from './asked.ts';
import { caveatsOf, dayCaveat } from './caveats.ts';
import { estimatesOf } from './estimates.ts';
import { curveFigure, fateFigures, meanFigure, sharesTable } from './figures.ts';
import { ownError } from './own-error.ts';
import { headlinesOf, sentenceOf } from './sentence.ts';
import { voicesOf } from './voices.ts';
import { type ChannelWait, channelWaits, milestones } from './wait.ts';

const definition = {
  text: 'Still waiting after t: of all messages from outside that expect an answer, the share without a first answer from us t after they were written. Estimated by Kaplan and Meier (Aalen and Johansen where people marked messages as needing no answer): messages too young to know are counted for as long as they were seen, the never-answered as waiting until the data end. Intervals at 95 % vary over another set of people like these (clustered by person).',
  decision: 'Serves the decision: who answers where, and when.',
};

/** How long people wait for a first answer, with the never-answered counted. */
export const waitingCurve: Measure = {
  word: 'waiting-curve',
  title: 'How long people wait',
  headlines: true,
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: `WITH ${askedSql(asking.filter)}
        SELECT m.source, m.native_id AS message, c.word AS channel, ${pseudonym('p')} AS who, a.kind,
          strftime(a.asked_at, '%Y-%m-%dT%H:%M:%SZ') AS asked_at,
          CASE WHEN a.unsure THEN a.state ELSE ['waiting', 'answered', 'dismissed'][a.cause + 1] END AS state,
          CASE WHEN a.cause > 0 THEN strftime(a.ended_at, '%Y-%m-%dT%H:%M:%SZ') END AS ended_at,
          a.seconds::DOUBLE AS waited_seconds, strftime(a.observed_until, '%Y-%m-%dT%H:%M:%SZ') AS observed_until,
          n.native_id AS answer, ${withoutNamesSql('m.text', 'ours')} AS text
        FROM asked a JOIN message m ON m.message_id = a.message_id JOIN channel c ON c.channel_id = a.channel_id
        JOIN account p ON p.account_id = a.account_id LEFT JOIN message n ON n.message_id = a.answer_id
        CROSS JOIN ${oursSql} ours ORDER BY a.asked_at, m.native_id`,
      params: askedParams(asking.filter, span),
    };
  },
};

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter, plan } = asking;
  const channels = await channelsOf(store, filter);
  const { span, before } = await periodOf(asking);
  const seen = channels.filter(({ sides }) => sides === 'both');
  const marks = milestones(filter, plan.business, asking.level);
  const now = await askedIn(store, filter, span);
  const waits = (await channelWaits(seen, now, marks)).sort(byMessages);
  const told = waits.filter(({ shares }) => shares);
  const base = about(
    asking,
    'waiting-curve',
    waitingCurve.title,
    definition,
    span,
    await sourceNotes(store, channels),
  );
  const caveats = [
    ...caveatsOf(asking, channels, waits, marks, await ownError(store)),
    ...(await dayCaveat(asking, span)),
  ];
  if (told.length === 0)
    return { ...base, kind: 'no-answer', ...(await why(asking, channels, waits)), caveats };
  const earlier = before ? await askedIn(store, filter, before) : undefined;
  const waitsBefore = earlier
    ? await channelWaits(
        told.map(({ channel }) => channel),
        earlier,
        marks,
      )
    : [];
  const compared = new Map(waitsBefore.map((wait) => [wait.channel.channelId, wait]));
  const query = filterQuery(filter);
  const more = (path: string) => `/ignoring${path}${query ? `?${query}` : ''}`;
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(told, compared, filter),
    n: waits.reduce((sum, { n }) => sum + n, 0),
    estimates: estimates(waits, compared, asking, marks),
    figures: [
      curveFigure(told, marks, filter),
      sharesTable(told, compared, marks, filter),
      ...meanFigure(told, compared, marks, filter),
      ...fateFigures(told, now, marks),
    ],
    voices: await voicesOf(
      store,
      filter,
      span,
      told.slice(0, 6).map(({ channel }) => channel.channelId),
    ),
    openings: [
      { label: 'The messages', href: more('').replace('/ignoring', '/messages') },
      { label: 'The messages (.csv)', href: more('/messages.csv') },
      { label: 'The numbers (.json)', href: more('/waiting-curve.json') },
      { label: 'The numbers (.csv)', href: more('/waiting-curve.csv') },
      { label: 'The picture (.svg)', href: more('/waiting-curve.svg') },
    ],
    caveats,
    headlines: headlinesOf(told, filter),
  };
}

function byMessages(a: ChannelWait, b: ChannelWait): number {
  return b.n - a.n || a.channel.word.localeCompare(b.channel.word);
}

function estimates(
  waits: ChannelWait[],
  compared: Map<number, ChannelWait>,
  { filter }: Asking,
  marks: ReturnType<typeof milestones>,
): NamedEstimate[] {
  return waits.flatMap((wait) => {
    const before = compared.get(wait.channel.channelId);
    return [
      ...estimatesOf(wait, 'now', filter.clock, marks),
      ...(before && filter.compare !== 'none'
        ? estimatesOf(before, filter.compare, filter.clock, marks)
        : []),
    ];
  });
}

/** Why nothing can be told, and what would change that. */
async function why(
  { store }: Asking,
  channels: ChannelFact[],
  waits: ChannelWait[],
): Promise<{ reason: Sentence; help: string[] }> {
  if (channels.length === 0)
    return {
      reason: ['We do not know which accounts are ours, so nobody can be seen waiting for us.'],
      help: ['Name your accounts under own: in plan.yaml, or import again with --us NAME.'],
    };
  if (waits.length === 0)
    return {
      reason: ['These exports hold only our own side: who wrote to us, and waited, is not in them.'],
      help: [
        'Bring in a file or connection that holds what other people wrote: their absence here is not silence.',
        'What our side wrote can still be read: how much of it answers somebody comes with a later question.',
      ],
    };
  const n = waits.reduce((sum, wait) => sum + wait.n, 0);
  const unsure = waits.reduce((sum, wait) => sum + wait.replyMissing + wait.unknownTime, 0);
  const all = await store.query<{ n: number; from: string | null; to: string | null }>(
    `SELECT count(*)::INTEGER AS n, strftime(min(f.asked_at), '%Y-%m-%d') AS "from", strftime(max(f.asked_at), '%Y-%m-%d') AS "to"
    FROM first_answer f JOIN expectation e ON e.message_id = f.message_id WHERE e.expects`,
  );
  const [{ n: total, from, to }] = all;
  return {
    reason:
      n + unsure === 0
        ? ['No message in this period expects an answer from us.']
        : n === 0
          ? [
              'Of the ',
              { value: unsure, as: 'count', strong: true },
              ' messages in this period that expect an answer, the data do not tell whether or when one came.',
            ]
          : [
              'Only ',
              { value: n, as: 'count', strong: true },
              n === 1 ? ' message' : ' messages',
              ' in this period expect an answer, too few in any one channel to tell.',
            ],
    help: [
      ...(total > n && from && to
        ? [`A longer period: from ${from} to ${to} there are ${total} messages that expect an answer.`]
        : []),
      'We answer from 30 messages a channel on, or when the range is under 40 points.',
      ...(n > 0 ? ['Or no number at all: read the messages, it takes a few minutes.'] : []),
    ],
  };
}
