import { createHash } from 'node:crypto';
import { CidLinkWrapper, encode, toBytes } from '@atcute/cbor';

/** A block of a made-up archive: its CID and its bytes. */
export interface MadeBlock {
  cid: Uint8Array;
  bytes: Uint8Array;
}

/** A made-up repository as blocks, for a test to damage before it is written. */
export interface MadeRepo {
  root: Uint8Array;
  /** The commit, then nodes and records. */
  blocks: MadeBlock[];
  /** Where the block of a record stands in `blocks`, by its key. */
  at: Map<string, number>;
  /** Where the first node stands. */
  top: number;
}

export const usHere = 'did:plc:acme';
export const rev = '3lzzzzzzzzz22';

export function blockOf(bytes: Uint8Array): MadeBlock {
  const cid = new Uint8Array(36);
  cid.set([1, 0x71, 0x12, 32]);
  cid.set(createHash('sha256').update(bytes).digest(), 4);
  return { cid, bytes };
}

/** A link to a block, as content holds it. */
export function linkTo({ cid }: MadeBlock): CidLinkWrapper {
  return new CidLinkWrapper(cid);
}

/** A key's layer: leading zeros of its SHA-256 in pairs of bits (atproto, "Repository", "MST Structure"). */
function layerOf(key: string): number {
  let zeros = 0;
  for (const byte of createHash('sha256').update(key).digest()) {
    zeros += byte === 0 ? 8 : Math.clz32(byte) - 24;
    if (byte !== 0) break;
  }
  return zeros >> 1;
}

/** The repository of an account with these records by key, as a server would hold it; signatures are made up. */
export function madeRepo(
  records: Record<string, unknown>,
  { did = usHere, rev: revision = rev }: { did?: string; rev?: string } = {},
): MadeRepo {
  const keys = Object.keys(records).sort();
  const layers = keys.map(layerOf);
  const values = keys.map((key) => blockOf(encode(records[key])));
  const nodes: MadeBlock[] = [];

  /** The node over keys `from` up to `to`, at their layer or, as the tree wants it, in between. */
  function node(from: number, to: number, layer: number): MadeBlock {
    const here: number[] = [];
    for (let at = from; at < to; at++) if (layers[at] === layer) here.push(at);
    const below = (begin: number, end: number) => (begin < end ? linkTo(node(begin, end, layer - 1)) : null);
    const ends = [...here, to];
    const left = below(from, ends[0] as number);
    let before = '';
    const entries = here.map((at, place) => {
      const key = keys[at] as string;
      let shared = 0;
      while (shared < before.length && before[shared] === key[shared]) shared++;
      before = key;
      return {
        p: shared,
        k: toBytes(Buffer.from(key.slice(shared))),
        v: linkTo(values[at] as MadeBlock),
        t: below(at + 1, ends[place + 1] as number),
      };
    });
    const made = blockOf(encode({ l: left, e: entries }));
    nodes.push(made);
    return made;
  }

  const top = node(
    0,
    keys.length,
    layers.reduce((most, layer) => Math.max(most, layer), 0),
  );
  const commit = blockOf(
    encode({
      did,
      version: 3,
      data: linkTo(top),
      rev: revision,
      prev: null,
      sig: toBytes(new Uint8Array(64)),
    }),
  );
  const ordered = [...nodes].reverse();
  return {
    root: commit.cid,
    blocks: [commit, ...ordered, ...values],
    at: new Map(keys.map((key, place) => [key, 1 + ordered.length + place])),
    top: 1,
  };
}

/** The archive (CARv1) of these blocks. */
export function carOf({ root, blocks }: Pick<MadeRepo, 'root' | 'blocks'>): Uint8Array {
  const header = encode({ version: 1, roots: [new CidLinkWrapper(root)] });
  const sections = blocks.flatMap(({ cid, bytes }) => [varint(36 + bytes.length), cid, bytes]);
  return Buffer.concat([varint(header.length), header, ...sections]);
}

export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Uint8Array.from([...bytes, left]);
    bytes.push((left % 128) | 0x80);
  }
}

/** A record of a post; `when` is what its writer claims. */
export function madePost(
  text: string,
  when: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { $type: 'app.bsky.feed.post', text, createdAt: when, langs: ['en'], ...more };
}
