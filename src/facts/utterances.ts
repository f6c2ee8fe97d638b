import type { Store } from '../model/store.ts';
import { oursSql, pseudonym, withoutNames } from './pseudonym.ts';
import { gatedSql } from './route-gate.ts';

/**
 * **Utterance**: one message as ConvoKit knows it. Messages that are named and not there are none, and neither is
 * who passes on what somebody else wrote. A message that answers one of those begins a conversation of its own:
 * ConvoKit wants exactly one beginning for each, which must be there. What may not leave the workspace is none either, and
 * what may by its id alone has no text.
 */
export interface Utterance {
  id: string;
  speaker: string;
  /** The id of the utterance that began the conversation; its own where it began one. */
  conversationId: string;
  replyTo: string | null;
  /** The id of what it answers where that is no utterance. */
  missingReplyTo: string | null;
  /** Seconds since 1970, as exact as `precision`. */
  timestamp: number;
  precision: string;
  text: string;
  kind: string;
  own: boolean;
  /** The word of the channel it belongs to, and that of its conversation. */
  channel: string | null;
  conversationChannel: string | null;
  completeness: string;
}

/** Who wrote: our own side under the channel's word, others under a pseudonym, or as the source names them. */
export interface Speaker {
  id: string;
  own: boolean;
  /** Only where names are asked for. */
  handle: string | null;
  name: string | null;
}

/** What is wanted: names or pseudonyms, and of which channels (by id; empty means all). */
export interface UtteranceChoice {
  names: boolean;
  channels: number[];
}

const most = 20_000;

/**
 * SQL for the id of a message: `source:native id`. Without names, the id of a message from outside is kept only
 * where it is a number or a key in hexadecimal, because others (an address, an id made of a name) may name its
 * writer; they become a key of their own, the same throughout a workspace.
 */
function idSql(message: string, own: string, names: boolean): string {
  if (names) return `${message}.source || ':' || ${message}.native_id`;
  return `${message}.source || ':' || CASE
    WHEN ${own} OR regexp_full_match(${message}.native_id, '[0-9]+|[0-9a-fA-F-]{16,}') THEN ${message}.native_id
    ELSE 'm' || substr(md5((SELECT value FROM meta WHERE key = 'pseudonym_key') || ${message}.source || ${message}.native_id), 1, 16) END`;
}

/** SQL for the speaker of a turn, with `account` as a and `own_account` as o joined to it. */
function speakerSql(names: boolean): string {
  return `coalesce(o.word, ${names ? `a.source || ':' || a.native_id` : pseudonym('a')})`;
}

/** SQL for the conversations with a message of the channels: whole ones, so that none loses its beginning. */
function chosenSql(conversation: string, channels: number[]): string {
  if (channels.length === 0) return 'true';
  return `${conversation} IN (SELECT conversation_id FROM turn
    WHERE channel_id IN (${channels.map(Math.trunc).join(', ')}))`;
}

interface Row extends Omit<Utterance, 'conversationId' | 'replyTo' | 'missingReplyTo'> {
  conversation: number;
  message: number;
  parent: number | null;
  missing: string | null;
}

/**
 * All utterances in batches of whole conversations, each conversation's beginning before what answers it: about
 * 20,000 utterances at a time, so that memory holds no more than those and one conversation.
 */
export async function* readUtterances(
  store: Store,
  choice: UtteranceChoice,
  batch = most,
): AsyncGenerator<Utterance[]> {
  const { names, channels } = choice;
  const sql = `SELECT t.conversation_id AS conversation, t.message_id AS message,
      CASE WHEN NOT pt.placeholder AND NOT pt.repost AND pg.native_id IS NULL THEN t.parent_id END AS parent,
      CASE WHEN pt.placeholder OR pt.repost OR pg.closed THEN ${idSql('pm', 'pt.own', names)} END AS missing,
      ${idSql('m', 't.own', names)} AS id, ${speakerSql(names)} AS speaker, epoch(t.written_at) AS timestamp, m.precision,
      CASE WHEN g.native_id IS NULL THEN coalesce(m.text, '') ELSE '' END AS text, m.kind, t.own, h.word AS channel, ch.word AS "conversationChannel", c.completeness
    FROM turn t JOIN message m ON m.message_id = t.message_id
    JOIN account a ON a.account_id = t.account_id LEFT JOIN own_account o ON o.account_id = t.account_id
    JOIN conversation c ON c.conversation_id = t.conversation_id
    LEFT JOIN channel h ON h.channel_id = t.channel_id LEFT JOIN channel ch ON ch.channel_id = c.channel_id
    LEFT JOIN turn pt ON pt.message_id = t.parent_id LEFT JOIN message pm ON pm.message_id = t.parent_id
    LEFT JOIN ${gatedSql} g ON g.source = m.source AND g.native_id = m.native_id
    LEFT JOIN ${gatedSql} pg ON pg.source = pm.source AND pg.native_id = pm.native_id AND pg.closed
    WHERE t.conversation_id BETWEEN $first AND $last AND ${chosenSql('t.conversation_id', channels)}
      AND NOT t.placeholder AND NOT t.repost AND NOT coalesce(g.closed, false)
    ORDER BY t.conversation_id, t.depth, t.written_at, t.message_id`;
  const stretches = await store.query<{ first: number; last: number }>(
    `SELECT min(conversation_id) AS first, max(conversation_id) AS last FROM (
      SELECT conversation_id, (sum(messages) OVER (ORDER BY conversation_id) - messages) // ${Math.trunc(batch)} AS part
      FROM conversation WHERE ${chosenSql('conversation_id', channels)})
    GROUP BY part ORDER BY first`,
  );
  const cover = names ? (text: string) => text : await namesCovered(store);
  for (const { first, last } of stretches) yield placed(await store.query<Row>(sql, { first, last }), cover);
}

