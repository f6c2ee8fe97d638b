import { area, curveStepAfter, line } from 'd3-shape';
import type { CurveFigure, CurvePoint, Tone } from '../model/figure.ts';
import {
  eachWidth,
  makePen,
  nameRoom,
  type Pen,
  type Piece,
  shareAxis,
  timeAxis,
  timeScale,
} from './axis.ts';
import { type Format, share } from './format.ts';
import { type Box, fit, type Mark, place, spread, textWidth } from './labels.ts';
import { finish } from './sheet.ts';
import { element, words } from './xml.ts';

/** Heights of the plot in px. */
const heights = { full: 340, small: 140 };
const hue = (tone: Tone) => (tone === 'alert' ? 'r' : 'p');

type CurveLine = CurveFigure['lines'][number] & { stroke: Stroke };

/** How a line is drawn, so that it is told from the others without its colour. */
type Stroke = 'solid' | 'dash' | 'fine';

/** Each line's stroke: the one it asks for while that is free, else the next that is. */
export function strokesOf(lines: { dashed: boolean }[]): Stroke[] {
  const given: Stroke[] = [];
  for (const { dashed } of lines) {
    const wishes: Stroke[] = dashed ? ['dash', 'fine', 'solid'] : ['solid', 'dash', 'fine'];
    given.push(wishes.find((stroke) => !given.includes(stroke)) ?? wishes[0]);
  }
  return given;
}

/** Shares over time as step lines with their bands; names at the ends, numbers at the ticks. */
export function drawCurve(figure: CurveFigure, format: Format): string {
  const told = figure.lines.filter(({ points }) => points.length > 0);
  const strokes = strokesOf(told);
  const lines = told.map((line, i): CurveLine => ({ ...line, stroke: strokes[i] }));
  const small = format.size === 'small' && format.variant === 'inline';
  const height = small ? heights.small : heights.full;
  const pen = makePen(height, format);
  const ends = endLabels(lines, figure.until, height);
  const content = [
    shareAxis(pen),
    timeAxis(figure.ticks, figure.until, pen, format),
    pen.shapes(...shapes(lines, figure.until, pen)),
    marks(lines, figure, pen),
    numbers(lines, ends, figure, pen, format),
    pen.from(1, ...ends.map((end) => drawEnd(end, format))),
    lines.length === 0
      ? words({ x: pen.x(0.5), y: height / 2, 'text-anchor': 'middle' }, 'Nothing to draw')
      : '',
  ].join('');
  return finish({ ...figure, desc: describe(lines, figure, format), height, below: 28, content }, format);
}

/** The value that holds at a time, that of the last step before or at it; undefined before and after the points. */
export function valueAt(points: CurvePoint[], t: number): number | undefined {
  if (t > (points.at(-1)?.t ?? t)) return undefined;
  return points.findLast((point) => point.t <= t)?.value;
}

const y = (value: number, height: number) => height * (1 - Math.min(1, Math.max(0, value)));

function shapes(lines: CurveLine[], until: number, pen: Pen): string[] {
  const scale = timeScale(until);
  const across = (point: CurvePoint) => pen.inner(scale(point.t));
  const band = area<CurvePoint>()
    .digits(1)
    .curve(curveStepAfter)
    .defined(({ low, high }) => low !== undefined && high !== undefined)
    .x(across)
    .y0(({ low }) => y(low ?? 0, pen.height))
    .y1(({ high }) => y(high ?? 0, pen.height));
  const steps = line<CurvePoint>()
    .digits(1)
    .curve(curveStepAfter)
    .x(across)
    .y(({ value }) => y(value, pen.height));
  const drawn = lines.map((one) => ({ ...one, points: within(one.points, until, across, pen.height) }));
  const many = lines.length > 2 ? ' many' : '';
  const bands = drawn.map(({ points, tone }) => {
    const d = band(points);
    return d ? element('path', { class: `band ${hue(tone)}${many}`, d }) : '';
  });
  return [
    ...bands,
    ...drawn.map(({ points, tone, stroke }) =>
      element('path', {
        class: `line ${hue(tone)}${stroke === 'solid' ? '' : ` ${stroke}`}`,
        d: steps(points) ?? '',
      }),
    ),
  ];
}

/** The points up to `until` without steps too small to see. The line ends where its points do. */
function within(
  points: CurvePoint[],
  until: number,
  across: (point: CurvePoint) => number,
  height: number,
): CurvePoint[] {
  const inside = points.filter(({ t }) => t <= until);
  const last = inside.at(-1);
  if (!last) return [];
  const kept: CurvePoint[] = [];
  for (const point of inside) {
    const before = kept.at(-1);
    const seen =
      !before ||
      across(point) - across(before) >= 0.5 ||
      Math.abs(y(point.value, height) - y(before.value, height)) >= 0.5;
    if (seen) kept.push(point);
  }
  const end = inside.length < points.length ? until : last.t;
  return kept.at(-1)?.t === end ? kept : [...kept, { ...last, t: end }];
}

interface End {
  name: string;
  note: string;
  tone: Tone;
  /** Where the line ends, and the middle of its label. */
  at: number;
  middle: number;
  height: number;
}

