import type { Tombstones } from './tombstone.ts';

/** What stands in place of a name: a word, so that a row of names in front of an answer stays one. */
export const coveredName = 'erased';

const nameAfterAt =
  /@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)(@[\p{L}\p{N}_-]+\.[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?/gu;

/** A text in which every @name of somebody who was erased is covered. */
export function coverNames(stones: Tombstones, source: string, text: string): string {
  if (!text.includes('@')) return text;
  return text.replace(nameAfterAt, (whole, name: string, host: string | undefined) => {
    if (isGone(stones, source, name + (host ?? ''))) return `@${coveredName}`;
    if (host) return whole;
    // a sentence may end right behind a name: “@ann.Thanks”
    const [first, ...rest] = name.split('.');
    const cut = rest.length > 0 && source === 'x' && isGone(stones, source, first);
    return cut ? `@${coveredName}.${rest.join('.')}` : whole;
  });
}

/** Whether a name is one of somebody who was erased. */
export function isGone(stones: Tombstones, source: string, name: string): boolean {
  return (['handle', 'account', 'mention'] as const).some((kind) => stones.has(kind, source, name));
}
