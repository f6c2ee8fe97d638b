import { createHash } from 'node:crypto';
import { CidLinkWrapper, decode } from '@atcute/cbor';
import { z } from 'zod';
import { Problem } from '../../model/problem.ts';

/** A piece of content under its CID: version, codec, kind and length of hash, then the hash itself. */
export interface CarBlock {
  /** The CID's 36 bytes as hexadecimal. */
  cid: string;
  bytes: Uint8Array;
}

/** A content-addressed archive (CARv1), read to its end or to where it is damaged. */
export interface Car {
  roots: string[];
  /** Blocks in batches, in the order of the file, hashes not yet compared. */
  blocks: AsyncIterable<CarBlock[]>;
  /** In words, why reading ended before the end of the file; asked once the blocks are exhausted. */
  damage(): string | undefined;
}

/** A block is no longer than this: atproto holds records below 1 MB and nodes far below. */
const longestBlock = 4 * 1_048_576;
const longestHeader = 65_536;

/** CIDv1, DAG-CBOR (0x71) or raw (0x55), SHA-256 of 32 bytes: the only ones that atproto writes. */
const cidLength = 36;
const isCid = (bytes: Uint8Array) =>
  bytes.length >= cidLength &&
  bytes[0] === 1 &&
  (bytes[1] === 0x71 || bytes[1] === 0x55) &&
  bytes[2] === 0x12 &&
  bytes[3] === 32;

const headerShape = z.object({ version: z.literal(1), roots: z.array(z.unknown()) });

/** The CID as hexadecimal, of a link in decoded DAG-CBOR; undefined where the value is none. */
export function linkOf(value: unknown): string | undefined {
  return value instanceof CidLinkWrapper && isCid(value.bytes) ? hex(value.bytes) : undefined;
}

/** Whether the block's content is what its CID says. */
export function isWhole({ cid, bytes }: CarBlock): boolean {
  return createHash('sha256').update(bytes).digest('hex') === cid.slice(8);
}

/** The roots in the first bytes of a file; undefined where it is no CAR. */
export function carRoots(head: Uint8Array): string[] | undefined {
  const length = varint(head, 0);
  if (length === undefined || 'wrong' in length || length.value > longestHeader) return undefined;
  const header = head.subarray(length.next, length.next + length.value);
  if (header.length < length.value) return undefined;
  try {
    const shape = headerShape.safeParse(decode(header)).data;
    return shape?.roots.flatMap((root) => linkOf(root) ?? []);
  } catch {
    return undefined;
  }
}

/**
 * Opens a CAR (https://ipld.io/specs/transport/car/carv1): a header, then for each block its length, CID and bytes. No
 * more than a block and a chunk are held; a length beyond what atproto allows ends the reading.
 * @throws Problem where the file does not begin as a CAR.
 */
export async function openCar(stream: AsyncIterable<Uint8Array>, shown: string): Promise<Car> {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  /** Positions count from the beginning of the file. */
  let before = 0;
  let damaged: string | undefined;
  async function more(): Promise<boolean> {
    const next = await chunks.next();
    if (!next.done) held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return !next.done;
  }
  let roots: string[] | undefined;
  do {
    roots = carRoots(held);
  } while (roots === undefined && held.length < longestHeader + 9 && (await more()));
  const length = varint(held, 0);
  if (roots === undefined || length === undefined || 'wrong' in length)
    throw new Problem(
      `${shown} does not begin as a CAR file does.`,
      'Export it again: in Bluesky under Settings, Account, Export my data.',
    );
  drop(length.next + length.value);

  function drop(bytes: number): void {
    held = held.subarray(bytes);
    before += bytes;
  }

  /** The blocks that are wholly held; a piece of one stays held. */
  function whole(): CarBlock[] {
    const found: CarBlock[] = [];
    let at = 0;
    while (damaged === undefined && at < held.length) {
      const section = varint(held, at);
      if (section === undefined) break;
      const wrong = 'wrong' in section ? section.wrong : faultOf(section.value);
      if (wrong !== undefined || 'wrong' in section) {
        damaged = `At byte ${before + at} ${wrong}, so nothing after it could be read.`;
        break;
      }
      const end = section.next + section.value;
      if (end > held.length) break;
      const bytes = held.subarray(section.next, end);
      at = end;
      if (isCid(bytes)) found.push({ cid: hex(bytes), bytes: new Uint8Array(bytes.subarray(cidLength)) });
    }
    drop(at);
    return found;
  }

  async function* blocks(): AsyncGenerator<CarBlock[]> {
    do {
      const found = whole();
      if (found.length > 0) yield found;
    } while (damaged === undefined && (await more()));
    await chunks.return?.();
    if (damaged === undefined && held.length > 0) damaged = 'The file ends in the middle of a block.';
  }
  return { roots, blocks: blocks(), damage: () => damaged };
}

function faultOf(length: number): string | undefined {
  if (length > longestBlock) return `a block claims ${length.toLocaleString('en')} bytes`;
  return length < cidLength ? 'stands a block that is too short' : undefined;
}

function hex(cid: Uint8Array): string {
  return Buffer.from(cid.buffer, cid.byteOffset, cidLength).toString('hex');
}

/** An unsigned LEB128 number; undefined where the bytes end before it does. */
function varint(
  bytes: Uint8Array,
  from: number,
): { value: number; next: number } | { wrong: string } | undefined {
  let value = 0;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, next: at + 1 };
    if (at - from >= 7) return { wrong: 'stands a length that is no number' };
  }
  return undefined;
}