/** What covers the @names that are not ours: here and not in SQL, because a hundred thousand texts take seconds there. */
async function namesCovered(store: Store): Promise<(text: string) => string> {
  const [{ names }] = await store.query<{ names: string[] }>(`SELECT names FROM ${oursSql}`);
  const ours = new Set(names);
  return (text) => withoutNames(text, ours);
}

/** Follows each row up to the utterance that begins its conversation; rows come parents first. */
function placed(rows: Row[], cover: (text: string) => string): Utterance[] {
  let known = new Map<number, Utterance>();
  let last: number | undefined;
  return rows.map(({ conversation, message, parent, missing, ...row }) => {
    if (conversation !== last) known = new Map();
    last = conversation;
    const above = parent === null ? undefined : known.get(parent);
    const utterance: Utterance = {
      ...row,
      text: cover(row.text),
      conversationId: above?.conversationId ?? row.id,
      replyTo: above?.id ?? null,
      missingReplyTo: missing,
    };
    known.set(message, utterance);
    return utterance;
  });
}

/** Everybody who wrote one of the utterances, in batches: our own side first. */
export async function* readSpeakers(
  store: Store,
  choice: UtteranceChoice,
  batch = most,
): AsyncGenerator<Speaker[]> {
  const { names, channels } = choice;
  const told = (column: string) => (names ? `any_value(a.${column} ORDER BY a.account_id)` : 'NULL::VARCHAR');
  const sql = (which: string) => `SELECT ${speakerSql(names)} AS id, bool_or(t.own) AS own,
      ${told('handle')} AS handle, ${told('name')} AS name
    FROM turn t JOIN message m ON m.message_id = t.message_id
    JOIN account a ON a.account_id = t.account_id LEFT JOIN own_account o ON o.account_id = t.account_id
    LEFT JOIN ${gatedSql} g ON g.source = m.source AND g.native_id = m.native_id
    WHERE NOT coalesce(g.closed, false) AND ${which} AND ${chosenSql('t.conversation_id', channels)} AND NOT t.placeholder AND NOT t.repost
    GROUP BY 1 ORDER BY 1`;
  yield store.query<Speaker>(sql('o.account_id IS NOT NULL'));
  const [{ last }] = await store.query<{ last: number }>(
    'SELECT coalesce(max(account_id), 0)::INTEGER AS last FROM account',
  );
  for (let first = 0; first <= last; first += batch)
    yield store.query<Speaker>(sql(`o.account_id IS NULL AND t.account_id BETWEEN $first AND $last`), {
      first,
      last: first + batch - 1,
    });
}

/**
 * How many messages are named and not there, and how many are passed on: what the utterances leave out; and how many of the
 * workspace may not leave it.
 */
export async function leftOut(
  store: Store,
  { channels }: UtteranceChoice,
): Promise<{ missing: number; reposts: number; closed?: number }> {
  const [{ closed, ...counts }] = await store.query<{ missing: number; reposts: number; closed: number }>(
    `SELECT count(*) FILTER (t.placeholder)::INTEGER AS missing,
      count(*) FILTER (NOT t.placeholder AND t.repost)::INTEGER AS reposts,
      (SELECT count(*) FROM ${gatedSql} g WHERE g.closed)::INTEGER AS closed
    FROM turn t WHERE ${chosenSql('t.conversation_id', channels)}`,
  );
  return { ...counts, ...(closed > 0 ? { closed } : {}) };
}
