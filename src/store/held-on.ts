import type { FoundAccount } from '../model/keeping.ts';
import type { Store } from '../model/store.ts';
import { listActs } from './acts.ts';

/** Everything that a workspace holds on an account. Times are ISO UTC; what is not known is null. */
export interface HeldOn {
  account: FoundAccount;
  /** Which files and connections told of it. */
  from: { shown: string; acquisition: string; importedAt: string; messages: number }[];
  messages: HeldMessage[];
  /** States of those messages as each file told them, where there is more than one. */
  states: { id: string; text: string; handle: string | null; name: string | null; from: string }[];
  /** What others wrote that names the account. */
  namedIn: { id: string; at: string; text: string }[];
  /** What people did or said about these messages in Rapport: codes, dismissals, notes. */
  acts: { id: string | null; at: string; who: string; kind: string; detail: Record<string, unknown> }[];
  /** What machines said of these messages. */
  machineCodes: { id: string; coder: string; code: string; score: number }[];
}

export interface HeldMessage {
  id: string;
  at: string;
  kind: string;
  text: string;
  answers: string | null;
  mentions: string | null;
  rating: number | null;
  url: string | null;
  lang: string | null;
  visibility: string | null;
  /** As read by Rapport's own rule. */
  expectsAnswer: boolean | null;
  reason: string | null;
  counts: { metric: string; value: number; at: string | null }[];
}

const iso = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`;
const theirs = `observation o WHERE o.source = $source AND lower(o.author) = lower($nativeId)`;

/** Gathers everything that is held on an account. */
export async function heldOn(store: Store, account: FoundAccount): Promise<HeldOn> {
  const { source, nativeId } = account;
  const params = { source, nativeId };
  const from = await store.query<HeldOn['from'][number]>(
    `SELECT f.shown, coalesce(f.acquisition, 'export_file') AS acquisition, ${iso('i.made_at')} AS "importedAt",
      count(*)::INTEGER AS messages
    FROM (SELECT file_id, observation_id FROM observation UNION SELECT file_id, observation_id FROM sighting) g
    SEMI JOIN (SELECT o.observation_id FROM ${theirs}) k ON k.observation_id = g.observation_id
    JOIN import_file f ON f.file_id = g.file_id JOIN import i ON i.import_id = f.import_id
    GROUP BY f.file_id, f.shown, f.acquisition, i.made_at ORDER BY f.file_id`,
    params,
  );
  const rows = await store.query<Omit<HeldMessage, 'counts'>>(
    `SELECT m.native_id AS id, ${iso('m.created_at')} AS "at", m.kind, coalesce(m.text, '') AS text,
      m.parent_native_id AS answers, m.mentions, m.rating, m.url, m.lang, m.visibility,
      e.expects AS "expectsAnswer", e.reason
    FROM message m JOIN account a ON a.account_id = m.account_id LEFT JOIN expectation e ON e.message_id = m.message_id
    WHERE a.source = $source AND a.key = lower($nativeId) ORDER BY m.created_at, m.native_id`,
    params,
  );
  const ids = { ...params, ids: JSON.stringify(rows.map(({ id }) => id)) };
  const inIds = (column: string) => `${column} IN (SELECT unnest(from_json($ids, '["VARCHAR"]')))`;
  const counts = await store.query<{ id: string; metric: string; value: number; at: string | null }>(
    `SELECT native_id AS id, metric, value, ${iso('observed_at')} AS "at" FROM metric_snapshot
    WHERE source = $source AND ${inIds('native_id')} ORDER BY observed_at, metric`,
    ids,
  );
  const states = await store.query<HeldOn['states'][number]>(
    `SELECT o.native_id AS id, o.text, o.handle, o.name, f.shown AS from FROM observation o
    JOIN import_file f ON f.file_id = o.file_id
    WHERE o.source = $source AND lower(o.author) = lower($nativeId)
    QUALIFY count(*) OVER (PARTITION BY o.native_id) > 1 ORDER BY o.native_id, o.observation_id`,
    params,
  );
  const namedIn = await store.query<HeldOn['namedIn'][number]>(
    `SELECT m.native_id AS id, ${iso('m.created_at')} AS "at", coalesce(m.text, '') AS text FROM message m
    WHERE m.source = $source AND m.mentions IS NOT NULL
      AND len(list_intersect(string_split(m.mentions, ' '), [lower($nativeId), lower($handle)])) > 0
    ORDER BY m.created_at, m.native_id`,
    { ...params, handle: account.handle ?? nativeId },
  );
  const machineCodes = await store.query<HeldOn['machineCodes'][number]>(
    `SELECT m.native_id AS id, l.coder, l.code, l.score FROM machine_label_now l JOIN message m ON m.message_id = l.message_id
    WHERE m.source = $source AND ${inIds('m.native_id')} ORDER BY m.native_id, l.coder, l.code`,
    ids,
  );
  const mine = new Set(rows.map(({ id }) => id));
  const acts = (await listActs(store)).filter(
    ({ message }) => message?.source === source && mine.has(message.nativeId),
  );
  return {
    account,
    from,
    messages: rows.map((row) => ({
      ...row,
      counts: counts.flatMap(({ id, ...count }) => (id === row.id ? [count] : [])),
    })),
    states,
    namedIn,
    acts: acts.map(({ message, at, who, kind, detail }) => ({
      id: message?.nativeId ?? null,
      at,
      who,
      kind,
      detail,
    })),
    machineCodes,
  };
}

/** Messages of others in which a name of two words or more stands as it is, without an @. */
export async function namedPlainly(store: Store, { source, nativeId, name }: FoundAccount): Promise<number> {
  if (!name || name.trim().split(/\s+/).length < 2) return 0;
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM message m LEFT JOIN account a ON a.account_id = m.account_id
    WHERE contains(lower(m.text), lower($name)) AND NOT (m.source = $source AND a.key IS NOT DISTINCT FROM lower($nativeId))`,
    { source, nativeId, name },
  );
  return n;
}
