/** A path of this site to go back to, with its query; `otherwise` for anything that would lead elsewhere. */
export function sameSitePath(given: string | null | undefined, otherwise: string): string {
  if (!given?.startsWith('/')) return otherwise;
  const base = 'http://rapport.invalid';
  if (!URL.canParse(given, base)) return otherwise;
  const url = new URL(given, base);
  // `//host`, `/\host` and `/.//host` all read as another host, at once or when sent back.
  if (url.origin !== base || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search + url.hash;
}
