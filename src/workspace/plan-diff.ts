import type { DiffLine } from '../model/plan-version.ts';

const mostChanges = 600;

/**
 * The lines of two texts side by side: a longest common subsequence (Myers, "An O(ND) difference algorithm", 1986)
 * says which stayed. Texts that have next to nothing in common are shown one after the other.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const trace = forward(a, b);
  if (!trace)
    return [
      ...a.map((text, index): DiffLine => ({ kind: 'removed', text, before: index + 1 })),
      ...b.map((text, index): DiffLine => ({ kind: 'added', text, after: index + 1 })),
    ];
  const found: DiffLine[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const ends = trace[d] as Map<number, number>;
    const k = x - y;
    const down = k === -d || (k !== d && (ends.get(k - 1) ?? -1) < (ends.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (ends.get(fromK) as number);
    const fromY = d === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY)
      found.push({ kind: 'same', text: a[x - 1] as string, before: x--, after: y-- });
    if (d === 0) break;
    if (down) found.push({ kind: 'added', text: b[y - 1] as string, after: y-- });
    else found.push({ kind: 'removed', text: a[x - 1] as string, before: x-- });
  }
  return found.reverse();
}

/** How far each diagonal reaches, as it was before each further change. */
function forward(a: string[], b: string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  const reach = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, mostChanges); d++) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return undefined;
}

/** What changed, with `around` lines of what stayed; a gap is where lines are left out. */
export function hunksOf(lines: DiffLine[], around = 2): DiffLine[][] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const hunks: DiffLine[][] = [];
  lines.forEach((line, index) => {
    if (!near[index]) return;
    if (index > 0 && near[index - 1]) (hunks.at(-1) as DiffLine[]).push(line);
    else hunks.push([line]);
  });
  return hunks;
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
