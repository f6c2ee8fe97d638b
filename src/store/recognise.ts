import type { WritingStore } from '../model/store.ts';
import { matchStaged } from './match.ts';

/** What was recognised in an import. */
export interface Recognised {
  /** Rows matched with a message known under an id of another kind. */
  matched: number;
  /** Rows that look like more than one such message, or share it with another row, and so stay apart. */
  apart: number;
}

/**
 * Finds the messages of `stage` that are known under another id: by what their rows say, then by what they are. From
 * then on each is kept under one id, and what was kept under another is taken out of `message`, to be merged anew.
 * Leaves the temporary tables of `takeApart`.
 */
export async function recognise(store: WritingStore): Promise<Recognised> {
  const [{ named }] = await store.query<{ named: boolean }>('SELECT EXISTS (FROM stage_alias) AS named');
  if (named) {
    await store.run(`INSERT INTO same_message
      SELECT DISTINCT source, native_id, alias, file_id, 'named' FROM stage_alias s
      WHERE NOT EXISTS (FROM same_message k WHERE k.source = s.source AND k.one = s.native_id AND k.other = s.alias
        AND k.file_id = s.file_id)`);
    await drawAliases(store);
  }
  const recognised = await matchStaged(store);
  if (recognised.matched > 0) await drawAliases(store);
  await takeApart(store);
  return recognised;
}

/** Brings `alias` up to date with `same_message` after an import was taken back. Leaves the temporary tables of `takeApart`. */
export async function redrawAliases(store: WritingStore): Promise<void> {
  await drawAliases(store);
  await takeApart(store);
}

/**
 * Takes what is kept under an id that is now another one's out of `message`. Leaves the temporary tables `realiased`
 * (source, native_id: what to merge anew) and `dropped` (message_id: what was taken out).
 */
async function takeApart(store: WritingStore): Promise<void> {
  await store.run(changed);
  await store.run(`CREATE TEMP TABLE dropped AS
    SELECT m.message_id, m.source, m.native_id FROM message m
    SEMI JOIN alias a ON a.source = m.source AND a.native_id = m.native_id`);
  await store.run(`CREATE TEMP TABLE realiased AS
    SELECT source, same_as AS native_id FROM alias_changed
    UNION SELECT source, native_id FROM alias_changed WHERE now_own
    UNION SELECT m.source, m.native_id FROM message m
      SEMI JOIN alias_changed c ON c.source = m.source AND c.native_id = m.parent_native_id`);
  await store.run('DELETE FROM message WHERE message_id IN (SELECT message_id FROM dropped)');
}

const changed =
  'CREATE TEMP TABLE IF NOT EXISTS alias_changed (source VARCHAR, native_id VARCHAR, same_as VARCHAR, now_own BOOLEAN)';

interface Edge {
  source: string;
  one: string;
  other: string;
}

/** Draws `alias` from `same_message`; what differs from before is added to the temporary table `alias_changed`. */
async function drawAliases(store: WritingStore): Promise<void> {
  await store.run(changed);
  const edges = await store.query<Edge>(
    'SELECT DISTINCT source, one, other FROM same_message ORDER BY source, one, other',
  );
  await store.run(
    `CREATE OR REPLACE TEMP TABLE alias_now AS
    SELECT e.source, e.native_id, e.same_as FROM (
      SELECT unnest(from_json($rows, '[{"source":"VARCHAR","native_id":"VARCHAR","same_as":"VARCHAR"}]'), recursive := true)) e`,
    { rows: JSON.stringify(aliasesOf(edges)) },
  );
  await store.run(`INSERT INTO alias_changed
    SELECT n.source, n.native_id, n.same_as, false FROM alias_now n
      ANTI JOIN alias a ON a.source = n.source AND a.native_id = n.native_id AND a.same_as = n.same_as
    UNION ALL SELECT a.source, a.native_id, a.same_as, NOT EXISTS (
        FROM alias_now n WHERE n.source = a.source AND n.native_id = a.native_id)
      FROM alias a ANTI JOIN alias_now n ON a.source = n.source AND a.native_id = n.native_id AND a.same_as = n.same_as`);
  await store.run('DELETE FROM alias');
  await store.run('INSERT INTO alias BY NAME FROM alias_now');
}

/** Every id but the preferred one of each group that the edges hold together, with that one. */
export function aliasesOf(edges: Edge[]): { source: string; native_id: string; same_as: string }[] {
  const parent = new Map<string, string>();
  const names = new Map<string, { source: string; name: string }>();
  const rootOf = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    parent.set(key, at);
    return at;
  };
  const enter = (source: string, name: string): string => {
    const key = `${source}\u001f${name}`;
    if (!parent.has(key)) {
      parent.set(key, key);
      names.set(key, { source, name });
    }
    return rootOf(key);
  };
  for (const { source, one, other } of edges) {
    const [a, b] = [enter(source, one), enter(source, other)];
    if (a !== b) parent.set(a, b);
  }
  const best = new Map<string, string>();
  for (const [key, { name }] of names) {
    const root = rootOf(key);
    const known = best.get(root);
    if (known === undefined || before(name, known)) best.set(root, name);
  }
  return [...names].flatMap(([key, { source, name }]) => {
    const same_as = best.get(rootOf(key)) as string;
    return same_as === name ? [] : [{ source, native_id: name, same_as }];
  });
}

/** Which of two ids a message is kept under: a real one before one that stands in for it, a post before its activity. */
function before(one: string, other: string): boolean {
  const [a, b] = [rankOf(one), rankOf(other)];
  return a === b ? one < other : a < b;
}

const ranks = ['urn:li:activity:', 'synthetic:'];

function rankOf(name: string): number {
  return ranks.findIndex((opening) => name.startsWith(opening));
}
