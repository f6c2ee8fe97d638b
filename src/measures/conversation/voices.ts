import { pseudonym } from '../../facts/pseudonym.ts';
import { isRepost } from '../../facts/turn.ts';
import type { Voice } from '../../model/finding.ts';
import type { Store } from '../../model/store.ts';
import { type Quotation, quoted, worthQuoting } from '../quotation.ts';
import type { Returns } from './returns.ts';
import { both, type Talks } from './talks.ts';

const mostChannels = 6;
const mostVoices = 3;
/** So many of the longest of a channel are looked at for words worth quoting. */
const tried = 5;

type Row = Omit<Quotation, 'note'> & { id: number };

/** The messages worth quoting (by their words after the @names in front) whose `id` is among those given. */
function wordsOf(store: Store, id: string, ids: number[], condition: string): Promise<Row[]> {
  return store.query<Row>(
    `SELECT ${id}::INTEGER AS id, m.source, m.native_id AS "nativeId", m.text, ${pseudonym('p')} AS who, c.word AS channel,
      strftime(t.written_at, '%Y-%m-%dT%H:%M:%SZ') AS "at"
    FROM turn t JOIN (SELECT unnest(from_json($ids, '["INTEGER"]')) AS id) i ON i.id = ${id}
    JOIN conversation v ON v.conversation_id = t.conversation_id JOIN channel c ON c.channel_id = v.channel_id
    JOIN message m ON m.message_id = t.message_id JOIN account p ON p.account_id = t.account_id
    WHERE NOT t.own AND NOT t.placeholder AND NOT ${isRepost} AND t.written_at <= c.observed_until
      AND length(regexp_replace(m.text, '^([.\\s]*@\\w+[\\s,:]*)+', '')) >= ${worthQuoting} ${condition}`,
    { ids: JSON.stringify(ids) },
  );
}

/**
 * The last words, of 30 characters and more, of somebody from outside in the longest conversation of each channel
 * that went back and forth (of the five longest, the first that has such words); the longest first.
 */
export async function lastWords(store: Store, all: Talks[]): Promise<Voice[]> {
  const longest = all.slice(0, mostChannels).flatMap(({ n, parties, backAndForth, conversation, turns }) =>
    Array.from({ length: n }, (_, row) => row)
      .filter((row) => parties[row] === both && backAndForth[row] === 1)
      .sort((a, b) => turns[b] - turns[a] || conversation[a] - conversation[b])
      .slice(0, tried)
      .map((row) => ({ id: conversation[row], size: turns[row] })),
  );
  if (longest.length === 0) return [];
  const rows = await wordsOf(
    store,
    't.conversation_id',
    longest.map(({ id }) => id),
    'QUALIFY row_number() OVER (PARTITION BY t.conversation_id ORDER BY t.written_at DESC, t.message_id DESC) = 1',
  );
  return firstOfChannels(store, longest, rows, (turns) => `In a conversation of ${turns} turns.`);
}

/**
 * The first words, of 30 characters and more, of the person of each channel who came back after the longest time (of
 * the five longest away, the first who has such words); the longest away first.
 */
export async function wordsOnReturn(store: Store, all: Returns[]): Promise<Voice[]> {
  const longest = all
    .slice(0, mostChannels)
    .flatMap(({ longestAway }) => longestAway.slice(0, tried))
    .map(({ messageId, seconds }) => ({ id: messageId, size: Math.floor(seconds / 86_400) }));
  if (longest.length === 0) return [];
  const rows = await wordsOf(
    store,
    't.message_id',
    longest.map(({ id }) => id),
    '',
  );
  return firstOfChannels(
    store,
    longest,
    rows,
    (days) => `Back after ${days} ${days === 1 ? 'day' : 'days'}.`,
  );
}

function firstOfChannels(
  store: Store,
  longest: { id: number; size: number }[],
  rows: Row[],
  noteOf: (size: number) => string,
): Promise<Voice[]> {
  const found = new Map<string, { row: Row; size: number }>();
  for (const { id, size } of longest) {
    const row = rows.find((one) => one.id === id);
    if (row && !found.has(row.channel)) found.set(row.channel, { row, size });
  }
  const voices = [...found.values()].sort((a, b) => b.size - a.size).slice(0, mostVoices);
  return quoted(
    store,
    voices.map(({ row: { id: _, ...row }, size }) => ({ ...row, note: noteOf(size) })),
  );
}
