import type { MessageRef } from '../model/act.ts';
import type { Store } from '../model/store.ts';

/** A message with what the rule says of it, to show how the rule reads. */
export interface RuleExample {
  ref: MessageRef;
  text: string;
  kind: string;
  expects: boolean;
  reason: string;
}

/** Examples of each reason the rule gives, spread over the data by a fixed order; `limit` for each reason. */
export async function ruleExamples(store: Store, limit: number): Promise<RuleExample[]> {
  const rows = await store.query<Omit<RuleExample, 'ref'> & MessageRef>(
    `SELECT m.source, m.native_id AS "nativeId", m.text, e.kind, e.expects, e.reason
    FROM expectation e JOIN message m ON m.message_id = e.message_id
    WHERE length(m.text) BETWEEN 20 AND 400
    QUALIFY row_number() OVER (PARTITION BY e.reason ORDER BY md5(m.source || m.native_id)) <= $limit::INTEGER
    ORDER BY e.expects DESC, e.reason, md5(m.source || m.native_id)`,
    { limit },
  );
  return rows.map(({ source, nativeId, ...row }) => ({ ref: { source, nativeId }, ...row }));
}
