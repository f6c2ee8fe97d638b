import type { Store } from '../model/store.ts';

/** Where the data of a channel end, and the act that says so where a person corrected it. */
export interface DataEnd {
  channel: string;
  observedUntil: string;
  correctedBy?: string;
}

/** **Observed until** of every channel, as the imports tell it or as a person corrected it. */
export async function dataEnds(store: Store): Promise<DataEnd[]> {
  const rows = await store.query<Omit<DataEnd, 'correctedBy'> & { correctedBy: string | null }>(
    `SELECT c.word AS channel, strftime(c.observed_until, '%Y-%m-%dT%H:%M:%SZ') AS "observedUntil",
      first(a.act_id ORDER BY a.done_at DESC, a.act_id) AS "correctedBy"
    FROM channel c LEFT JOIN (
      SELECT act_id, done_at, lower(json_extract_string(detail, '$.channel')) AS word FROM act k
      WHERE kind = 'observed-until'
        AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = k.act_id)) a
      ON a.word = lower(c.word)
    GROUP BY c.word, c.observed_until ORDER BY lower(c.word)`,
  );
  return rows.map(({ correctedBy, ...row }) => ({ ...row, ...(correctedBy ? { correctedBy } : {}) }));
}
