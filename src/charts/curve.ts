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

const height = 340;
const hue = (tone: Tone) => (tone === 'alert' ? 'r' : 'p');

type CurveLine = CurveFigure['lines'][number];

/** Shares over time as step lines with their bands; names at the ends, numbers at the ticks. */
export function drawCurve(figure: CurveFigure, format: Format): string {
  const lines = figure.lines.filter(({ points }) => points.length > 0);
  const pen = makePen(height, format);
  const ends = endLabels(lines, figure.until);
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

/** The value that holds at a time: that of the last step before or at it. */
export function valueAt(points: CurvePoint[], t: number): number | undefined {
  return points.findLast((point) => point.t <= t)?.value;
}

const y = (value: number) => height * (1 - Math.min(1, Math.max(0, value)));

function shapes(lines: CurveLine[], until: number, pen: Pen): string[] {
  const scale = timeScale(until);
  const across = (point: CurvePoint) => pen.inner(scale(point.t));
  const band = area<CurvePoint>()
    .digits(1)
    .curve(curveStepAfter)
    .defined(({ low, high }) => low !== undefined && high !== undefined)
    .x(across)
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0));
  const steps = line<CurvePoint>()
    .digits(1)
    .curve(curveStepAfter)
    .x(across)
    .y(({ value }) => y(value));
  const drawn = lines.map((one) => ({ ...one, points: within(one.points, until, across) }));
  const many = lines.length > 2 ? ' many' : '';
  const bands = drawn.map(({ points, tone }) => {
    const d = band(points);
    return d ? element('path', { class: `band ${hue(tone)}${many}`, d }) : '';
  });
  return [
    ...bands,
    ...drawn.map(({ points, tone, dashed }) =>
      element('path', { class: `line ${hue(tone)}${dashed ? ' dash' : ''}`, d: steps(points) ?? '' }),
    ),
  ];
}

/** The points up to `until`, the last one drawn through to it, without steps too small to see. */
function within(points: CurvePoint[], until: number, across: (point: CurvePoint) => number): CurvePoint[] {
  const inside = points.filter(({ t }) => t <= until);
  const last = inside.at(-1);
  if (!last) return [];
  const kept: CurvePoint[] = [];
  for (const point of inside) {
    const before = kept.at(-1);
    const seen =
      !before || across(point) - across(before) >= 0.5 || Math.abs(y(point.value) - y(before.value)) >= 0.5;
    if (seen) kept.push(point);
  }
  return [...kept, { ...last, t: until }];
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

function endLabels(lines: CurveLine[], until: number): End[] {
  const ats = lines.map(({ points }) => y(valueAt(points, until) ?? 0));
  const heights = lines.map(({ note }) => (note ? 37 : 21));
  const wanted = ats.map((at, i) => at + (heights[i] - 21) / 2);
  const middles = spread(wanted, heights, -10, height + 12);
  return lines.map(({ name, note, tone }, i) => ({
    name,
    note,
    tone,
    at: ats[i],
    middle: middles[i],
    height: heights[i],
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
      lines.map(({ points, tone, dashed }) => {
        const value = valueAt(points, t);
        if (value === undefined) return '';
        const form = dashed ? { class: `ring ${hue(tone)}`, r: 4 } : { class: `dot ${hue(tone)}`, r: 4.5 };
        return element('circle', { class: form.class, cx: pen.x(scale(t)), cy: y(value), r: form.r });
      }),
    )
    .join('');
}

/** Numbers at the marks; with more than three lines only at the emphasised ticks, the rest is in the table. */
function numbers(lines: CurveLine[], ends: End[], figure: CurveFigure, pen: Pen, format: Format): string {
  const scale = timeScale(figure.until);
  const ticks = figure.ticks
    .filter(({ t, emphasis }) => t <= figure.until && (lines.length <= 3 || emphasis))
    .sort((a, b) => Number(b.emphasis ?? false) - Number(a.emphasis ?? false) || a.t - b.t);
  const wanted = ticks.flatMap(({ t }) =>
    lines.flatMap(({ points }) => {
      const value = valueAt(points, t);
      return value === undefined ? [] : [{ part: scale(t), y: y(value), text: share(value, format) }];
    }),
  );
  const lay = (width: number): Piece[] => {
    const at: Mark[] = wanted.map((one) => ({ ...one, x: one.part * width }));
    const sampled = lines.flatMap(({ points }) => sample(points, scale, width));
    const room: Box = { left: 2, right: width + 40, top: -14, bottom: height - 2 };
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

/** Points along a step line every 4 px, for keeping numbers off it. */
function sample(
  points: CurvePoint[],
  scale: (t: number) => number,
  width: number,
): { x: number; y: number }[] {
  const steps = points.map((point) => ({ x: scale(point.t) * width, y: y(point.value) }));
  const sampled: { x: number; y: number }[] = [];
  let i = 0;
  for (let x = steps[0]?.x ?? width; x <= width; x += 4) {
    while (i + 1 < steps.length && steps[i + 1].x <= x) i += 1;
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
