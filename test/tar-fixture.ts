import { gzipSync } from 'node:zlib';

/** A file of a .tar that is made for a test; `declared` lies about its size. */
export interface TarMade {
  name: string;
  content?: string | Uint8Array;
  type?: string;
  declared?: number;
}

/** A .tar (POSIX ustar) with these files in this order. */
export function tarOf(files: TarMade[]): Uint8Array {
  const parts = files.flatMap(({ name, content = '', type = '0', declared }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100), 0);
    header.write('0000644\0', 100);
    header.write((declared ?? body.length).toString(8).padStart(11, '0'), 124);
    header.write(type, 156);
    header.write('ustar\0', 257);
    header.write('        ', 148);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** The same, packed as .tar.gz. */
export function tarGzOf(files: TarMade[]): Uint8Array {
  return gzipSync(tarOf(files));
}
