import { repairMojibake } from './encoding/mojibake.ts';
import { decodeEntities } from './entities.ts';

/**
 * Text as it is kept: encoded once, entities decoded where the source writes them, line ends as `\n`, no half
 * surrogate pairs, no NUL. `repaired` says that it had been encoded twice.
 */
export function tidyText(raw: string, entities: 'decode' | 'keep'): { text: string; repaired: boolean } {
  const once = repairMojibake(raw);
  const plain = entities === 'decode' ? decodeEntities(once) : once;
  const text = plain
    .replaceAll('\r\n', '\n')
    .replaceAll('\0', '')
    .replace(/[\uD800-\uDFFF]/gu, '\ufffd');
  return { text, repaired: once !== raw };
}
