import type { InputFile } from '../src/model/reader.ts';

/** A file in memory, handed out in chunks of `chunk` bytes; `beside` gives the files next to it. For tests. */
export function memoryFile(
  name: string,
  content: string | Uint8Array,
  chunk = 65_536,
  beside: Record<string, string> = {},
): InputFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = {
    name,
    shown: name,
    bytes: bytes.length,
    head: async (length: number) => bytes.subarray(0, length),
    stream: async function* () {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
    beside: async (other: string) => {
      const text = beside[other];
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
  };
  return file;
}
