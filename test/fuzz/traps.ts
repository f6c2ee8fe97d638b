import { constants, deflateRawSync } from 'node:zlib';
import { crc32Of } from '../zip-fixture.ts';

/** What a directory of an archive says of one file in it. */
export interface TrapEntry {
  name: string;
  /** Packed bytes; none where the entry points to those of the first. */
  packed?: Uint8Array;
  /** Bytes after inflating, as declared. */
  bytes: number;
  crc?: number;
}

/** Zeros, or another byte, packed a thousand to one: built of pieces, so that nothing of that size is ever held. */
export function packedZeros(bytes: number, byte = 0): { packed: Uint8Array; crc?: number } {
  const piece = Buffer.alloc(2 ** 20, byte);
  const whole = deflateRawSync(piece, { finishFlush: constants.Z_SYNC_FLUSH });
  const last = deflateRawSync(piece.subarray(0, bytes % piece.length));
  const parts = Array.from({ length: Math.floor(bytes / piece.length) }, () => whole);
  return {
    packed: Buffer.concat([...parts, last]),
    ...(bytes < 2 ** 24 && { crc: crc32Of(Buffer.alloc(bytes, byte)) }),
  };
}

/** Packed bytes, or their beginning, to which packed bytes may be added. */
export function deflated(bytes: Uint8Array, open = false): Uint8Array {
  return deflateRawSync(bytes, open ? { finishFlush: constants.Z_SYNC_FLUSH } : {});
}

/** An archive written by hand, in zip64 where it has more than 65,534 files, whose entries may share their bytes. */
export function trapZip(entries: Iterable<TrapEntry>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  let shared = { at: 0, packed: 0 };
  for (const { name, packed, bytes, crc = 0 } of entries) {
    const fileName = Buffer.from(name);
    if (packed) {
      shared = { at: offset, packed: packed.length };
      const local = header(0x04034b50, 30, fileName, packed.length, bytes, crc);
      parts.push(local, fileName, Buffer.from(packed));
      offset += local.length + fileName.length + packed.length;
    }
    const central = header(0x02014b50, 46, fileName, shared.packed, bytes, crc);
    central.writeUInt32LE(shared.at, 42);
    directory.push(central, fileName);
    count += 1;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...parts, index, ...endOf(count, index.length, offset)]);
}

function header(
  sign: number,
  length: number,
  name: Buffer,
  packed: number,
  bytes: number,
  crc: number,
): Buffer {
  const made = Buffer.alloc(length);
  const at = length === 30 ? 4 : 6;
  made.writeUInt32LE(sign, 0);
  made.writeUInt16LE(45, at);
  made.writeUInt16LE(0x800, at + 2);
  made.writeUInt16LE(8, at + 4);
  made.writeUInt32LE(crc, at + 10);
  made.writeUInt32LE(packed, at + 14);
  made.writeUInt32LE(Math.min(bytes, 0xfffffffe), at + 18);
  made.writeUInt16LE(name.length, at + 22);
  return made;
}

function endOf(count: number, size: number, offset: number): Buffer[] {
  const many = count >= 0xffff;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(many ? 0xffff : count, 8);
  end.writeUInt16LE(many ? 0xffff : count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (!many) return [end];
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(45, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return [end64, locator, end];
}
