import type { Act, PersonActKind } from '../model/act.ts';
import type { FoundAccount } from '../model/keeping.ts';
import type { WritingStore } from '../model/store.ts';

/** What the detail of an act about who people are must hold. */
export const personHolds: Record<PersonActKind, (detail: Act['detail']) => boolean> = {
  'same-person': ({ source, account, otherSource, otherAccount }) =>
    [source, account, otherSource, otherAccount].every((one) => typeof one === 'string' && one !== ''),
};

const named = (source: string, account: string) =>
  `json_extract_string(detail, '$.${source}') = $source AND lower(json_extract_string(detail, '$.${account}')) = lower($nativeId)`;

/** Removes every link to or from an account that is erased, with what took it back: who else they were is theirs too. */
export async function removeLinks(
  store: WritingStore,
  { source, nativeId }: Pick<FoundAccount, 'source' | 'nativeId'>,
): Promise<number> {
  const rows = await store.query<{ id: string }>(
    `SELECT act_id AS id FROM act WHERE kind = 'same-person'
      AND ((${named('source', 'account')}) OR (${named('otherSource', 'otherAccount')}))`,
    { source, nativeId },
  );
  for (const { id } of rows)
    await store.run(
      `DELETE FROM act WHERE act_id = $id OR (kind = 'undo' AND json_extract_string(detail, '$.act') = $id)`,
      { id },
    );
  return rows.length;
}
