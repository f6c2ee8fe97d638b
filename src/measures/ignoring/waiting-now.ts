import { correctionSql } from '../../facts/dismissal.ts';
import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { Answer, Finding } from '../../model/finding.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { WaitingRow } from '../../model/waiting.ts';
import { sourceNotes } from '../about.ts';
import { channelsOf } from '../channels.ts';
import { filterQuery } from '../filter.ts';
import { periodOf } from '../period.ts';
import { about, ruleCaveat } from './about.ts';
import { askedParams, askedSql } from './asked.ts';
import { ownError } from './own-error.ts';

const definition = {
  text: 'Messages that expect an answer and have none when the data end, and that nobody has marked. First those that wait longest beyond the time within which their channel answers nine of ten of the messages it answers; then complaints before questions before requests; then people who wrote before; then the longest waiting.',
  decision: 'Serves the decision: whom do I answer next.',
};
const shown = 100;

/** Who is waiting now, in the order in which to answer. */
export const waitingNow: Measure = {
  word: 'waiting-now',
  title: 'Who is waiting now',
  answer,
  async rows(asking) {
    const { span } = await periodOf(asking);
    return {
      sql: `${listSql(asking)} SELECT * EXCLUDE (name, ordered, total, late) FROM listed ORDER BY ordered`,
      params: askedParams(asking.filter, span),
    };
  },
};

/**
 * Corrections hold here, from a sample or not, the latest of each message: one that a person says expects an
 * answer appears, one that they say does not disappears.
 */
function waitingSql(asking: Asking): string {
  const filter = { ...asking.filter, clock: 'wall' as const };
  return `WITH ${askedSql(filter)},
    waiting AS MATERIALIZED (
      SELECT a.message_id, a.conversation_id, a.channel_id, a.account_id, a.asked_at, a.kind, a.seconds
      FROM asked a ANTI JOIN dismissal d ON d.message_id = a.message_id
      WHERE a.cause = 0 AND NOT a.unsure
      UNION ALL
      SELECT f.message_id, f.conversation_id, f.channel_id, f.account_id, f.asked_at,
        CASE WHEN e.kind = 'none' THEN 'request' ELSE e.kind END, epoch(c.observed_until) - epoch(f.asked_at)
      FROM ${correctionSql} x JOIN first_answer f ON f.message_id = x.message_id AND f.state = 'waiting'
      JOIN channel c ON c.channel_id = f.channel_id AND c.sides = 'both' JOIN expectation e ON e.message_id = f.message_id
      WHERE x.reason = 'true' AND f.asked_at <= c.observed_until
        AND f.asked_at >= $from::TIMESTAMP AND f.asked_at < $to::TIMESTAMP
        ${filter.channels.length === 0 ? '' : `AND list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word))`}
        AND NOT EXISTS (FROM dismissal o WHERE o.message_id = x.message_id AND o.kind <> 'expects-answer'))`;
}

/** The list, or the first of it. Whoever wrote before did so in another conversation: the earliest but their own is enough to tell. */
function listSql(asking: Asking, first?: number): string {
  return `${waitingSql(asking)},
    ninety AS (
      SELECT f.channel_id, quantile_cont(epoch(f.answered_at) - epoch(f.asked_at), 0.9) AS p90
      FROM first_answer f JOIN expectation e ON e.message_id = f.message_id AND e.expects
      WHERE f.state = 'answered' GROUP BY f.channel_id HAVING count(*) >= 10),
    visit AS (
      SELECT t.account_id, t.channel_id, t.conversation_id, min(t.written_at) AS first_at
      FROM turn t SEMI JOIN waiting w ON w.account_id = t.account_id AND w.channel_id = t.channel_id
      GROUP BY t.account_id, t.channel_id, t.conversation_id),
    known AS (
      SELECT account_id, channel_id, arg_min(conversation_id, (first_at, conversation_id)) AS first_conversation,
        min(first_at, 2) AS times
      FROM visit GROUP BY account_id, channel_id),
    scored AS MATERIALIZED (
      SELECT w.*, n.p90, coalesce(k.times[CASE WHEN k.first_conversation = w.conversation_id THEN 2 ELSE 1 END] < w.asked_at, false) AS again
      FROM waiting w LEFT JOIN ninety n ON n.channel_id = w.channel_id
      LEFT JOIN known k ON k.account_id = w.account_id AND k.channel_id = w.channel_id),
    counted AS (SELECT count(*)::INTEGER AS total, count(*) FILTER (seconds > p90)::INTEGER AS late FROM scored),
    ranked AS (
      SELECT *, row_number() OVER (ORDER BY greatest(seconds - p90, 0) DESC NULLS LAST,
        list_position(['complaint', 'question', 'request'], kind), NOT again, seconds DESC, message_id)::INTEGER AS ordered
      FROM scored),
    listed AS (
      SELECT m.source, m.native_id AS "nativeId", ${withoutNamesSql('m.text', 'ours')} AS text, ${pseudonym('p')} AS who,
        coalesce(s.name, s.handle, s.native_id) AS name, c.word AS channel, w.kind,
        strftime(w.asked_at, '%Y-%m-%dT%H:%M:%SZ') AS "askedAt", w.seconds::DOUBLE AS waited, w.p90,
        coalesce(w.seconds > w.p90, false) AS overdue, w.again AS "returning", w.ordered, n.total, n.late
      FROM (FROM ranked ${first ? `WHERE ordered <= ${first}` : ''}) w JOIN message m ON m.message_id = w.message_id
      JOIN account p ON p.account_id = w.account_id JOIN account s ON s.account_id = m.account_id
      JOIN channel c ON c.channel_id = w.channel_id CROSS JOIN ${oursSql} ours CROSS JOIN counted n)`;
}

