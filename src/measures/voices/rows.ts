import { codingSql } from '../../facts/coding.ts';
import { oursSql, pseudonym, withoutNamesSql } from '../../facts/pseudonym.ts';
import type { FacetSide } from '../../model/codebook.ts';
import type { Asking } from '../../model/measure.ts';
import type { Param } from '../../model/store.ts';
import { spanParams } from '../conversation/asking.ts';
import { periodOf } from '../period.ts';

/** The messages of the period that people coded in these facets, with what counts as their codes. */
export async function codedRows(
  asking: Asking,
  side: FacetSide,
  facets: string[],
): Promise<{ sql: string; params: Record<string, Param> }> {
  const { span } = await periodOf(asking);
  return {
    sql: `WITH ${codingSql}
      SELECT m.source, m.native_id AS message, c.word AS channel, ${pseudonym('p')} AS who,
        strftime(t.written_at, '%Y-%m-%dT%H:%M:%SZ') AS "at",
        CASE WHEN a.cannot THEN 'cannot tell' WHEN len(a.codes) = 0 THEN 'none of the codes'
          ELSE array_to_string(a.codes, ', ') END AS state,
        a.facet, a.how AS decided, a.coders, a.sample, ${withoutNamesSql('m.text', 'us')} AS text
      FROM agreed_code a JOIN message m ON m.source = a.source AND m.native_id = a.native_id
      JOIN turn t ON t.message_id = m.message_id JOIN channel c ON c.channel_id = t.channel_id
      JOIN account p ON p.account_id = t.account_id CROSS JOIN ${oursSql} us
      WHERE t.own = $own AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
        AND (json_array_length($channels) = 0 OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))
        AND list_contains(from_json($facets, '["VARCHAR"]'), a.facet)
      ORDER BY t.written_at, m.native_id, a.facet, a.sample`,
    params: { ...spanParams(asking.filter, span), own: side === 'own', facets: JSON.stringify(facets) },
  };
}
