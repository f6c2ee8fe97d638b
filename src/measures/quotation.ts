import { withoutNames } from '../facts/pseudonym.ts';
import type { Voice } from '../model/finding.ts';
import type { Store } from '../model/store.ts';

const longest = 260;

/** From so many characters on, words are worth quoting. */
export const worthQuoting = 30;

/** A message chosen to be quoted: its words as the source has them, its writer under a pseudonym already. */
export interface Quotation extends Omit<Voice, 'href'> {
  source: string;
  nativeId: string;
}

/** People's words as they may stand beside a number: no @name but ours, at most a few lines, and the way to the thread. */
export async function quoted(store: Store, quotations: Quotation[]): Promise<Voice[]> {
  if (quotations.length === 0) return [];
  const own = await store.query<{ key: string }>(
    'SELECT key FROM own_account UNION SELECT handle_key FROM own_account',
  );
  const ours = new Set(own.map(({ key }) => key));
  const said = quotations.filter(({ text }) => text.trim() !== '');
  return said.map(({ source, nativeId, text, ...voice }) => ({
    ...voice,
    text: shorten(withoutNames(text, ours)),
    href: `/thread/${encodeURIComponent(source)}/${encodeURIComponent(nativeId)}`,
  }));
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= longest) return flat;
  return `${flat.slice(0, longest).replace(/\s+\S*$/, '')} …`;
}
