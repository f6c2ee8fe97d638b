import type { Store } from '../model/store.ts';
import { pseudonym } from './pseudonym.ts';

/** The words of a message, its writer under a pseudonym. */
export interface MessageText {
  message: number;
  source: string;
  nativeId: string;
  text: string;
  who: string;
  channel: string;
  /** ISO UTC. */
  at: string;
}

/** The words of messages by their ids. */
export async function messageTexts(store: Store, ids: number[]): Promise<Map<number, MessageText>> {
  if (ids.length === 0) return new Map();
  const rows = await store.query<MessageText>(
    `SELECT m.message_id AS message, m.source, m.native_id AS "nativeId", coalesce(m.text, '') AS text,
      ${pseudonym('p')} AS who, coalesce(c.word, '') AS channel, strftime(m.created_at, '%Y-%m-%dT%H:%M:%SZ') AS "at"
    FROM message m JOIN turn t ON t.message_id = m.message_id JOIN account p ON p.account_id = t.account_id
    LEFT JOIN channel c ON c.channel_id = t.channel_id
    WHERE m.message_id IN (SELECT unnest(from_json($ids, '["INTEGER"]')))`,
    { ids: JSON.stringify(ids) },
  );
  return new Map(rows.map((row) => [row.message, row]));
}
