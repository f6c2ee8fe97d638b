const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Day words (`mon`, `Monday`, `mon-fri`) as numbers from 1 (Monday) to 7, in order; undefined when one is no day. */
export function parseDays(words: string[]): number[] | undefined {
  const days = new Set<number>();
  for (const word of words) {
    const ends = word.split(/\s*(?:-|–|\.\.)\s*/).map(dayNumber);
    const [first, last = first] = ends;
    if (ends.length > 2 || !first || !last) return undefined;
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === last) break;
    }
  }
  return days.size ? [...days].sort((a, b) => a - b) : undefined;
}

/** From 1 (Monday) to 7; 0 where `word` is no day, or too short to be one day only. */
function dayNumber(word: string): number {
  const lower = word.trim().toLowerCase();
  return lower.length < 3 ? 0 : dayNames.findIndex((name) => name.startsWith(lower)) + 1;
}

/** `09:00-17:00` as minutes from midnight; undefined unless it opens before it closes, within one day. */
export function parseHours(text: string): { opens: number; closes: number } | undefined {
  const match = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const [h1, m1, h2, m2] = match.slice(1).map(Number) as [number, number, number, number];
  const opens = h1 * 60 + m1;
  const closes = h2 * 60 + m2;
  return m1 < 60 && m2 < 60 && opens < closes && closes <= 24 * 60 ? { opens, closes } : undefined;
}

/** True for an ISO date that exists in the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** True for a zone name that this Node knows; offsets such as `+01:00` are no zones, they have no summer. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** True for a well-formed BCP 47 tag. */
export function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
