import type { Acquisition, Message } from '../model/message.ts';
import type { WritingStore } from '../model/store.ts';
import { coveredName, coverNames, isGone } from './cover.ts';
import { type Renamed, renameIds } from './rename-ids.ts';
import { withoutGoneTexts } from './still-gone.ts';
import { readTombstones, type Tombstones } from './tombstone.ts';

/** A message with its id, as it may be staged. */
export type Identified = Message & { nativeId: string };

/** Keeps people who were erased from coming back with an import. */
export interface Hiding {
  /** The message as it may be kept: without text, name and id where its writer was erased, others with covered @names. */
  hide(message: Identified, fileId: number): Identified;
  /** An excerpt of a row that could not be read, or nothing where it names somebody who was erased. */
  excerpt(text: string): string;
  /** Messages of people who were erased, by file. */
  hidden: ReadonlyMap<number, number>;
  /**
   * Within the transaction, before what is staged is compared: writes down what is new of those who were erased, and takes
   * out the texts of messages that are gone at their source. Returns how many messages came with such a text.
   */
  keep(store: WritingStore, now: string, acquisition: Acquisition): Promise<number>;
}

/** What hides in this workspace; costs nothing where nobody was erased. */
export async function readHiding(store: WritingStore): Promise<Hiding> {
  const stones = await readTombstones(store);
  const hidden = new Map<number, number>();
  if (stones.empty)
    return {
      hide: (message) => message,
      excerpt: (text) => text,
      hidden,
      keep: (writing, _, acquisition) => withoutGoneTexts(writing, acquisition),
    };
  const renamed = new Map<string, Renamed>();
  const found = await store.query<{ source: string }>('SELECT DISTINCT source FROM account');
  const sources = new Set(found.map(({ source }) => source));
  return {
    hidden,
    hide(message, fileId) {
      const { source, nativeId, author } = message;
      sources.add(source);
      const names = [nativeId, ...(message.aliases ?? [])];
      const fresh = names.filter((name) => !stones.has('message', source, name));
      if (fresh.length === names.length && !isOfErased(stones, source, author))
        return covered(stones, message);
      hidden.set(fileId, (hidden.get(fileId) ?? 0) + 1);
      for (const name of fresh) {
        stones.add('message', source, name);
        const stand = stones.stand('message', source, name);
        renamed.set(`${source}\u001f${name}`, { source, nativeId: name, stand });
      }
      return withoutContent(stones, message);
    },
    excerpt(text) {
      const words = text
        .split(/[\s,;"'<>()[\]{}]+/)
        .flatMap((word) => [word, word.replace(/^@|[.:!?]+$/g, '')]);
      for (const source of sources)
        for (const word of words)
          if (word && (isGone(stones, source, word) || stones.has('message', source, word))) return '';
      return text;
    },
    async keep(writing, now, acquisition) {
      const gone = await withoutGoneTexts(writing, acquisition);
      await stones.keep(writing, now);
      await renameIds(writing, [...renamed.values()]);
      await writing.run(
        `INSERT INTO withheld BY NAME
        SELECT DISTINCT s.source, s.native_id, 'erased' AS reason, $now::TIMESTAMP AS since
        FROM stage s WHERE starts_with(s.native_id, 'erased:')
          AND NOT EXISTS (FROM withheld w WHERE w.source = s.source AND w.native_id = s.native_id)`,
        { now },
      );
      return gone;
    },
  };
}

function isOfErased(stones: Tombstones, source: string, { id, handle }: Message['author']): boolean {
  const names = handle === undefined ? [id] : [id, handle];
  return names.some(
    (name) => stones.has('account', source, name) || stones.has('handle', source, bare(name)),
  );
}

function bare(name: string): string {
  return name.replace(/^@/, '');
}

/** The place of a message, and nothing that was said in it or tells who said it. */
function withoutContent(stones: Tombstones, message: Identified): Identified {
  const { source, nativeId, aliases, author, mentions } = message;
  return {
    ...answersOf(stones, message),
    nativeId: stones.stand('message', source, nativeId),
    author: { id: stones.stand('account', source, author.id), name: coveredName },
    text: '',
    kind: /^RT @\w/.test(message.text) ? 'repost' : message.kind,
    mentions: mentions?.map(() => coveredName),
    aliases: aliases?.map((name) => stones.stand('message', source, name)),
    url: undefined,
    lang: undefined,
    repaired: false,
  };
}

function covered(stones: Tombstones, message: Identified): Identified {
  const { source, text, mentions } = message;
  return {
    ...answersOf(stones, message),
    text: coverNames(stones, source, text),
    mentions: mentions?.map((name) => (isGone(stones, source, bare(name)) ? coveredName : name)),
  };
}

/** What it answers and what answers it, by the ids that stand in place of those that may not come back. */
function answersOf(stones: Tombstones, message: Identified): Identified {
  const { source, parentId, replyIds } = message;
  const now = (id: string) => (stones.has('message', source, id) ? stones.stand('message', source, id) : id);
  return {
    ...message,
    parentId: parentId === undefined ? undefined : now(parentId),
    replyIds: replyIds?.map(now),
  };
}
