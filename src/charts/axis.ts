import { scaleLinear, scaleSymlog } from 'd3-scale';
import type { Unit } from '../model/finding.ts';
import type { Format } from './format.ts';
import { overlaps, textWidth } from './labels.ts';
import { type Attributes, element, round, words } from './xml.ts';

/** Plot widths in px for which labels are kept apart: the widest tight one, the narrowest roomy one, a file's. */
export const widths = { tight: 200, roomy: 300, standalone: 690 } as const;

/** Room in px for names at the right of a plot, in a wide or in a narrow page, or in a file. */
export function nameRoom({ variant }: Format, tight: boolean): number {
  if (variant === 'standalone') return 164;
  return tight ? 118 : 134;
}

/**
 * Where ink goes. Across, everything is a part of the width from 0 to 1: in a page it becomes percent for
 * words and marks, and a stretched inner picture for shapes; in a file it becomes pixels.
 */
export interface Pen {
  height: number;
  /** A part of the width as an attribute value. */
  x(part: number): string;
  /** A part of the width as a coordinate inside `shapes`. */
  inner(part: number): number;
  /** Shapes that stretch with the width. */
  shapes(...content: string[]): string;
  /** Content whose zero is at a part of the width, in px. */
  from(part: number, ...content: string[]): string;
}

export function makePen(height: number, format: Format): Pen {
  if (format.variant === 'standalone') {
    const width = widths.standalone;
    return {
      height,
      x: (part) => String(round(part * width)),
      inner: (part) => part * width,
      shapes: (...content) => element('g', {}, ...content),
      from: (part, ...content) =>
        element('g', { transform: `translate(${round(part * width)} 0)` }, ...content),
    };
  }
  return {
    height,
    x: (part) => `${round(part * 100)}%`,
    inner: (part) => part * 1000,
    shapes: (...content) =>
      element(
        'svg',
        {
          viewBox: `0 0 1000 ${height}`,
          width: '100%',
          height,
          preserveAspectRatio: 'none',
          'aria-hidden': 'true',
        },
        ...content,
      ),
    from: (part, ...content) =>
      element('svg', { x: `${round(part * 100)}%`, width: 1, height, overflow: 'visible' }, ...content),
  };
}

/**
 * The time axis: from 0 to `until` seconds onto 0 to 1, as log(1 + t / 30 min), so that zero has a place and
 * far steps grow by the same factor. Times outside are put to the nearer end.
 */
export function timeScale(until: number): (t: number) => number {
  return scaleSymlog()
    .constant(1800)
    .domain([0, until > 0 ? until : 1])
    .range([0, 1])
    .clamp(true);
}

/** Lines and words of the upright axis of shares, 0 to 100 %. */
export function shareAxis(pen: Pen): string {
  const values = pen.height < 200 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  return values
    .map((value) => {
      const y = pen.height * (1 - value);
      const line = { class: value === 0 ? 'axis' : 'grid', x1: pen.x(0), y1: y, x2: pen.x(1), y2: y };
      const text = value === 1 ? '100\u00a0%' : String(value * 100);
      return `${element('line', line)}${words({ x: pen.x(0), y: y + 4.5, dx: -8, 'text-anchor': 'end' }, text)}`;
    })
    .join('');
}

export interface Tick {
  t: number;
  label: string;
  short: string;
  emphasis?: boolean;
}

/** Uprights and words of the time axis; words that would touch are left out, the emphasised ones last. */
export function timeAxis(ticks: Tick[], until: number, pen: Pen, format: Format): string {
  const scale = timeScale(until);
  const shown = ticks.filter(({ t }) => t >= 0 && t <= until);
  const uprights = shown.map(({ t, emphasis }) => {
    const x = pen.x(scale(t));
    const grid = element('line', {
      class: emphasis ? 'axis dash' : 'grid',
      x1: x,
      y1: 0,
      x2: x,
      y2: pen.height,
    });
    return grid + element('line', { class: 'axis', x1: x, y1: pen.height, x2: x, y2: pen.height + 5 });
  });
  return (
    uprights.join('') +
    eachWidth(format, (width, tight) => tickWords(shown, scale, pen, width, tight)).join('')
  );
}

function tickWords(
  ticks: Tick[],
  scale: (t: number) => number,
  pen: Pen,
  width: number,
  tight: boolean,
): Piece[] {
  const kept: { left: number; right: number; top: number; bottom: number }[] = [];
  const pieces: Piece[] = [];
  for (const tick of [...ticks].sort(
    (a, b) => Number(b.emphasis ?? false) - Number(a.emphasis ?? false) || a.t - b.t,
  )) {
    const text = tight ? tick.short : tick.label;
    const half = textWidth(text, 13) / 2 + 4;
    const middle = scale(tick.t) * width;
    const box = { left: middle - half, right: middle + half, top: 0, bottom: 1 };
    if (kept.some((other) => overlaps(box, other))) continue;
    kept.push(box);
    pieces.push({
      attributes: { x: pen.x(scale(tick.t)), y: pen.height + 20, 'text-anchor': 'middle' },
      text,
    });
  }
  return pieces;
}

/** A piece of text before it is known at which widths it shows. */
export interface Piece {
  attributes: Attributes;
  text: string;
}

/**
 * Lays text out for a wide and for a narrow plot; what comes out alike is written once, the rest carries the
 * class `roomy` or `tight`, of which the page shows one. A file has one width.
 */
export function eachWidth(format: Format, lay: (width: number, tight: boolean) => Piece[]): string[] {
  const write = ({ attributes, text }: Piece, extra?: string) =>
    words({ ...attributes, class: [attributes.class, extra].filter(Boolean).join(' ') || undefined }, text);
  if (format.variant === 'standalone') return lay(widths.standalone, false).map((piece) => write(piece));
  const roomy = lay(widths.roomy, false);
  const tight = lay(widths.tight, true);
  const key = (piece: Piece) => JSON.stringify([piece.attributes, piece.text]);
  const inRoomy = new Set(roomy.map(key));
  const inTight = new Set(tight.map(key));
  return [
    ...roomy.map((piece) => write(piece, inTight.has(key(piece)) ? undefined : 'roomy')),
    ...tight.filter((piece) => !inRoomy.has(key(piece))).map((piece) => write(piece, 'tight')),
  ];
}

/** Round values from 0 to `max`, in about so many steps: shares and counts by tens, durations by hours or whole days. */
export function valueTicks(unit: Unit, max: number, about: number): number[] {
  if (unit !== 'seconds')
    return scaleLinear()
      .domain([0, max])
      .ticks(about)
      .filter((value) => value <= max && (unit === 'share' || Number.isInteger(value)));
  const steps = [
    60,
    300,
    900,
    1800,
    3600,
    7200,
    4 * 3600,
    8 * 3600,
    12 * 3600,
    86400,
    2 * 86400,
    7 * 86400,
    30 * 86400,
  ];
  const step = steps.find((one) => max / one <= about) ?? 365 * 86400;
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, i) => i * step);
}
