const aliasOf = (row: string, column: string, as: string) =>
  `LEFT JOIN alias ${as} ON ${as}.source = ${row}.source AND ${as}.native_id = ${row}.${column}`;

/** SQL: what files told, each message and each parent under the one id that it is kept under. */
export const knownObservation = `(
    SELECT t.* REPLACE (coalesce(own.same_as, t.native_id) AS native_id,
      coalesce(up.same_as, t.parent_native_id) AS parent_native_id)
    FROM observation t ${aliasOf('t', 'native_id', 'own')} ${aliasOf('t', 'parent_native_id', 'up')})`;

/** SQL: acts, each on the message as it is kept now, whatever its id was when somebody acted. */
export const heldAct = `(
    SELECT t.* REPLACE (coalesce(own.same_as, t.native_id) AS native_id) FROM act t ${aliasOf('t', 'native_id', 'own')})`;

/** SQL: source and id of everything in `stage`, under the one id that it is kept under. */
export const stagedIds = `(
    SELECT DISTINCT t.source, coalesce(own.same_as, t.native_id) AS native_id FROM stage t ${aliasOf('t', 'native_id', 'own')})`;
