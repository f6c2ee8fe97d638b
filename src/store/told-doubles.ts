import type { WritingStore } from '../model/store.ts';
import { families } from './told-family.ts';

/**
 * Sets rows aside that contradict each other within one file: the same point, total or respondent with two values,
 * of which neither can be preferred. Every row that takes part is refused, whole. Works on the staged tables; returns
 * how many rows of each file were refused, and how many values it has left.
 */
export async function refuseDoubles(
  store: WritingStore,
): Promise<{ fileId: number; refused: number; left: number }[]> {
  await store.run('CREATE TEMP TABLE double_line (file_id INTEGER, line INTEGER, reason VARCHAR)');
  for (const { table, identity, state, named } of families) {
    const names = identity.map(({ name }) => name).join(', ');
    const on = ['file_id', ...identity.map(({ name }) => name)]
      .map((name) => `d.${name} = s.${name}`)
      .join(' AND ');
    await store.run(`INSERT INTO double_line
      SELECT s.file_id, s.line, first('gives ' || ${named('s')}
        || ' another value than line ' || CASE WHEN s.line = d.first_line THEN d.last_line ELSE d.first_line END)
      FROM stage_${table} s
      JOIN (SELECT file_id, ${names}, min(line) AS first_line, max(line) AS last_line FROM stage_${table}
        GROUP BY file_id, ${names} HAVING count(DISTINCT row(${state.map(({ name }) => name).join(', ')})) > 1) d
        ON ${on}
      GROUP BY s.file_id, s.line`);
  }
  await store.run(`INSERT INTO stage_rejected
    SELECT file_id, line, first(reason), '' FROM double_line GROUP BY file_id, line`);
  for (const { table } of families)
    await store.run(`DELETE FROM stage_${table} s USING double_line d
      WHERE d.file_id = s.file_id AND d.line = s.line`);
  const left = families.map(({ table }) => `SELECT file_id FROM stage_${table}`).join(' UNION ALL ');
  return store.query(`SELECT coalesce(l.file_id, d.file_id) AS "fileId", coalesce(d.refused, 0)::INTEGER AS refused,
      coalesce(l.n, 0)::INTEGER AS left
    FROM (SELECT file_id, count(*) AS n FROM (${left}) GROUP BY file_id) l
    FULL JOIN (SELECT file_id, count(DISTINCT line) AS refused FROM double_line GROUP BY file_id) d
      ON d.file_id = l.file_id`);
}
