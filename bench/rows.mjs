/**
 * How many rows each table has, and a sum over what they hold that does not depend on their order or on how rows are
 * numbered: messages go by their native id. Made by one text for the program's tables and the floor's, which have the
 * same names and columns where they are compared.
 */
export const factSums = {
  message: `SELECT hash(native_id, text, created_at, parent_native_id) AS h FROM message WHERE NOT placeholder`,
  turn: `SELECT hash(m.native_id, r.native_id, p.native_id, t.depth, a.key, t.own, t.addressed) AS h
    FROM turn t JOIN message m USING (message_id) JOIN message r ON r.message_id = t.conversation_id
    LEFT JOIN message p ON p.message_id = t.parent_id LEFT JOIN account a ON a.account_id = t.channel_id`,
  conversation: `SELECT hash(m.native_id, a.key, v.started_at, v.last_at, v.messages, v.own_messages, v.people, v.placeholders,
      v.missing_replies, v.completeness) AS h
    FROM conversation v JOIN message m ON m.message_id = v.conversation_id LEFT JOIN account a ON a.account_id = v.channel_id`,
  expectation: `SELECT hash(m.native_id, e.expects, e.kind) AS h FROM expectation e JOIN message m USING (message_id)`,
  first_answer: `SELECT hash(m.native_id, f.state, f.answered_at, n.native_id) AS h
    FROM first_answer f JOIN message m USING (message_id) LEFT JOIN message n ON n.message_id = f.answer_id`,
  channel: `SELECT hash(a.key, c.messages, c.others, c.first_at, c.observed_until) AS h
    FROM channel c JOIN account a ON a.account_id = c.channel_id`,
};

/** Rows and sums of every fact. */
export async function factRows(store) {
  const found = {};
  for (const [table, sql] of Object.entries(factSums)) {
    const [row] = await store.query(
      `SELECT count(*)::INTEGER AS rows, (sum(h) % 1000000007)::INTEGER AS sum FROM (${sql})`,
    );
    found[table] = row;
  }
  return found;
}
