import type { MessageRef } from '../model/act.ts';
import type { Param, Store } from '../model/store.ts';
import { textHashSql } from '../store/machine-runs.ts';

/** **Codable**: a message that can be coded. It is there, has a text, and passes on nobody else's. */
export interface CodableMessage {
  id: number;
  text: string;
  /** By which the text is known again. */
  textHash: string;
  /** The message that began its conversation. */
  conversation: number;
  own: boolean;
  source: string;
  route: 'api' | 'file';
}

/** Which messages: of which sides, of which channels (words; empty for all), from and to (ISO UTC, `to` exclusive). */
export interface CodableChoice {
  sides: readonly ('others' | 'own')[];
  channels?: readonly string[];
  from?: string;
  to?: string;
}

const from = `FROM turn t JOIN message m ON m.message_id = t.message_id LEFT JOIN channel c ON c.channel_id = t.channel_id
  WHERE NOT t.placeholder AND NOT t.repost AND trim(coalesce(m.text, '')) <> ''
    AND list_contains(from_json($sides, '["BOOLEAN"]'), t.own)
    AND ($channels = '[]' OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))
    AND ($from IS NULL OR t.written_at >= $from::TIMESTAMP) AND ($to IS NULL OR t.written_at < $to::TIMESTAMP)`;

const columns = `t.message_id AS id, m.text, ${textHashSql('m.text')} AS "textHash",
  coalesce(t.conversation_id, t.message_id) AS conversation, t.own, m.source,
  CASE WHEN m.file_id IN (SELECT file_id FROM import_file WHERE ends_with(reader, '-api')) THEN 'api' ELSE 'file' END AS route`;

function paramsOf({ sides, channels = [], from, to }: CodableChoice): Record<string, Param> {
  return {
    sides: JSON.stringify(sides.map((side) => side === 'own')),
    channels: JSON.stringify(channels.map((word) => word.toLowerCase())),
    from: from ?? null,
    to: to ?? null,
  };
}

/** How many there are. */
export async function codableCount(store: Store, choice: CodableChoice): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>(`SELECT count(*)::INTEGER AS n ${from}`, paramsOf(choice));
  return n;
}

/** The next of them by id, at most `most`, after the id given. */
export async function codableAfter(
  store: Store,
  choice: CodableChoice,
  after: number,
  most: number,
): Promise<CodableMessage[]> {
  return store.query(
    `SELECT ${columns} ${from} AND t.message_id > $after::INTEGER ORDER BY t.message_id LIMIT ${Math.trunc(most)}`,
    { ...paramsOf(choice), after },
  );
}

/** Texts drawn by an order by md5 of seed, source and id, which knows nothing of who was coded. */
export async function codableTexts(
  store: Store,
  choice: CodableChoice,
  seed: number,
  most: number,
): Promise<string[]> {
  const rows = await store.query<{ text: string }>(
    `SELECT m.text ${from} ORDER BY md5('texts ' || $seed || ' ' || m.source || ' ' || m.native_id), m.message_id
    LIMIT ${Math.trunc(most)}`,
    { ...paramsOf(choice), seed: String(seed) },
  );
  return rows.map(({ text }) => text);
}

/** A message with the codes of a person, facet by facet. */
export interface CodedMessage extends CodableMessage {
  /** As `facet/code`. */
  codes: Set<string>;
  /** Facets that were judged; those of which nobody could tell are not among them. */
  facets: Set<string>;
}

/**
 * Human codings, facet by facet, with the messages they are about. One message and facet that is told more than once
 * counts as it is told first; messages that are not there any more are left out.
 */
export async function codedMessages(
  store: Store,
  codings: readonly { ref: MessageRef; facet: string; codes: readonly string[]; cannot: boolean }[],
): Promise<CodedMessage[]> {
  const keyOf = ({ source, nativeId }: MessageRef) => `${source}\u001f${nativeId}`;
  const refs = [...new Set(codings.map(({ ref }) => keyOf(ref)))];
  const rows = await store.query<CodableMessage & { key: string }>(
    `SELECT m.source || chr(31) || m.native_id AS key, ${columns} ${from}
      AND m.source || chr(31) || m.native_id IN (SELECT unnest(from_json($refs, '["VARCHAR"]')))`,
    { ...paramsOf({ sides: ['others', 'own'] }), refs: JSON.stringify(refs) },
  );
  const coded = new Map(
    rows.map(({ key, ...row }): [string, CodedMessage] => [
      key,
      { ...row, codes: new Set(), facets: new Set() },
    ]),
  );
  const told = new Set<string>();
  for (const { ref, facet, codes, cannot } of codings) {
    const message = coded.get(keyOf(ref));
    const once = `${keyOf(ref)}\u001f${facet}`;
    if (!message || told.has(once)) continue;
    told.add(once);
    if (cannot) continue;
    message.facets.add(facet);
    for (const code of codes) if (code.startsWith(`${facet}/`)) message.codes.add(code);
  }
  return [...coded.values()].filter(({ facets }) => facets.size > 0).sort((a, b) => a.id - b.id);
}
