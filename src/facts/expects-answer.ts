import type { WritingStore } from '../model/store.ts';
import { noisePattern, signPatterns } from '../text/signs.ts';

/** Rises whenever the rule or a pattern changes, so that numbers of two rules are never compared unsaid. */
export const expectsAnswerRule = 1;

const quote = (pattern: string) => `'${pattern.replaceAll("'", "''")}'`;
const shows = (sign: keyof typeof signPatterns, text: string) =>
  `regexp_matches(${text}, ${quote(signPatterns[sign])})`;
const plain = (text: string) => `regexp_replace(lower(${text}), ${quote(noisePattern)}, ' ', 'g')`;

/**
 * **Expects an answer**: a message from outside that is addressed to us (see turn) and asks a question, makes a
 * request, complains, or follows up on something that we asked its writer for. A review of one or two stars that
 * says anything is a complaint. A message that only thanks or closes expects nothing. The rule looks at the
 * message and at what it answers, never at whether it was answered. Where a text is withheld, what was read in it holds.
 */
export async function refreshExpectations(store: WritingStore): Promise<void> {
  await store.run('DELETE FROM expectation WHERE message_id IN (SELECT message_id FROM affected)');
  // Signs are looked for in the order in which they decide, and the message answered is read only where none did:
  // most of an import's time goes into these patterns.
  await store.run(`CREATE TEMP TABLE showing AS
    WITH inbound AS (
      SELECT t.message_id, t.parent_id, t.addressed, m.rating, ${plain('m.text')} AS plain
      FROM turn t SEMI JOIN affected f ON f.message_id = t.message_id
      JOIN message m ON m.message_id = t.message_id
      WHERE NOT t.own AND NOT t.placeholder)
    SELECT message_id, parent_id, addressed, rating, length(trim(plain)) AS size,
      CASE WHEN ${shows('question', 'plain')} AND NOT coalesce(rating >= 4, false) THEN 'question'
        WHEN ${shows('request', 'plain')} THEN 'request'
        WHEN rating >= 4 AND ${shows('question', 'plain')} THEN 'question'
        WHEN ${shows('complaint', 'plain')} THEN 'complaint' ELSE 'none' END AS sign,
      CASE WHEN sign IN ('complaint', 'none') THEN ${shows('closing', 'plain')} END AS closing
    FROM inbound`);
  await store.run(`CREATE TEMP TABLE asked_before AS
    SELECT message_id, ${shows('question', 'before')} OR ${shows('request', 'before')} AS was_asked FROM (
      SELECT s.message_id, ${plain('m.text')} AS before
      FROM showing s JOIN turn p ON p.message_id = s.parent_id AND p.own JOIN message m ON m.message_id = s.parent_id
      WHERE s.sign IN ('complaint', 'none'))`);
  await store.run(
    `INSERT INTO expectation BY NAME
    WITH judged AS (
      SELECT s.message_id, s.addressed, s.sign, s.rating, s.closing, coalesce(b.was_asked, false) AS was_asked,
        CASE WHEN s.sign IN ('question', 'request') THEN s.sign
          WHEN s.sign = 'complaint' AND coalesce(s.rating < 5, true) AND NOT (s.closing AND coalesce(s.rating >= 4, true)) THEN 'complaint'
          WHEN s.rating <= 2 AND s.size >= 4 THEN 'complaint'
          WHEN coalesce(b.was_asked, false) AND NOT s.closing AND s.size >= 2 THEN 'request'
          ELSE 'none' END AS kind
      FROM showing s LEFT JOIN asked_before b ON b.message_id = s.message_id)
    SELECT message_id, addressed AND kind <> 'none' AS expects, kind, $rule::INTEGER AS rule,
      CASE WHEN NOT addressed THEN 'not addressed to us'
        WHEN kind = 'none' AND closing THEN 'thanks or closes'
        WHEN kind = 'none' THEN 'no question, request or complaint'
        WHEN sign = 'none' AND rating <= 2 THEN 'one or two stars'
        WHEN sign = 'none' AND was_asked THEN 'follows up on what we asked'
        WHEN kind = 'question' THEN 'asks'
        WHEN kind = 'request' THEN 'requests'
        ELSE 'complains' END AS reason
    FROM judged`,
    { rule: expectsAnswerRule },
  );
  await store.run(`UPDATE expectation SET expects = coalesce(w.expects, false), kind = coalesce(w.kind, 'none'),
      reason = CASE WHEN w.kind IS NULL THEN 'its text is not kept' ELSE 'as read in the text, which is not kept' END
    FROM message m JOIN withheld w ON w.source = m.source AND w.native_id = m.native_id
    WHERE m.message_id = expectation.message_id AND m.message_id IN (SELECT message_id FROM affected)`);
}
