import { plainHeader } from './header-words.ts';

const platforms: [RegExp, string][] = [
  [/google[-_ ]?play|play[-_ ]?store/i, 'google-play'],
  [/app[-_ ]?store|itunes/i, 'app-store'],
  [/trustpilot/i, 'trustpilot'],
  [/google[-_ ]?(my[-_ ]?business|reviews|maps)/i, 'google-reviews'],
  [/facebook/i, 'facebook'],
  [/instagram/i, 'instagram'],
  [/linkedin/i, 'linkedin'],
  [/youtube/i, 'youtube'],
  [/tiktok/i, 'tiktok'],
  [/reddit/i, 'reddit'],
  [/mastodon/i, 'mastodon'],
  [/bluesky|bsky/i, 'bluesky'],
  [/twitter|tweets?(?![a-z])|(^|[^a-z])x([^a-z]|$)/i, 'x'],
];

/**
 * The platform word for a table: what a column of the platform says in every row, else a platform's name in the
 * file's name, else the file's name without dates and numbers, so that next month's export gets the same word.
 */
export function sourceWord(name: string, header: string[], sample: string[][]): string {
  const at = header.findIndex((each) =>
    /^(platform|network|socialnetwork|service|source|store)$/.test(plainHeader(each)),
  );
  const said = new Set(sample.map((row) => row[at] ?? ''));
  if (at >= 0 && said.size === 1) {
    const word = platformIn([...said][0] ?? '');
    if (word !== undefined) return word;
  }
  const base = name.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '');
  const slug = base
    .toLowerCase()
    .replace(/\d+/g, ' ')
    .replace(/[^\p{L}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return platformIn(base) ?? (slug || 'table');
}

/** The platform word that a text names, such as `x` of `Twitter`; undefined where it names none that is known. */
export function platformIn(text: string): string | undefined {
  return platforms.find(([pattern]) => pattern.test(text))?.[1];
}
