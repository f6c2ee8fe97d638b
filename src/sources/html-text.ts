import { decodeEntities } from './entities.ts';

/** The text of a post in HTML: paragraphs become blank lines, breaks become lines, tags go, entities are decoded. */
export function htmlText(html: string): string {
  const text = html
    .replace(/\r?\n/g, ' ')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:p|div|blockquote|ul|ol|pre|h[1-6])>/gi, '\n\n')
    .replace(/<\/li>/gi, '\n');
  return decodeEntities(withoutTags(text))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Comments and tags go. It looks for each end once, so that what has none cannot take its square in time. */
function withoutTags(html: string): string {
  const kept: string[] = [];
  let from = 0;
  let comments = true;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    if (at < from) continue;
    const comment = comments && html.startsWith('<!--', at);
    if (!comment && !/^<\/?[a-zA-Z]/.test(html.slice(at, at + 3))) continue;
    const mark = comment ? '-->' : '>';
    const end = html.indexOf(mark, at);
    if (end < 0 && !comment) break;
    if (end < 0) {
      comments = false;
      continue;
    }
    kept.push(html.slice(from, at));
    from = end + mark.length;
    at = from - 1;
  }
  return kept.join('') + html.slice(from);
}
