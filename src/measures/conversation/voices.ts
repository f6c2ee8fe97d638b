import { pseudonym } from '../../facts/pseudonym.ts';
import type { Voice } from '../../model/finding.ts';
import type { Store } from '../../model/store.ts';
import { type Quotation, quoted, worthQuoting } from '../quotation.ts';
import type { Returns } from './returns.ts';
import { both, type Talks } from './talks.ts';

const most = 3;
/** So many of a channel are looked at together: nearly always one of them will do. */
const portion = 30;

/**
 * The last words, of 30 characters and more, of somebody from outside in the longest conversation of each channel
 * that went back and forth; channels with the longest first.
 */
export async function lastWords(store: Store, talks: Talks[]): Promise<Voice[]> {
  const found = await firstWith(
    talks.map((one) => rowsBackAndForth(one).map((row) => one.conversation[row])),
    async (ids) => {
      const rows = await store.query<{ conversation: number; message: number }>(
        `WITH chosen AS MATERIALIZED (
          SELECT v.conversation_id, c.observed_until FROM conversation v JOIN channel c ON c.channel_id = v.channel_id
          WHERE v.conversation_id IN (SELECT unnest(from_json($ids, '["INTEGER"]'))))
        SELECT t.conversation_id AS conversation, arg_max(t.message_id, (t.written_at, t.message_id)) AS message
        FROM turn t JOIN chosen v ON v.conversation_id = t.conversation_id AND t.written_at <= v.observed_until
        WHERE NOT t.own AND NOT t.placeholder AND NOT t.repost AND t.length >= ${worthQuoting}
        GROUP BY t.conversation_id`,
        { ids: JSON.stringify(ids) },
      );
      return new Map(rows.map(({ conversation, message }) => [conversation, message]));
    },
  );
  const words = found.flatMap((one, at) => {
    if (!one) return [];
    const row = talks[at].conversation.indexOf(one.id);
    return [{ message: one.value, rank: talks[at].turns[row], channel: talks[at].channel.word }];
  });
  return voicesOf(store, words, (turns) => `In a conversation of ${turns} turns.`);
}

/**
 * The first words, of 30 characters and more, of the person of each channel who came back after the longest time; the
 * longest away first.
 */
export async function wordsOnReturn(store: Store, returns: Returns[]): Promise<Voice[]> {
  const day = 86_400;
  const away = returns.map((one) => one.away());
  const found = await firstWith(
    away.map((rows) => rows.filter(({ seconds }) => seconds >= day).map(({ backId }) => backId)),
    async (ids) => {
      const rows = await store.query<{ id: number }>(
        `SELECT message_id AS id FROM turn
        WHERE message_id IN (SELECT unnest(from_json($ids, '["INTEGER"]'))) AND length >= ${worthQuoting}`,
        { ids: JSON.stringify(ids) },
      );
      return new Map(rows.map(({ id }) => [id, id]));
    },
  );
  const words = found.flatMap((one, at) => {
    if (!one) return [];
    const seconds = away[at].find(({ backId }) => backId === one.id)?.seconds ?? 0;
    return [{ message: one.value, rank: seconds, channel: returns[at].channel.word }];
  });
  return voicesOf(store, words, (seconds) => {
    const days = Math.floor(seconds / day);
    return `Back after ${days} ${days === 1 ? 'day' : 'days'}.`;
  });
}

/** The conversations that went back and forth, the longest first. */
function rowsBackAndForth({ n, parties, backAndForth, turns, firstAt, conversation }: Talks): number[] {
  const rows: number[] = [];
  for (let row = 0; row < n; row++) if (parties[row] === both && backAndForth[row] === 1) rows.push(row);
  return rows.sort(
    (a, b) => turns[b] - turns[a] || firstAt[a] - firstAt[b] || conversation[a] - conversation[b],
  );
}

/** Of each list the first id for which `look` has a value. */
async function firstWith(
  lists: number[][],
  look: (ids: number[]) => Promise<Map<number, number>>,
): Promise<({ id: number; value: number } | undefined)[]> {
  const found: ({ id: number; value: number } | undefined)[] = lists.map(() => undefined);
  for (let start = 0; ; start += portion) {
    const parts = lists.map((list, at) => (found[at] ? [] : list.slice(start, start + portion)));
    const ids = parts.flat();
    if (ids.length === 0) return found;
    const values = await look(ids);
    for (const [at, part] of parts.entries()) {
      const id = part.find((one) => values.has(one));
      if (id !== undefined) found[at] = { id, value: values.get(id) as number };
    }
  }
}

type Row = Omit<Quotation, 'note' | 'channel'> & { message: number };

async function voicesOf(
  store: Store,
  words: { message: number; rank: number; channel: string }[],
  note: (rank: number) => string,
): Promise<Voice[]> {
  const chosen = words.sort((a, b) => b.rank - a.rank || a.message - b.message).slice(0, most);
  if (chosen.length === 0) return [];
  const rows = await store.query<Row>(
    `SELECT m.message_id AS message, m.source, m.native_id AS "nativeId", m.text, ${pseudonym('p')} AS who,
      strftime(m.created_at, '%Y-%m-%dT%H:%M:%SZ') AS "at"
    FROM message m JOIN turn t ON t.message_id = m.message_id JOIN account p ON p.account_id = t.account_id
    WHERE m.message_id IN (${chosen.map(({ message }) => Math.trunc(message)).join(', ')})`,
  );
  const byId = new Map(rows.map((row) => [row.message, row]));
  return quoted(
    store,
    chosen.flatMap(({ message, rank, channel }) => {
      const row = byId.get(message);
      if (!row) return [];
      const { message: _, ...quotation } = row;
      return [{ ...quotation, channel, note: note(rank) }];
    }),
  );
}
