import type { FileReport } from '../model/import.ts';

/** So many files that are alike still stand in a line each. */
const few = 5;

/**
 * Files that are alike (same reader, same notes, with or without refused rows) as one line each where there are
 * many of them, so that an export of thousands of small files can be read. Counts are added, in notes too where a
 * note begins with one.
 */
export function foldFiles(files: FileReport[]): FileReport[] {
  const groups = new Map<string, FileReport[]>();
  for (const file of files) {
    const key = keyOf(file);
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()].flatMap((group) => (group.length > few ? [folded(group)] : group));
}

/** The notes of a file without its name in front, which stands beside them anyway. */
export function bareNotes({ shown, notes }: FileReport): string[] {
  return notes.map((note) => (note.startsWith(`${shown} `) ? note.slice(shown.length + 1) : note));
}

/** Files by what they share: how many, in which folder, and their names if those are few. */
export function sharedName(names: string[]): string {
  const parts = names.map((name) => name.split('/'));
  const [first = []] = parts;
  let depth = 0;
  while (depth < first.length - 1 && parts.every((each) => each[depth] === first[depth])) depth += 1;
  const folder = first.slice(0, depth).join('/');
  const ends = [...new Set(parts.map((each) => each[each.length - 1] ?? ''))];
  const named = ends.length <= 3 ? ends.join(', ') : folder ? '' : `${ends[0]} to ${ends[ends.length - 1]}`;
  const where = [folder && `in ${folder}`, named && `(${named})`].filter(Boolean).join(' ');
  return `${names.length.toLocaleString('en')} files ${where}`;
}

const leadingCount = /^\d+(?= )/;

function keyOf(file: FileReport): string {
  const notes = bareNotes(file).map((note) => note.replace(leadingCount, '#'));
  // one message by itself does not show whose sides its export holds
  const sides = file.messages > 1 ? file.sides : undefined;
  return JSON.stringify([file.reader, file.known, sides, file.encoding, file.rejected > 0, notes]);
}

function folded(group: FileReport[]): FileReport {
  const [first] = group as [FileReport, ...FileReport[]];
  const sum = (of: (file: FileReport) => number) => group.reduce((total, file) => total + of(file), 0);
  const notes = group.map(bareNotes);
  const ends = group.flatMap(({ observedUntil }) => observedUntil ?? []).sort();
  const last = ends[ends.length - 1];
  return {
    ...first,
    shown: sharedName(group.map(({ shown }) => shown)),
    rows: sum(({ rows }) => rows),
    accepted: sum(({ accepted }) => accepted),
    rejected: sum(({ rejected }) => rejected),
    empty: sum(({ empty }) => empty),
    messages: sum(({ messages }) => messages),
    ...(group.some(({ values }) => values) && { values: sum(({ values = 0 }) => values) }),
    repaired: sum(({ repaired }) => repaired),
    sides: group.some(({ sides }) => sides === 'both') ? 'both' : first.sides,
    ...(last !== undefined && { observedUntil: last }),
    notes: (notes[0] ?? []).map((note, n) =>
      note
        .replace(/^(?=(is|holds|has) )/, 'each ')
        .replace(leadingCount, () =>
          String(
            notes.reduce((total, each) => total + Number(leadingCount.exec(each[n] ?? '')?.[0] ?? 0), 0),
          ),
        ),
    ),
  };
}
