import type { AuditDeed, AuditLine } from '../model/keeping.ts';
import type { Store, WritingStore } from '../model/store.ts';

/** Writes down who removed or handed out how much, within the transaction that does it. */
export async function addAudit(
  store: WritingStore,
  { at, who, did, counts }: Omit<AuditLine, 'id'>,
): Promise<void> {
  await store.run(
    `INSERT INTO audit SELECT (SELECT coalesce(max(audit_id), 0) FROM audit)::INTEGER + 1, $at::TIMESTAMP, $who, $did, $counts`,
    { at, who, did, counts: JSON.stringify(counts) },
  );
}

/** All lines of the audit, the newest first. */
export async function listAudit(store: Store): Promise<AuditLine[]> {
  const rows = await store.query<Omit<AuditLine, 'counts' | 'did'> & { did: AuditDeed; counts: string }>(
    `SELECT audit_id AS id, strftime(done_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", who, did, counts FROM audit ORDER BY audit_id DESC`,
  );
  return rows.map((row) => ({ ...row, counts: JSON.parse(row.counts) as Record<string, number> }));
}
