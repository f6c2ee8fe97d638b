/** SQL: the kind of the id of a row. Two ids of one kind are two messages; of two kinds they may be one. */
export const idKindSql = (row: string) => `CASE
    WHEN ${row}.native_id LIKE 'synthetic:%' THEN 'synthetic'
    WHEN ${row}.native_id LIKE 'urn:li:%' THEN split_part(${row}.native_id, ':', 3) ELSE '' END`;

/** The same, of an id in hand. */
export function idKind(nativeId: string): string {
  if (nativeId.startsWith('synthetic:')) return 'synthetic';
  return nativeId.startsWith('urn:li:') ? (nativeId.split(':')[2] ?? '') : '';
}
