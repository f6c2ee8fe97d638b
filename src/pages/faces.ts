/**
 * A style sheet whose faces are in it as data: of each `@font-face` only those of which the text has signs, the
 * italic only where something is quoted. A face whose bytes are not to be had is left out; the sheet names others.
 */
export function neededFaces(
  styles: string,
  html: string,
  font: (name: string) => Uint8Array | undefined,
): string {
  const signs = new Set([...html].map((sign) => sign.codePointAt(0) ?? 0));
  const quoted = html.includes('class="voice"');
  return styles.replace(/@font-face\s*\{[^}]*\}\n*/g, (face) => {
    const name = /url\("\/fonts\/([^"]+)"\)/.exec(face)?.[1];
    const italic = /font-style:\s*italic/.test(face);
    if (!name || (italic && !quoted) || !covers(face, signs)) return '';
    const bytes = font(name);
    if (!bytes) return '';
    return face.replace(`/fonts/${name}`, `data:font/woff2;base64,${base64(bytes)}`);
  });
}

/** Whether a face's `unicode-range` holds any of the signs that only it can have. */
function covers(face: string, signs: Set<number>): boolean {
  const ranges = [...face.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(([, from, to]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to ?? from, 16),
  ]);
  return (
    ranges.length === 0 || ranges.some(([from, to]) => [...signs].some((sign) => sign >= from && sign <= to))
  );
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
