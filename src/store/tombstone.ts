import { createHmac, randomBytes } from 'node:crypto';
import type { Store, WritingStore } from '../model/store.ts';

/** What a tombstone stands for; a `mention` is a short form of a name, looked for in texts only. */
export type TombstoneKind = 'message' | 'account' | 'handle' | 'mention';

/** What may not come back, known by keyed hashes alone. */
export interface Tombstones {
  /** True where there are none, so that nothing needs to be looked at. */
  empty: boolean;
  has(kind: TombstoneKind, source: string, id: string): boolean;
  /** What stands in place of an id: the same for the same id of a workspace, and nobody can read the id in it. */
  stand(kind: 'message' | 'account', source: string, id: string): string;
  add(kind: TombstoneKind, source: string, id: string): void;
  /** Keeps the key and what was added, within the transaction. */
  keep(store: WritingStore, now: string): Promise<void>;
}

const mostAsked = 100_000;

/** How every id begins that stands in place of one. */
export const standBegin = 'erased:';

/** The tombstones of the workspace; accounts, handles and mentions are compared without case, ids of messages with it. */
export async function readTombstones(store: Store): Promise<Tombstones> {
  const [row] = await store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'tombstone_key'");
  const key = row?.value ?? randomBytes(32).toString('hex');
  const known = new Set(
    (await store.query<{ hash: string }>('SELECT kind || hash AS hash FROM tombstone')).map(
      ({ hash }) => hash,
    ),
  );
  const asked = new Map<string, boolean>();
  const added = new Map<string, { kind: TombstoneKind; hash: string }>();
  const hashOf = (kind: TombstoneKind, source: string, id: string): string =>
    createHmac('sha256', key)
      .update([kind, source, kind === 'message' ? id : id.toLowerCase()].join('\u001f'))
      .digest('hex')
      .slice(0, 32);
  return {
    get empty() {
      return known.size === 0;
    },
    has(kind, source, id) {
      if (kind === 'message') return known.has(kind + hashOf(kind, source, id));
      // the same few people write again and again
      const place = `${kind} ${source} ${id}`;
      const before = asked.get(place);
      if (before !== undefined) return before;
      if (asked.size >= mostAsked) asked.clear();
      const found = known.has(kind + hashOf(kind, source, id));
      asked.set(place, found);
      return found;
    },
    stand: (kind, source, id) =>
      id.startsWith(standBegin) ? id : `${standBegin}${hashOf(kind, source, id)}`,
    add(kind, source, id) {
      const hash = hashOf(kind, source, id);
      if (known.has(kind + hash)) return;
      known.add(kind + hash);
      asked.clear();
      added.set(kind + hash, { kind, hash });
    },
    async keep(writing, now) {
      if (!row) await writing.run("INSERT OR IGNORE INTO meta VALUES ('tombstone_key', $key)", { key });
      const fresh = [...added.values()];
      added.clear();
      if (fresh.length === 0) return;
      await writing.run('CREATE TEMP TABLE new_tombstone (kind VARCHAR, hash VARCHAR)');
      await writing.append('temp.new_tombstone', [
        { type: 'text', values: fresh.map(({ kind }) => kind) },
        { type: 'text', values: fresh.map(({ hash }) => hash) },
      ]);
      await writing.run('INSERT INTO tombstone SELECT kind, hash, $now::TIMESTAMP FROM new_tombstone', {
        now,
      });
      await writing.run('DROP TABLE temp.new_tombstone');
    },
  };
}
