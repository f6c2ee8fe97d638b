import { decodeEntities } from './entities.ts';

/** The text of a post in HTML: paragraphs become blank lines, breaks become lines, tags go, entities are decoded. */
export function htmlText(html: string): string {
  const text = html
    .replace(/\r?\n/g, ' ')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:p|div|blockquote|ul|ol|pre|h[1-6])>/gi, '\n\n')
    .replace(/<\/li>/gi, '\n')
    .replace(/<!--.*?-->/g, '')
    .replace(/<\/?[a-zA-Z][^>]*>/g, '');
  return decodeEntities(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
