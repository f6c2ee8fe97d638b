import { BytesWrapper, decode } from '@atcute/cbor';
import { z } from 'zod';
import { Problem } from '../../model/problem.ts';
import { type Car, type CarBlock, isWhole, linkOf, openCar } from './car.ts';

/** A record of a repository under its key, or what keeps it from being read. */
export type RepoEntry = { key: string; value: unknown } | { key: string; wrong: string } | { wrong: string };

/** The state of an account that a commit signs. */
export interface Commit {
  did: string;
  /** A TID: when the repository last changed, by its server's clock. */
  rev: string;
  /** CID of the tree's first node. */
  data: string;
}

/** A repository in memory. Records of other collections than the wanted ones hold no content. */
export interface Repo {
  commit: Commit;
  /** Records in the order of their keys. */
  entries(): Generator<RepoEntry>;
}

const commitShape = z.object({
  version: z.union([z.literal(2), z.literal(3)]),
  did: z.string().regex(/^did:[a-z]+:[^\s/]+$/),
  rev: z.string(),
  data: z.unknown(),
});
const nodeShape = z.object({
  l: z.unknown(),
  e: z
    .array(z.object({ p: z.int().nonnegative(), k: z.unknown(), v: z.unknown(), t: z.unknown() }))
    .max(8192),
});
/** Repository path: a collection and a record key (atproto, "Repository" and "Record Key"). */
const path = /^[a-zA-Z0-9.-]{3,317}\/[a-zA-Z0-9._:~-]{1,512}$/;

/** More than this is not held at once; a million posts are far below. */
const mostBytes = 1_073_741_824;
/** What a block costs besides its content. */
const perBlock = 256;

/**
 * Reads the blocks of a CAR and finds its commit. Content whose hash is wrong is left out, so that no node can lead back
 * to one above it.
 * @throws Problem where there is no commit, or more than a repository of posts can hold.
 */
export async function readRepo(car: Car, shown: string, isWanted: (type: string) => boolean): Promise<Repo> {
  const blocks = new Map<string, Uint8Array | 'left out' | 'damaged'>();
  let bytes = 0;
  for await (const batch of car.blocks) {
    for (const block of batch) {
      const kept = keep(block, isWanted);
      if (kept !== 'damaged' || !blocks.has(block.cid)) blocks.set(block.cid, kept);
      bytes += perBlock + (typeof kept === 'string' ? 0 : kept.length);
    }
    if (bytes > mostBytes)
      throw new Problem(
        `${shown} holds more than Rapport reads at once: the posts of an account are far below ${mostBytes.toLocaleString('en')} bytes.`,
        'Connect the account instead: rapport connect @name.bsky.social.',
      );
  }
  const commit = commitIn(blocks, car.roots);
  if (commit === undefined)
    throw new Problem(
      [`${shown} has no whole commit, so it is not known whose posts these are.`, car.damage()]
        .filter(Boolean)
        .join(' '),
      'Export it again: in Bluesky under Settings, Account, Export my data.',
    );
  return { commit, entries: () => walk(blocks, commit.data) };
}

type Blocks = Map<string, Uint8Array | 'left out' | 'damaged'>;

/** What is not wanted is known by its type and dropped at once, since likes are most of many repositories. */
function keep(block: CarBlock, isWanted: (type: string) => boolean): Uint8Array | 'left out' | 'damaged' {
  if (!isWhole(block)) return 'damaged';
  const type = typeIn(block.bytes);
  return type === undefined || isWanted(type) ? block.bytes : 'left out';
}

/** The `$type` of a record; undefined of nodes, commits and what cannot be decoded. */
function typeIn(bytes: Uint8Array): string | undefined {
  const mark = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (mark.indexOf('e$type') < 0) return undefined;
  return typeOf(decoded(bytes));
}

/** The type that a record claims; undefined where it claims none. */
export function typeOf(value: unknown): string | undefined {
  const type = typeof value === 'object' && value !== null && '$type' in value ? value.$type : undefined;
  return typeof type === 'string' ? type : undefined;
}

function decoded(bytes: Uint8Array): unknown {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** The commit, where it stands in the first bytes of a file, which it usually does. */
export async function commitInHead(head: Uint8Array, shown: string): Promise<Commit | undefined> {
  const car = await openCar(
    (async function* () {
      yield head;
    })(),
    shown,
  );
  const blocks: Blocks = new Map();
  for await (const batch of car.blocks) for (const { cid, bytes } of batch) blocks.set(cid, bytes);
  return commitIn(blocks, car.roots);
}

function commitIn(blocks: Blocks, roots: string[]): Commit | undefined {
  for (const root of roots) {
    const bytes = blocks.get(root);
    const commit = bytes instanceof Uint8Array ? commitShape.safeParse(decoded(bytes)).data : undefined;
    const data = linkOf(commit?.data);
    if (commit && data !== undefined) return { did: commit.did, rev: commit.rev, data };
  }
  return undefined;
}

/**
 * The Merkle search tree in the order of its keys (atproto, "Repository", "MST Structure"), with a list instead of
 * recursion; no node is visited twice.
 */
function* walk(blocks: Blocks, top: string): Generator<RepoEntry> {
  const seen = new Set<string>();
  const left: ({ node: string } | { key: string; record: string | undefined })[] = [{ node: top }];
  for (let next = left.pop(); next; next = left.pop()) {
    if ('key' in next) {
      yield recordAt(blocks, next.key, next.record);
      continue;
    }
    const bytes = blocks.get(next.node);
    const node = bytes instanceof Uint8Array ? nodeShape.safeParse(decoded(bytes)).data : undefined;
    const again = seen.has(next.node);
    seen.add(next.node);
    if (!node || again) {
      yield {
        wrong: `a part of the index ${again ? 'is named twice' : lossOf(bytes)}, and the records below it are lost`,
      };
      continue;
    }
    const steps: typeof left = [];
    const follow = (link: unknown) => {
      const to = linkOf(link);
      if (to !== undefined) steps.push({ node: to });
    };
    follow(node.l);
    let key = '';
    for (const entry of node.e) {
      const rest = entry.k instanceof BytesWrapper && entry.p <= key.length ? entry.k.buf : undefined;
      key = rest ? key.slice(0, entry.p) + Buffer.from(rest).toString('latin1') : '';
      steps.push({ key, record: linkOf(entry.v) });
      follow(entry.t);
    }
    left.push(...steps.reverse());
  }
}

function recordAt(blocks: Blocks, key: string, cid: string | undefined): RepoEntry {
  if (!path.test(key)) return { wrong: 'has a key that is none' };
  const bytes = cid === undefined ? undefined : blocks.get(cid);
  if (bytes === 'left out') return { key, value: undefined };
  if (!(bytes instanceof Uint8Array)) return { key, wrong: lossOf(bytes) };
  const value = decoded(bytes);
  return value === undefined ? { key, wrong: 'cannot be decoded' } : { key, value };
}

function lossOf(bytes: unknown): string {
  if (bytes === 'damaged') return 'is not what its hash says';
  return bytes === undefined ? 'is missing from the file' : 'is damaged';
}