function endLabels(lines: CurveLine[], until: number, height: number): End[] {
  const ats = lines.map(({ points }) =>
    y(valueAt(points, Math.min(until, points.at(-1)?.t ?? until)) ?? 0, height),
  );
  const talls = lines.map(({ note }) => (note ? 37 : 21));
  const wanted = ats.map((at, i) => at + (talls[i] - 21) / 2);
  const middles = spread(wanted, talls, -10, height + 4);
  return lines.map(({ name, note, tone }, i) => ({
    name,
    note,
    tone,
    at: ats[i],
    middle: middles[i],
    height: talls[i],
  }));
}

function drawEnd({ name, note, tone, at, middle, height: tall }: End, format: Format): string {
  const first = middle - tall / 2 + 10;
  const leader = Math.abs(first - at) > 6;
  const x = leader ? 18 : 8;
  const lay = (_width: number, tight: boolean): Piece[] => {
    const room = nameRoom(format, tight) - x;
    const pieces = [
      { attributes: { class: `name ${hue(tone)}`, x, y: first + 5 }, text: fit(name, 14, room) },
    ];
    return note
      ? [...pieces, { attributes: { class: 'note', x, y: first + 21 }, text: fit(note, 13, room) }]
      : pieces;
  };
  const path = leader
    ? element('path', { class: 'axis', d: `M2 ${at.toFixed(1)}L14 ${first.toFixed(1)}` })
    : '';
  return path + eachWidth(format, lay).join('');
}

function marks(lines: CurveLine[], { ticks, until }: CurveFigure, pen: Pen): string {
  const scale = timeScale(until);
  return ticks
    .filter(({ t }) => t <= until)
    .flatMap(({ t }) =>
      lines.map(({ points, tone, stroke }) => {
        const value = valueAt(points, t);
        if (value === undefined) return '';
        const form =
          stroke === 'dash' ? { class: `ring ${hue(tone)}`, r: 4 } : { class: `dot ${hue(tone)}`, r: 4.5 };
        return element('circle', {
          class: form.class,
          cx: pen.x(scale(t)),
          cy: y(value, pen.height),
          r: form.r,
        });
      }),
    )
    .join('');
}

/**
 * Numbers at the marks, but not where a note at the line's end tells them; with more than three lines only at the
 * emphasised ticks, the rest is in the table. A small picture has room for those only.
 */
function numbers(lines: CurveLine[], ends: End[], figure: CurveFigure, pen: Pen, format: Format): string {
  const scale = timeScale(figure.until);
  const ticks = figure.ticks
    .filter(
      ({ t, emphasis }) =>
        t <= figure.until && ((lines.length <= 3 && pen.height > heights.small) || emphasis),
    )
    .sort((a, b) => Number(b.emphasis ?? false) - Number(a.emphasis ?? false) || a.t - b.t);
  const wanted = ticks.flatMap(({ t }) =>
    lines.flatMap(({ points, note }) => {
      const value = valueAt(points, t);
      if (value === undefined || (t === figure.until && note)) return [];
      return [{ part: scale(t), y: y(value, pen.height), text: share(value, format) }];
    }),
  );
  const lay = (width: number): Piece[] => {
    const at: Mark[] = wanted.map((one) => ({ ...one, x: one.part * width }));
    const sampled = lines.flatMap(({ points }) => sample(points, scale, width, pen.height));
    const room: Box = { left: 2, right: width + 40, top: -14, bottom: pen.height - 2 };
    const places = place(
      at,
      ends.map((end) => endBox(end, width)),
      sampled,
      room,
    );
    return at.flatMap((mark, i) => {
      const where = places[i];
      if (!where) return [];
      const anchor = where.anchor === 'end' ? { 'text-anchor': 'end' } : {};
      const attributes = {
        class: 'num',
        x: pen.x(wanted[i].part),
        y: mark.y + where.dy,
        dx: where.dx,
        ...anchor,
      };
      return [{ attributes, text: mark.text }];
    });
  };
  return eachWidth(format, lay).join('');
}

function endBox({ name, note, middle, height: tall }: End, width: number): Box {
  const wide = Math.max(textWidth(name, 14), textWidth(note, 13));
  return { left: width + 4, right: width + 12 + wide, top: middle - tall / 2, bottom: middle + tall / 2 };
}

/** Points along a step line every 4 px, down its steps too, for keeping numbers off it. */
function sample(
  points: CurvePoint[],
  scale: (t: number) => number,
  width: number,
  height: number,
): { x: number; y: number }[] {
  const steps = points.map((point) => ({ x: scale(point.t) * width, y: y(point.value, height) }));
  const sampled: { x: number; y: number }[] = [];
  let i = 0;
  for (let x = steps[0]?.x ?? width; x <= width; x += 4) {
    for (; i + 1 < steps.length && steps[i + 1].x <= x; i += 1) {
      const [top, foot] = [steps[i].y, steps[i + 1].y].sort((a, b) => a - b);
      for (let y = top; y < foot; y += 4) sampled.push({ x: steps[i + 1].x, y });
    }
    sampled.push({ x, y: steps[i].y });
  }
  return sampled;
}

function describe(lines: CurveLine[], { ticks }: CurveFigure, format: Format): string {
  if (lines.length === 0) return 'There is nothing to draw: no messages.';
  return lines
    .map(({ name, note, points }) => {
      const values = ticks.flatMap(({ t, label }) => {
        const value = valueAt(points, t);
        return value === undefined ? [] : [`${share(value, format)} after ${label}`];
      });
      return `${name}: ${[...values, note].filter(Boolean).join(', ')}.`;
    })
    .join(' ');
}
