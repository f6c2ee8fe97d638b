import type { FoundAccount, PersonFound } from '../model/keeping.ts';
import type { Store } from '../model/store.ts';
import { isGone } from './cover.ts';
import { readTombstones, standBegin } from './tombstone.ts';

const mostCandidates = 12;

interface Row extends Omit<FoundAccount, 'handle' | 'name'> {
  handle: string | null;
  name: string | null;
}

/**
 * Finds whom a person means by an @name, the address of a profile, an id, or any of them behind the word of a source
 * (`mastodon:ann@example.org`). Where several are meant, or only something like it is there, they are listed.
 */
export async function findPerson(store: Store, typed: string): Promise<PersonFound> {
  const { source, names } = meaning(typed);
  const exact = await accounts(
    store,
    source,
    `list_contains($names, a.key) OR list_contains($names, lower(regexp_replace(a.handle, '^@', '')))`,
    names,
  );
  const addressed = typed.includes('://')
    ? exact.filter(({ nativeId }) => nativeId.toLowerCase() === names[0])
    : [];
  const [only] = addressed.length === 1 ? addressed : exact;
  if (only)
    return exact.length === 1 || addressed.length === 1
      ? { kind: 'found', account: only }
      : { kind: 'unclear', candidates: exact, exact: true };
  const named = await namedOnly(store, source, names);
  const [one] = named;
  if (one)
    return named.length === 1 ? { kind: 'found', account: one } : { kind: 'unclear', candidates: named };
  if (await wasErased(store, source, names)) return { kind: 'forgotten' };
  const [last = ''] = names.slice(-1);
  if (last.length < 3) return { kind: 'none' };
  const like = await accounts(
    store,
    source,
    `contains(a.key, $names[-1]) OR contains(lower(a.handle), $names[-1]) OR contains(lower(a.name), $names[-1])`,
    names,
  );
  return like.length > 0 ? { kind: 'unclear', candidates: like } : { kind: 'none' };
}

/** What a person typed as names to look for, in lower case: whole, and the part of an address that names somebody. */
function meaning(typed: string): { source: string | null; names: string[] } {
  const text = typed.trim();
  const [, word, rest] = /^([a-z][a-z0-9-]*):(?!\/\/)(?!plc:|web:|li:)(.+)$/.exec(text) ?? [];
  const said = (rest ?? text).toLowerCase();
  const names = new Set([said, said.replace(/^@/, '')]);
  if (/^https?:\/\//.test(said)) {
    const parts = said
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/');
    const name = decodeURIComponent(parts.at(-1) ?? '').replace(/^@/, '');
    names.add(parts.join('/'));
    if (name && parts.length > 3) {
      names.add(name);
      names.add(`${name}@${parts[2]}`);
    }
  }
  return { source: word ?? null, names: [...names].filter(Boolean) };
}

async function accounts(
  store: Store,
  source: string | null,
  condition: string,
  names: string[],
): Promise<FoundAccount[]> {
  const rows = await store.query<Row>(
    `WITH found AS (
      SELECT a.account_id, a.source, a.native_id, a.key, a.handle, a.name FROM account a
      WHERE ($source IS NULL OR a.source = $source) AND NOT starts_with(a.key, '${standBegin}')
        AND (${condition.replaceAll('$names', `from_json($names, '["VARCHAR"]')`)})
      ORDER BY a.account_id LIMIT ${mostCandidates})
    SELECT f.source, f.native_id AS "nativeId", f.handle, f.name,
      (SELECT count(*) FROM message m WHERE m.account_id = f.account_id AND NOT m.placeholder)::INTEGER AS messages,
      (SELECT count(*) FROM message m WHERE m.source = f.source AND m.account_id <> f.account_id AND m.mentions IS NOT NULL
        AND len(list_intersect(string_split(m.mentions, ' '), [f.key, lower(f.handle)])) > 0)::INTEGER AS "namedIn"
    FROM found f ORDER BY messages DESC, f.account_id`,
    { source, names: JSON.stringify(names) },
  );
  return rows.map(withoutNulls);
}

function withoutNulls({ handle, name, ...row }: Row): FoundAccount {
  return { ...row, ...(handle === null ? {} : { handle }), ...(name === null ? {} : { name }) };
}

/** People who never wrote in what was imported and whom others name. */
async function namedOnly(store: Store, source: string | null, names: string[]): Promise<FoundAccount[]> {
  return store.query<FoundAccount>(
    `SELECT source, name AS "nativeId", 0 AS messages, count(*)::INTEGER AS "namedIn" FROM (
      SELECT source, unnest(string_split(mentions, ' ')) AS name FROM message WHERE mentions IS NOT NULL)
    WHERE ($source IS NULL OR source = $source) AND list_contains(from_json($names, '["VARCHAR"]'), name)
    GROUP BY source, name ORDER BY source, name`,
    { source, names: JSON.stringify(names) },
  );
}

async function wasErased(store: Store, source: string | null, names: string[]): Promise<boolean> {
  const stones = await readTombstones(store);
  const sources = source
    ? [source]
    : (await store.query<{ source: string }>('SELECT DISTINCT source FROM account')).map((row) => row.source);
  return sources.some((one) => names.some((name) => isGone(stones, one, name)));
}

/** The account of exactly this id; undefined where there is none. */
export async function accountOf(
  store: Store,
  { source, nativeId }: Pick<FoundAccount, 'source' | 'nativeId'>,
): Promise<FoundAccount | undefined> {
  const id = [nativeId.toLowerCase()];
  const [account] = await accounts(store, source, 'a.key = $names[1]', id);
  return account ?? (await namedOnly(store, source, id))[0];
}

/** Whether an account speaks for us. */
export async function isOurs(store: Store, { source, nativeId }: FoundAccount): Promise<boolean> {
  const rows = await store.query(
    'SELECT 1 AS one FROM own_account WHERE source = $source AND key = lower($nativeId)',
    {
      source,
      nativeId,
    },
  );
  return rows.length > 0;
}
