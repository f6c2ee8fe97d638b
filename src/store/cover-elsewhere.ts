import type { FoundAccount } from '../model/keeping.ts';
import type { WritingStore } from '../model/store.ts';
import { coveredName, coverNames, isGone } from './cover.ts';
import type { Tombstones } from './tombstone.ts';

/** Whom and what to look for: accounts, what they said, and the ids of what they said. */
export interface Sought {
  accounts: readonly FoundAccount[];
  texts: readonly string[];
  ids: readonly string[];
}

/** Fewer characters than these are said by many, and are no quotation of anybody. */
const shortestQuote = 12;

/**
 * Covers the names of people who are erased, and words of theirs, where others have them: in others' messages, in what
 * people did or wrote down, in excerpts and notes of imports. Leaves the temporary table `covered_message` (message_id).
 */
export async function coverElsewhere(
  store: WritingStore,
  stones: Tombstones,
  sought: Sought,
): Promise<{ covered: number; acts: number; excerpts: number }> {
  await store.run('CREATE TEMP TABLE covered_message (message_id INTEGER)');
  for (const source of new Set(sought.accounts.map((account) => account.source)))
    for (const name of new Set(sought.accounts.flatMap((one) => (one.source === source ? namesOf(one) : []))))
      await coverMessages(store, stones, source, name);
  const [{ covered }] = await store.query<{ covered: number }>(
    'SELECT count(DISTINCT message_id)::INTEGER AS covered FROM covered_message',
  );
  return {
    covered,
    acts: await coverActs(store, stones, sought),
    excerpts: await dropExcerpts(store, sought),
  };
}

/** Every form of a name in which a text or a list of names may have it, in lower case. */
function namesOf({ nativeId, handle }: FoundAccount): string[] {
  const names = [nativeId, handle ?? ''].map((name) => name.replace(/^@/, '').toLowerCase()).filter(Boolean);
  return names.flatMap((name) => (name.includes('@') ? [name, name.split('@')[0]] : [name]));
}

async function coverMessages(
  store: WritingStore,
  stones: Tombstones,
  source: string,
  name: string,
): Promise<void> {
  for (const [table, id] of [
    ['observation', 'observation_id'],
    ['message', 'message_id'],
  ] as const) {
    const rows = await store.query<{ id: number; text: string | null; mentions: string | null }>(
      `SELECT ${id} AS id, text, mentions FROM ${table} WHERE source = $source
        AND (contains(lower(text), '@' || $name) OR contains(lower(mentions), $name))`,
      { source, name },
    );
    const changed = rows.flatMap(({ id, text, mentions }) => {
      const now = {
        id,
        text: text && coverNames(stones, source, text),
        mentions:
          mentions
            ?.split(' ')
            .map((one) => (isGone(stones, source, one) ? coveredName : one))
            .join(' ') ?? null,
      };
      return now.text === text && now.mentions === mentions ? [] : [now];
    });
    if (changed.length === 0) continue;
    await store.run('CREATE TEMP TABLE covering (id INTEGER, text VARCHAR, mentions VARCHAR)');
    await store.append('temp.covering', [
      { type: 'integer', values: changed.map(({ id }) => id) },
      { type: 'text', values: changed.map(({ text }) => text) },
      { type: 'text', values: changed.map(({ mentions }) => mentions) },
    ]);
    await store.run(
      `UPDATE ${table} SET text = c.text, mentions = c.mentions FROM covering c WHERE c.id = ${table}.${id}`,
    );
    if (table === 'message') await store.run('INSERT INTO covered_message SELECT id FROM covering');
    await store.run('DROP TABLE temp.covering');
  }
  for (const column of ['kept', 'other'])
    await coverColumn(store, stones, { table: 'conflict', column, source, name });
}

/** A column of texts that carries its source beside it. */
async function coverColumn(
  store: WritingStore,
  stones: Tombstones,
  { table, column, source, name }: { table: string; column: string; source: string; name: string },
): Promise<void> {
  const rows = await store.query<{ text: string }>(
    `SELECT DISTINCT ${column} AS text FROM ${table} WHERE source = $source AND contains(lower(${column}), '@' || $name)`,
    { source, name },
  );
  for (const { text } of rows)
    await store.run(`UPDATE ${table} SET ${column} = $now WHERE source = $source AND ${column} = $text`, {
      source,
      text,
      now: coverNames(stones, source, text),
    });
}

/** What people wrote down may name the person or quote them. */
async function coverActs(store: WritingStore, stones: Tombstones, sought: Sought): Promise<number> {
  const quoted = { ...sought, texts: sought.texts.flatMap(quotations) };
  const rows = await store.query<{ id: string; detail: string }>(
    "SELECT act_id AS id, detail FROM act WHERE kind NOT IN ('sample', 'drawn')",
  );
  let changed = 0;
  for (const { id, detail } of rows) {
    const now = JSON.stringify(
      JSON.parse(detail, (_, value: unknown) =>
        typeof value === 'string' ? withoutWords(value, stones, quoted) : value,
      ),
    );
    if (now === JSON.stringify(JSON.parse(detail))) continue;
    changed++;
    await store.run('UPDATE act SET detail = $now WHERE act_id = $id', { id, now });
  }
  return changed;
}

/** How a text is quoted: whole, without the names in front of it, or a sentence of it. */
function quotations(text: string): string[] {
  const body = text.replace(/^(?:[.\s]*@\S+[\s,:]*)+/, '');
  const parts = [text, body, ...body.split(/(?<=[.!?])\s+|\n/)].map((part) => part.trim());
  return [...new Set(parts)].filter((part) => part.length >= shortestQuote);
}

function withoutWords(text: string, stones: Tombstones, { accounts, texts, ids }: Sought): string {
  let now = text;
  for (const said of texts) now = now.replaceAll(said, coveredName);
  for (const id of ids) if (id.length >= shortestQuote) now = now.replaceAll(id, coveredName);
  for (const { source, nativeId, name } of accounts) {
    now = coverNames(stones, source, now);
    if (nativeId.length >= shortestQuote) now = now.replaceAll(nativeId, coveredName);
    if (name && isWholeName(name)) now = now.replaceAll(name, coveredName);
  }
  return now;
}

/** First and last name: a single word is often a word like any other. */
export function isWholeName(name: string): boolean {
  return name.trim().split(/\s+/).length > 1;
}

/** An excerpt of a row that could not be read is dropped where it holds any of it. */
async function dropExcerpts(store: WritingStore, { accounts, texts, ids }: Sought): Promise<number> {
  const needles = [
    ...accounts.flatMap((account) => [...namesOf(account), account.name?.toLowerCase() ?? '']),
    ...ids.map((id) => id.toLowerCase()),
    ...texts.map((text) => text.slice(0, 40).toLowerCase()),
  ].filter((needle) => needle.length >= 3);
  await store.run('CREATE TEMP TABLE needle (text VARCHAR)');
  await store.append('temp.needle', [{ type: 'text', values: needles }]);
  const found = `excerpt <> '' AND EXISTS (FROM needle n WHERE contains(lower(rejected_row.excerpt), n.text))`;
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM rejected_row WHERE ${found}`,
  );
  await store.run(`UPDATE rejected_row SET excerpt = '' WHERE ${found}`);
  return n;
}
