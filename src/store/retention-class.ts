import {
  classOfSource,
  type Keeps,
  type Retention,
  type RetentionClass,
  refreshedClasses,
  retentionClasses,
} from '../model/retention.ts';

/**
 * SQL for every state of a message that was imported, with how long it may be kept: `observation_id`, `source`,
 * `native_id`, `class`, and `expires_at`, NULL for without end. A state that several files tell is kept as long as the one
 * that may keep it longest.
 */
export function expirySql(retention: Retention): string {
  const ofSource = Object.entries(classOfSource).map(([source, word]) => `WHEN '${source}' THEN '${word}'`);
  return `SELECT observation_id, source, native_id, arg_max(class, coalesce(expires_at, 'infinity'::TIMESTAMP)) AS class,
      nullif(max(coalesce(expires_at, 'infinity'::TIMESTAMP)), 'infinity'::TIMESTAMP) AS expires_at
    FROM (
      SELECT s.*, CASE class ${retentionClasses.map((word) => `WHEN '${word}' THEN ${endSql(word, retention[word])}`).join(' ')} END AS expires_at
      FROM (
        SELECT o.observation_id, o.source, o.native_id,
          CASE WHEN w.account_id IS NOT NULL THEN 'own_content'
            WHEN coalesce(f.acquisition, 'export_file') <> 'api' THEN 'export_file'
            ELSE CASE lower(o.source) ${ofSource.join(' ')} ELSE 'public_third_party' END END AS class,
          min(coalesce(f.read_at, i.made_at)) AS first_at, max(coalesce(f.read_at, i.made_at)) AS last_at
        FROM observation o
        JOIN (SELECT observation_id, file_id FROM observation UNION SELECT observation_id, file_id FROM sighting) g
          ON g.observation_id = o.observation_id
        JOIN import_file f ON f.file_id = g.file_id JOIN import i ON i.import_id = f.import_id
        LEFT JOIN account a ON a.source = o.source AND a.key = lower(o.author)
        LEFT JOIN own_account w ON w.account_id = a.account_id
        GROUP BY ALL) s)
    GROUP BY observation_id, source, native_id`;
}

function endSql(word: RetentionClass, keeps: Keeps | null): string {
  if (keeps === null) return 'NULL::TIMESTAMP';
  const since = refreshedClasses.includes(word) ? 'last_at' : 'first_at';
  return `${since} + to_${keeps.unit}(${Math.trunc(keeps.count)})`;
}
