import type { WritingStore } from '../model/store.ts';

/**
 * Places the messages of `link` that are not in `placed` yet: the message that began the conversation, depth, and
 * the channel and address taken over from above. Each round doubles how far a message sees upwards, so that a
 * chain of thousands takes a dozen rounds; what a ring never lets see a beginning is left out. A message in `cut`
 * begins a conversation whatever it answers.
 */
export async function placeLinks(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE climbing AS
    SELECT l.message_id, l.message_id AS last, CASE WHEN c.message_id IS NULL THEN l.parent_id END AS up, 0 AS depth,
      l.direct_channel AS channel_id, l.direct_addressed AS addressed, l.to_self AND NOT l.own AS hands_on
    FROM link l LEFT JOIN cut c ON c.message_id = l.message_id
    ANTI JOIN placed p ON p.message_id = l.message_id`);
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM climbing');
  for (let reach = 1; reach < 4 * n; reach *= 2) {
    await store.run(`INSERT INTO placed SELECT c.message_id, c.last AS conversation_id,
      CASE WHEN c.depth > 0 THEN l.parent_id END AS parent_id, c.depth, c.channel_id, c.addressed, c.hands_on
      FROM climbing c JOIN link l ON l.message_id = c.message_id WHERE c.up IS NULL`);
    await store.run('DELETE FROM climbing WHERE up IS NULL');
    await store.run(`CREATE TEMP TABLE climbed AS
      SELECT c.message_id, coalesce(u.last, p.conversation_id) AS last, u.up,
        c.depth + 1 + coalesce(u.depth, p.depth) AS depth,
        coalesce(c.channel_id, u.channel_id, p.channel_id) AS channel_id,
        c.addressed OR (c.hands_on AND coalesce(u.addressed, p.addressed)) AS addressed,
        c.hands_on AND coalesce(u.hands_on, p.hands_on) AS hands_on
      FROM climbing c LEFT JOIN climbing u ON u.message_id = c.up LEFT JOIN placed p ON p.message_id = c.up`);
    await store.run('DROP TABLE climbing');
    await store.run('ALTER TABLE climbed RENAME TO climbing');
    const [{ left }] = await store.query<{ left: number }>('SELECT count(*)::INTEGER AS left FROM climbing');
    if (left === 0) break;
  }
  await store.run('DROP TABLE climbing');
}
