import type { TimeMark } from '../model/figure.ts';
import { eachWidth, type Pen, type Piece, widths } from './axis.ts';
import type { Format } from './format.ts';
import { type Box, overlaps, textWidth } from './labels.ts';
import { element } from './xml.ts';

/** Room in px over a plot for the names of its marks. */
export const marksRoom = 28;

/** Where a day stands: a part of the width; undefined beyond its ends. */
export type Across = (day: string) => number | undefined;

interface Placed extends Omit<TimeMark, 'to'> {
  /** From 1 on, in the order of time. */
  number: number;
  from: number;
  /** Where its last day stands. */
  until: number;
}

function placed(marks: TimeMark[], across: Across): Placed[] {
  return [...marks]
    .sort((a, b) => a.at.localeCompare(b.at))
    .flatMap((one) => {
      const from = across(one.at);
      return from === undefined
        ? []
        : [{ ...one, from, until: one.to === undefined ? from : (across(one.to) ?? 1) }];
    })
    .map((one, at) => ({ ...one, number: at + 1 }));
}

/**
 * What happened beside it, on a time chart: an upright at each day, over it the name where all names have room, else
 * numbers that `marksKey` explains. What lasts has a line from its first day to its last.
 */
export function drawMarks(marks: TimeMark[] | undefined, across: Across, pen: Pen, format: Format): string {
  const all = placed(marks ?? [], across);
  if (all.length === 0) return '';
  const uprights = all.map(({ from, until, kind }) => {
    const x = pen.x(from);
    const line = element('line', {
      class: kind === 'change' ? 'mark change' : 'mark',
      x1: x,
      y1: -12,
      x2: x,
      y2: pen.height,
    });
    const lasts =
      until > from ? element('line', { class: 'mark lasts', x1: x, y1: -12, x2: pen.x(until), y2: -12 }) : '';
    return line + lasts;
  });
  const lay = (width: number, tight: boolean): Piece[] =>
    named(all, width, end(width, tight), pen) ?? numbered(all, width, pen);
  return uprights.join('') + eachWidth(format, lay).join('');
}

const end = (width: number, tight: boolean) => width + (tight ? 30 : 44);

/** Names to the right of their uprights, or to the left where the right end is near; undefined where two would touch. */
function named(all: Placed[], width: number, end: number, pen: Pen): Piece[] | undefined {
  const kept: Box[] = [];
  const pieces: Piece[] = [];
  for (const { label, from } of all) {
    const wide = textWidth(label, 13);
    const x = from * width;
    const right = { left: x - 3, right: x + wide + 9, top: 0, bottom: 1 };
    const left = { left: x - wide - 9, right: x + 3, top: 0, bottom: 1 };
    const box = [right, left].find(
      (one) => one.left >= -40 && one.right <= end && !kept.some((other) => overlaps(one, other)),
    );
    if (!box) return undefined;
    kept.push(box);
    const back = box === left;
    pieces.push({
      attributes: {
        class: 'marked',
        x: pen.x(from),
        y: -17,
        dx: back ? 3 : -3,
        ...(back && { 'text-anchor': 'end' }),
      },
      text: label,
    });
  }
  return pieces;
}

/** Numbers over their uprights; those that would touch become one: "2-4". */
function numbered(all: Placed[], width: number, pen: Pen): Piece[] {
  const groups: Placed[][] = [];
  const box = (group: Placed[]): Box => {
    const half = textWidth(numbersOf(group), 13) / 2 + 3;
    const x = middleOf(group) * width;
    return { left: x - half, right: x + half, top: 0, bottom: 1 };
  };
  for (const one of all) {
    let group = [one];
    for (let last = groups.at(-1); last && overlaps(box(last), box(group)); last = groups.at(-1)) {
      groups.pop();
      group = [...last, ...group];
    }
    groups.push(group);
  }
  return groups.map((group) => ({
    attributes: { class: 'marked', x: pen.x(middleOf(group)), y: -17, 'text-anchor': 'middle' },
    text: numbersOf(group),
  }));
}

const middleOf = (group: Placed[]) => (group[0].from + group[group.length - 1].from) / 2;

function numbersOf(group: Placed[]): string {
  const [first, last] = [group[0].number, group[group.length - 1].number];
  return first === last ? String(first) : `${first}\u2013${last}`;
}

/** What the numbers over a chart mean, in order; undefined where its names have room at every width. */
export function marksKey(
  marks: TimeMark[] | undefined,
  across: Across,
  { variant }: Pick<Format, 'variant'>,
): Pick<Placed, 'number' | 'label' | 'when' | 'kind'>[] | undefined {
  const all = placed(marks ?? [], across);
  const pen = { x: String } as unknown as Pen;
  const sizes =
    variant === 'standalone'
      ? [[widths.standalone, false]]
      : [
          [widths.roomy, false],
          [widths.tight, true],
        ];
  const room = sizes.every(([width, tight]) =>
    named(all, Number(width), end(Number(width), tight === true), pen),
  );
  return room ? undefined : all;
}

/** The marks in words, for those who do not see the chart. */
export function marksWords(marks: TimeMark[] | undefined, across: Across): string {
  return placed(marks ?? [], across)
    .map(({ label, when, kind }) => `${kind === 'change' ? 'Changed' : 'Marked'} on ${when}: ${label}.`)
    .join(' ');
}

/** The key as a line of text under a picture that stands alone. */
export function keyLine(marks: TimeMark[] | undefined, across: Across, format: Format): string {
  if (format.variant !== 'standalone') return '';
  const key = marksKey(marks, across, format);
  return key
    ? ` Marked: ${key.map(({ number, label, when }) => `${number} ${label} (${when})`).join(', ')}.`
    : '';
}
