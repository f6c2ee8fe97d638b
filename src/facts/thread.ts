import { codingKinds, type MessageRef } from '../model/act.ts';
import type { Store } from '../model/store.ts';
import type { ThreadTurn } from '../model/waiting.ts';
import { heldAct } from '../store/known.ts';
import { standBegin } from '../store/tombstone.ts';

interface Row extends Omit<ThreadTurn, 'acts' | 'author' | 'expects' | 'state' | 'url' | 'withheld'> {
  withheld: ThreadTurn['withheld'] | null;
  author: string | null;
  messageId: number;
  parentId: number | null;
  url: string | null;
  expects: boolean | null;
  kind: string | null;
  reason: string | null;
  state: ThreadTurn['state'] | null;
}

const longest = 2000;

/** A message under the id that it is kept under now, which may not be the one it was once named by. */
export async function keptAs(store: Store, ref: MessageRef): Promise<MessageRef> {
  const [alias] = await store.query<{ sameAs: string }>(
    'SELECT same_as AS "sameAs" FROM alias WHERE source = $source AND native_id = $nativeId',
    { ...ref },
  );
  return alias ? { source: ref.source, nativeId: alias.sameAs } : ref;
}

/**
 * The whole conversation around a message in the order of a tree: each message, then what answers it, by time.
 * Empty when the message is not in the data; at most 2,000 messages, the one asked for with what it answers and
 * what answers it among them.
 */
export async function readThread(store: Store, ref: MessageRef): Promise<ThreadTurn[]> {
  const rows = await store.query<Row>(
    `WITH asked AS (SELECT t.* FROM turn t JOIN message m ON m.message_id = t.message_id
      WHERE m.source = $source AND m.native_id = $nativeId),
    shown AS (
      SELECT t.* FROM turn t, asked a WHERE t.conversation_id = a.conversation_id
      ORDER BY t.message_id IN (a.message_id, a.parent_id, a.conversation_id) DESC, coalesce(t.parent_id = a.message_id, false) DESC,
        t.written_at, t.message_id LIMIT ${longest})
    SELECT t.message_id AS "messageId", t.parent_id AS "parentId", m.source, m.native_id AS "nativeId",
      coalesce(a.name, a.handle, a.native_id, '') AS who,
      CASE WHEN NOT starts_with(a.native_id, '${standBegin}') THEN a.native_id END AS author, t.own, coalesce(m.text, '') AS text, m.url,
      coalesce(strftime(t.written_at, '%Y-%m-%dT%H:%M:%SZ'), '') AS "at", t.depth, t.placeholder,
      e.expects, e.kind, e.reason, w.reason AS withheld,
      CASE WHEN d.message_id IS NOT NULL AND f.state = 'waiting' THEN 'dismissed' ELSE f.state END AS state
    FROM shown t JOIN message m ON m.message_id = t.message_id
    LEFT JOIN account a ON a.account_id = m.account_id
    LEFT JOIN expectation e ON e.message_id = t.message_id
    LEFT JOIN withheld w ON w.source = m.source AND w.native_id = m.native_id
    LEFT JOIN first_answer f ON f.message_id = t.message_id
    LEFT JOIN dismissal d ON d.message_id = t.message_id AND d.kind <> 'expects-answer'
    ORDER BY t.written_at, t.message_id`,
    { source: ref.source, nativeId: ref.nativeId },
  );
  const acts = await actsOn(store, rows);
  return inTreeOrder(rows).map(
    ({ messageId: _, parentId: __, author, expects, kind, reason, state, url, withheld, ...turn }) => ({
      ...turn,
      author: author ?? undefined,
      url: url ?? undefined,
      withheld: withheld ?? undefined,
      expects: expects === null ? undefined : { expects, kind: kind ?? 'none', reason: reason ?? '' },
      state: state ?? undefined,
      acts: acts.get(`${turn.source} ${turn.nativeId}`) ?? [],
    }),
  );
}

function inTreeOrder(rows: Row[]): Row[] {
  const present = new Set(rows.map(({ messageId }) => messageId));
  const children = new Map<number | null, Row[]>();
  for (const row of rows) {
    const parent = row.parentId !== null && present.has(row.parentId) ? row.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const ordered: Row[] = [];
  const pending = [...(children.get(null) ?? [])].reverse();
  for (let row = pending.pop(); row; row = pending.pop()) {
    ordered.push(row);
    pending.push(...[...(children.get(row.messageId) ?? [])].reverse());
  }
  return ordered;
}

async function actsOn(store: Store, rows: Row[]): Promise<Map<string, ThreadTurn['acts']>> {
  const acts = await store.query<{
    source: string;
    nativeId: string;
    id: string;
    kind: string;
    who: string;
    at: string;
    note: string;
  }>(
    `SELECT a.source, a.native_id AS "nativeId", a.act_id AS id, a.kind, a.who,
      strftime(a.done_at, '%Y-%m-%dT%H:%M:%SZ') AS "at",
      coalesce(json_extract_string(a.detail, '$.reason'), json_extract_string(a.detail, '$.at'),
        json_extract_string(a.detail, '$.expects'), '') AS note
    FROM ${heldAct} a WHERE list_contains(from_json($ids, '["VARCHAR"]'), a.source || ' ' || a.native_id)
      AND a.kind NOT IN ('undo', ${codingKinds.map((kind) => `'${kind}'`).join(', ')})
      AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)
    ORDER BY a.done_at`,
    { ids: JSON.stringify(rows.map(({ source, nativeId }) => `${source} ${nativeId}`)) },
  );
  const byMessage = new Map<string, ThreadTurn['acts']>();
  for (const { source, nativeId, ...act } of acts) {
    const key = `${source} ${nativeId}`;
    byMessage.set(key, [...(byMessage.get(key) ?? []), act]);
  }
  return byMessage;
}
