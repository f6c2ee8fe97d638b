import { classOfSource } from '../model/retention.ts';
import type { Store } from '../model/store.ts';

/** Of others, read over the network alone: what LinkedIn shows of its members is shown here and nowhere else. */
const closed = sourcesOf('linkedin_api_member');
/** Of X, what is passed on is the id, by which whoever may look it up there. */
const idsOnly = sourcesOf('x_content');

function sourcesOf(word: string): string[] {
  return Object.keys(classOfSource).filter((source) => classOfSource[source] === word);
}

const listed = (sources: string[]) => sources.map((source) => `'${source}'`).join(', ');

/**
 * **Route gate**: what a message that came over the network may leave this workspace with. SQL for one row each message that
 * may not leave as it is: `source`, `native_id`, and `closed`, true where nothing of it may leave and false where its id
 * may. What a file brought too, and what our own side wrote, has none.
 */
export const gatedSql = `(SELECT o.source, o.native_id, lower(o.source) IN (${listed(closed)}) AS closed
  FROM observation o
  JOIN (SELECT observation_id, file_id FROM observation UNION ALL SELECT observation_id, file_id FROM sighting) g
    ON g.observation_id = o.observation_id
  JOIN import_file f ON f.file_id = g.file_id
  LEFT JOIN account a ON a.source = o.source AND a.key = lower(o.author)
  LEFT JOIN own_account w ON w.account_id = a.account_id
  WHERE lower(o.source) IN (${listed([...closed, ...idsOnly])})
  GROUP BY o.source, o.native_id HAVING bool_and(coalesce(f.acquisition, '') = 'api' AND w.account_id IS NULL))`;

/** What of a message may leave: nothing, its id, or all of it (undefined). */
export interface RouteGate {
  /** True where everything may leave. */
  open: boolean;
  of(source: string, nativeId: string): 'closed' | 'id' | undefined;
}

/** The gate of a workspace. */
export async function readGate(store: Store): Promise<RouteGate> {
  const rows = await store.query<{ key: string; closed: boolean }>(
    `SELECT source || chr(31) || native_id AS key, closed FROM ${gatedSql}`,
  );
  const gated = new Map(rows.map(({ key, closed }) => [key, closed ? ('closed' as const) : ('id' as const)]));
  return { open: gated.size === 0, of: (source, nativeId) => gated.get(`${source}\u001f${nativeId}`) };
}
