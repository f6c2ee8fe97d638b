/** A rectangle in pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Width in pixels that a line of the sans face takes, rounded up: good enough to keep words apart. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const sign of text)
    em += /[ .,:;|!ilj'\u00a0]/.test(sign) ? 0.28 : /[A-Z%mwMW\u2e80-\uffff]/.test(sign) ? 0.76 : 0.52;
  return em * size;
}

/** Text shortened by an ellipsis to what a width holds. */
export function fit(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join('')}\u2026`, size) > width) signs.pop();
  return `${signs.join('').trimEnd()}\u2026`;
}

/** Words in lines no wider than `room` px at a size. */
export function wrap(text: string, size: number, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Middles of blocks that want to stand at `wanted` and must not overlap: each stays as near as the others
 * and the ends let it. Equal wishes keep their order. One pass merges neighbours into groups (pool adjacent
 * violators), which gives the least sum of squared shifts.
 */
export function spread(wanted: number[], heights: number[], from: number, to: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
  interface Group {
    members: number[];
    height: number;
    /** Sum over members of the top that the group would need for the member to stand where it wants. */
    sum: number;
  }
  const groups: Group[] = [];
  const top = (group: Group) => {
    const free = group.sum / group.members.length;
    return Math.max(from, Math.min(to - group.height, free));
  };
  for (const i of order) {
    let group: Group = { members: [i], height: heights[i], sum: wanted[i] - heights[i] / 2 };
    for (let last = groups.at(-1); last && top(last) + last.height > top(group); last = groups.at(-1)) {
      groups.pop();
      group = {
        members: [...last.members, ...group.members],
        height: last.height + group.height,
        sum: last.sum + group.sum - group.members.length * last.height,
      };
    }
    groups.push(group);
  }
  const middles = new Array<number>(wanted.length).fill(0);
  for (const group of groups) {
    let y = top(group);
    for (const i of group.members) {
      middles[i] = y + heights[i] / 2;
      y += heights[i];
    }
  }
  return middles;
}

/** A number at a mark: where the mark is and what is written. */
export interface Mark {
  x: number;
  y: number;
  text: string;
}

/** Where a number stands beside its mark. */
export interface Place {
  dx: number;
  dy: number;
  anchor: 'start' | 'end';
}

const size = 13;
const places: Place[] = [
  { dx: 7, dy: -10, anchor: 'start' },
  { dx: -7, dy: 20, anchor: 'end' },
  { dx: 7, dy: 20, anchor: 'start' },
  { dx: -7, dy: -10, anchor: 'end' },
];

/** A number over more points of the curves than this reads badly; the table has it. */
const mostCrossed = 8;

/**
 * A place for each mark's number, first come first served: the first of four corners that touches no other
 * number, mark or `taken` box, is nearer to its own mark than to any other, and touches the fewest of the `curves`' points; undefined where all four are taken.
 */
export function place(
  marks: Mark[],
  taken: Box[],
  curves: { x: number; y: number }[],
  area: Box,
): (Place | undefined)[] {
  const boxes = [
    ...taken,
    ...marks.map(({ x, y }) => ({ left: x - 6, top: y - 6, right: x + 6, bottom: y + 6 })),
  ];
  return marks.map((mark) => {
    let best: { place: Place; box: Box; cost: number } | undefined;
    for (const [rank, corner] of places.entries()) {
      const box = boxAt(mark, corner);
      if (box.left < area.left || box.right > area.right || box.top < area.top || box.bottom > area.bottom)
        continue;
      if (boxes.some((other) => overlaps(box, other))) continue;
      if (marks.some((other) => other !== mark && distance(other, box) <= distance(mark, box))) continue;
      const crossed = curves.filter(
        ({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom,
      ).length;
      if (crossed > mostCrossed) continue;
      const cost = crossed + rank * 0.5;
      if (!best || cost < best.cost) best = { place: corner, box, cost };
    }
    if (best) boxes.push(best.box);
    return best?.place;
  });
}

/** From a mark to the middle of a box. */
function distance({ x, y }: Mark, { left, right, top, bottom }: Box): number {
  return Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2);
}

function boxAt({ x, y, text }: Mark, { dx, dy, anchor }: Place): Box {
  const width = textWidth(text, size);
  const left = anchor === 'start' ? x + dx : x + dx - width;
  return { left, right: left + width, top: y + dy - 11, bottom: y + dy + 3 };
}
