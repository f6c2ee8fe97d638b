import type { Codable } from './coder.ts';

/**
 * Platforms whose terms keep what came over their API from being handed on to a language model: X (Developer Agreement),
 * Reddit (Data API Terms), LinkedIn (API Terms of Use). A file that the company exported itself came by no API.
 */
const heldBack = new Map([
  ['x', 'X'],
  ['reddit', 'Reddit'],
  ['linkedin', 'LinkedIn'],
]);

/** False for a message whose text must stay on this machine under its platform's terms. */
export function mayLeave({ source, route }: Pick<Codable, 'source' | 'route'>): boolean {
  return route !== 'api' || !heldBack.has(source);
}

/** How many stay behind, of which platform and why, in a sentence; undefined where all may leave. */
export function heldWords(held: Readonly<Record<string, number>>): string | undefined {
  const found = Object.entries(held).filter(([, count]) => count > 0);
  if (found.length === 0) return undefined;
  const counted = found.map(
    ([source, count]) => `${count.toLocaleString('en')} of ${heldBack.get(source) ?? source}`,
  );
  const all = found.reduce((sum, [, count]) => sum + count, 0);
  return `${all.toLocaleString('en')} ${all === 1 ? 'message stays' : 'messages stay'} behind (${counted.join(', ')}): they came over an API whose terms do not let them be handed on. What you exported as files may be sent.`;
}
