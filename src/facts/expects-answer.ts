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
 * message and at what it answers, never at whether it was answered.
 */
export async function refreshExpectations(store: WritingStore): Promise<void> {
  await store.run('DELETE FROM expectation WHERE message_id IN (SELECT message_id FROM affected)');
  await store.run(
    `INSERT INTO expectation BY NAME
    WITH inbound AS (
      SELECT t.message_id, t.addressed, m.rating, ${plain('m.text')} AS plain, p.own AS to_us, ${plain('pm.text')} AS before
      FROM turn t SEMI JOIN affected f ON f.message_id = t.message_id
      JOIN message m ON m.message_id = t.message_id
      LEFT JOIN turn p ON p.message_id = t.parent_id
      LEFT JOIN message pm ON pm.message_id = CASE WHEN p.own THEN t.parent_id END
      WHERE NOT t.own AND NOT t.placeholder),
    signs AS (
      SELECT message_id, addressed, rating, length(trim(plain)) AS size,
        ${shows('question', 'plain')} AS question, ${shows('request', 'plain')} AS request,
        ${shows('complaint', 'plain')} AS complaint, ${shows('closing', 'plain')} AS closing,
        coalesce(to_us AND (${shows('question', 'before')} OR ${shows('request', 'before')}), false) AS was_asked
      FROM inbound),
    judged AS (
      SELECT message_id, addressed,
        CASE WHEN question AND NOT coalesce(rating >= 4, false) THEN 'question'
          WHEN request THEN 'request'
          WHEN question THEN 'question'
          WHEN complaint AND coalesce(rating < 5, true) AND NOT (closing AND coalesce(rating >= 4, true)) THEN 'complaint'
          WHEN rating <= 2 AND size >= 4 THEN 'complaint'
          WHEN was_asked AND NOT closing AND size >= 2 THEN 'request'
          ELSE 'none' END AS kind,
        NOT question AND NOT request AND NOT complaint AND was_asked AS follow_up,
        coalesce(rating <= 2, false) AND NOT question AND NOT request AND NOT complaint AS by_stars,
        closing
      FROM signs)
    SELECT message_id, addressed AND kind <> 'none' AS expects, kind, $rule::INTEGER AS rule,
      CASE WHEN NOT addressed THEN 'not addressed to us'
        WHEN kind = 'none' AND closing THEN 'thanks or closes'
        WHEN kind = 'none' THEN 'no question, request or complaint'
        WHEN by_stars THEN 'one or two stars'
        WHEN follow_up THEN 'follows up on what we asked'
        WHEN kind = 'question' THEN 'asks'
        WHEN kind = 'request' THEN 'requests'
        ELSE 'complains' END AS reason
    FROM judged`,
    { rule: expectsAnswerRule },
  );
}