async function answer(asking: Asking): Promise<Finding> {
  const { store, filter } = asking;
  const channels = (await channelsOf(store, filter)).filter(({ sides }) => sides === 'both');
  const { span } = await periodOf(asking);
  const base = about(
    asking,
    'waiting-now',
    waitingNow.title,
    definition,
    span,
    await sourceNotes(store, channels),
  );
  const rows = await store.query<Omit<WaitingRow, 'href'> & { ordered: number; total: number; late: number }>(
    `${listSql(asking, shown)} SELECT * FROM listed ORDER BY ordered`,
    askedParams(filter, span),
  );
  const [{ older }] = await store.query<{ older: number }>(
    `${waitingSql(asking)} SELECT count(*)::INTEGER AS older FROM waiting`,
    askedParams(filter, { ...span, from: '1970-01-01T00:00:00Z', to: span.from }),
  );
  const total = rows[0]?.total ?? 0;
  const late = rows[0]?.late ?? 0;
  const caveats = [
    '“Now” is the moment at which the data of each channel end.',
    ruleCaveat(await ownError(store)),
  ];
  if (channels.length === 0)
    return {
      ...base,
      kind: 'no-answer',
      reason: ['Nobody can be seen waiting: no export here holds what other people wrote.'],
      help: ['Bring in an export or a connection that holds both sides of the conversations.'],
      caveats,
    };
  const finding: Answer = {
    ...base,
    kind: 'answer',
    sentence:
      total === 0
        ? ['Nobody who wrote in this period is waiting for an answer', ...olderWords(older)]
        : [
            { value: total, as: 'count', strong: true },
            total === 1 ? ' message is waiting' : ' messages are waiting',
            ' for a first answer',
            ...(late > 0
              ? [
                  ', ',
                  { value: late, as: 'count' as const },
                  ' of them longer than is usual in their channel',
                ]
              : []),
            ...olderWords(older),
          ],
    n: total,
    estimates: [
      {
        name: 'waiting_now',
        label: 'Messages waiting now',
        value: total,
        unit: 'count',
        n: total,
        period: 'now',
      },
      ...(older > 0
        ? [
            {
              name: 'waiting_now_written_earlier',
              label: 'Messages written before the period that wait too',
              value: older,
              unit: 'count' as const,
              n: older,
              period: 'now' as const,
            },
          ]
        : []),
    ],
    figures: [
      {
        form: 'waiting',
        title: waitingNow.title,
        caption:
          `As of the end of the data. ${total > shown ? `The first ${shown} of ${total}.` : ''}`.trim(),
        total,
        rows: rows.map(({ ordered: _, total: __, late: ___, ...row }) => ({
          ...row,
          p90: row.p90 ?? undefined,
          href: `/thread/${encodeURIComponent(row.source)}/${encodeURIComponent(row.nativeId)}`,
        })),
      },
    ],
    voices: [],
    openings: [
      { label: 'All who wait (.csv)', href: `/ignoring/waiting-now.csv?rows&${filterQuery(filter)}` },
    ],
    caveats,
  };
  return finding;
}

/** Who wrote before the period and waits still is not lost from sight. */
function olderWords(older: number): Sentence {
  if (older === 0) return ['.'];
  return [
    '; ',
    { value: older, as: 'count' },
    older === 1 ? ' written earlier waits too.' : ' written earlier wait too.',
  ];
}
