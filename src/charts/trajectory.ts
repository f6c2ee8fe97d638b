import type { TrajectoryFigure } from '../model/figure.ts';
import { eachWidth, makePen, type Pen, type Piece, valueTicks } from './axis.ts';
import { count, duration, type Format, share } from './format.ts';
import { type Box, overlaps, place, textWidth } from './labels.ts';
import { type Across, drawMarks, keyLine, marksRoom, marksWords } from './marks.ts';
import { finish } from './sheet.ts';
import { element, words } from './xml.ts';

/** What was read over time, what was promised (rings on a dashed line), and where it is expected to go (a fan). */
export function drawTrajectory(figure: TrajectoryFigure, format: Format): string {
  const pen = makePen(format.variant === 'standalone' ? 240 : 150, format);
  const frame = frameOf(figure, pen);
  const empty = figure.points.length === 0 && figure.promised.length === 0;
  const content = [
    valueAxis(figure, pen, frame, format),
    days(figure, pen, frame, format),
    drawMarks(figure.marks, within(frame), pen, format),
    fan(figure, pen, frame),
    promisedLine(figure, pen, frame),
    pen.shapes(...course(figure, pen, frame)),
    ...figure.points.map((point, i) => mark(point, i === figure.points.length - 1, figure, pen, frame)),
    ...labels(figure, pen, frame, format),
    empty ? words({ x: pen.x(0.5), y: pen.height / 2, 'text-anchor': 'middle' }, 'Nothing to draw') : '',
  ].join('');
  const desc = [describe(figure, format), marksWords(figure.marks, within(frame))].filter(Boolean).join(' ');
  const caption = `${figure.caption}${keyLine(figure.marks, within(frame), format)}`;
  const above = figure.marks?.length ? marksRoom : 0;
  return finish({ ...figure, desc, caption, height: pen.height, above, below: 28, content }, format);
}

/** Where a day and a value stand: a part of the width, and px from the top. */
interface Place {
  across(at: string): number;
  down(value: number): number;
}

function frameOf({ points, promised, expected, max }: TrajectoryFigure, pen: Pick<Pen, 'height'>): Place {
  const times = [...points, ...promised, ...expected].map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const top = max > 0 ? max : 1;
  return {
    // room at both ends, so that marks and their numbers stand inside
    across: (at) => (to > from ? 0.04 + (0.92 * (Date.parse(at) - from)) / (to - from) : 0.5),
    down: (value) => pen.height * (1 - Math.min(1, Math.max(0, value / top))),
  };
}

/** Days within the plot. */
function within({ across }: Pick<Place, 'across'>): Across {
  return (day) => {
    const x = across(day);
    return x >= 0 && x <= 1 ? x : undefined;
  };
}

/** Where a day stands on a trajectory, for the key of its marks. */
export function acrossTrajectory(figure: TrajectoryFigure): Across {
  return within(frameOf(figure, { height: 1 }));
}

const hue = ({ tone }: TrajectoryFigure) => (tone === 'alert' ? 'r' : 'p');
const px = (value: number) => value.toFixed(1);

function written(value: number, { unit }: TrajectoryFigure, format: Format): string {
  if (unit === 'share') return share(value, format);
  return unit === 'count' ? count(value, format) : duration(value, format, 'short');
}

function valueAxis(figure: TrajectoryFigure, pen: Pen, { down }: Place, format: Format): string {
  const values = valueTicks(figure.unit, figure.max > 0 ? figure.max : 1, 4);
  return values
    .map((value, i) => {
      const y = down(value);
      const line = { class: value === 0 ? 'axis' : 'grid', x1: pen.x(0), y1: y, x2: pen.x(1), y2: y };
      const bare = figure.unit === 'share' && i < values.length - 1;
      const text = value === 0 ? '0' : bare ? count(value * 100, format) : written(value, figure, format);
      return element('line', line) + words({ x: pen.x(0), y: y + 4.5, dx: -8, 'text-anchor': 'end' }, text);
    })
    .join('');
}

/** Names of days under the axis, the more important first, as far as they do not touch. */
function days({ ticks }: TrajectoryFigure, pen: Pen, { across }: Place, format: Format): string {
  const uprights = ticks.map(({ at }) => {
    const x = pen.x(across(at));
    return element('line', { class: 'axis', x1: x, y1: pen.height, x2: x, y2: pen.height + 5 });
  });
  const lay = (width: number, tight: boolean): Piece[] => {
    const kept: Box[] = [];
    return ticks.flatMap(({ at, label, short }): Piece[] => {
      const text = tight ? short : label;
      const half = textWidth(text, 13) / 2 + 4;
      const middle = across(at) * width;
      const box = { left: middle - half, right: middle + half, top: 0, bottom: 1 };
      if (kept.some((other) => overlaps(box, other))) return [];
      kept.push(box);
      return [{ attributes: { x: pen.x(across(at)), y: pen.height + 20, 'text-anchor': 'middle' }, text }];
    });
  };
  return uprights.join('') + eachWidth(format, lay).join('');
}

/** From the last point to the range expected on each day to come. */
function fan(figure: TrajectoryFigure, pen: Pen, { across, down }: Place): string {
  const last = figure.points.at(-1);
  const { expected } = figure;
  if (!last || expected.length === 0) return '';
  const at = (day: string, value: number) => `${px(pen.inner(across(day)))},${px(down(value))}`;
  const upper = expected.map(({ at: day, high }) => at(day, high));
  const lower = expected.map(({ at: day, low }) => at(day, low)).reverse();
  const ends = expected.map(({ at: day, low, high }) => {
    const x = pen.x(across(day));
    return element('line', {
      class: `whisker ${hue(figure)} dash`,
      x1: x,
      y1: down(low),
      x2: x,
      y2: down(high),
    });
  });
  const band = element('path', {
    class: `band ${hue(figure)}`,
    d: `M${at(last.at, last.value)}L${[...upper, ...lower].join('L')}Z`,
  });
  return pen.shapes(band) + ends.join('');
}

function promisedLine({ promised }: TrajectoryFigure, pen: Pen, { across, down }: Place): string {
  if (promised.length === 0) return '';
  const at = promised.map(({ at: day, value }) => `${px(pen.inner(across(day)))},${px(down(value))}`);
  const line = at.length > 1 ? element('path', { class: 'line s dash', d: `M${at.join('L')}` }) : '';
  const rings = promised.map(({ at: day, value }) =>
    element('circle', { class: 'ring goal s', cx: pen.x(across(day)), cy: down(value), r: 5 }),
  );
  return pen.shapes(line) + rings.join('');
}

function course(figure: TrajectoryFigure, pen: Pen, { across, down }: Place): string[] {
  if (figure.points.length < 2) return [];
  const at = figure.points.map(({ at, value }) => `${px(pen.inner(across(at)))},${px(down(value))}`);
  return [element('path', { class: `line ${hue(figure)}`, d: `M${at.join('L')}` })];
}

function mark(
  { at, value, low, high }: TrajectoryFigure['points'][number],
  newest: boolean,
  figure: TrajectoryFigure,
  pen: Pen,
  { across, down }: Place,
): string {
  const x = pen.x(across(at));
  const whisker =
    low !== undefined && high !== undefined
      ? element('line', {
          class: `whisker ${hue(figure)}${newest ? '' : ' old'}`,
          x1: x,
          y1: down(low),
          x2: x,
          y2: down(high),
        })
      : '';
  const r = newest ? 5 : figure.points.length > 12 ? 2.5 : 4;
  return whisker + element('circle', { class: `dot ${hue(figure)}`, cx: x, cy: down(value), r });
}

/** The newest number, what was promised next to its rings, and the last expected range, where there is room. */
function labels(figure: TrajectoryFigure, pen: Pen, { across, down }: Place, format: Format): string[] {
  const { points, promised, expected } = figure;
  return eachWidth(format, (width, tight) => {
    const newest = points.at(-1);
    const first = points.length > 1 ? points[0] : undefined;
    const said = [
      ...(newest ? [{ ...newest, strong: true }] : []),
      ...[...promised].reverse().map((one) => ({ ...one, strong: false })),
      ...(first ? [{ ...first, strong: true }] : []),
    ];
    const marks = said.map(({ at, value }) => ({
      x: across(at) * width,
      y: down(value),
      text: written(value, figure, format),
    }));
    const lines = [...points, ...expected].flatMap(({ at, low, high }): Box[] => {
      if (low === undefined || high === undefined) return [];
      const x = across(at) * width;
      return [{ left: x - 2, right: x + 2, top: down(high), bottom: down(low) }];
    });
    const room: Box = { left: 2, right: width + (tight ? 44 : 60), top: -14, bottom: pen.height - 2 };
    const ways = [...way(points), ...way(promised)];
    const places = place(marks, lines, ways, room);
    const boxes: Box[] = [];
    const numbers = said.flatMap(({ at, strong }, i): Piece[] => {
      const where = places[i];
      if (!where) return [];
      const { x, y, text } = marks[i];
      const left = where.anchor === 'start' ? x + where.dx : x + where.dx - textWidth(text, 13);
      boxes.push({
        left,
        right: left + textWidth(text, 13),
        top: y + where.dy - 11,
        bottom: y + where.dy + 3,
      });
      return [
        {
          attributes: {
            ...(strong ? { class: 'num' } : {}),
            x: pen.x(across(at)),
            y: y + where.dy,
            dx: where.dx,
            ...(where.anchor === 'end' ? { 'text-anchor': 'end' } : {}),
          },
          text,
        },
      ];
    });
    return [...numbers, ...goalName(width, boxes)];

    function way(line: { at: string; value: number }[]) {
      return line.slice(1).flatMap((point, i) => {
        const [from, to] = [line[i], point].map(({ at, value }) => ({
          x: across(at) * width,
          y: down(value),
        }));
        const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4));
        return Array.from({ length: steps }, (_, step) => ({
          x: from.x + ((to.x - from.x) * step) / steps,
          y: from.y + ((to.y - from.y) * step) / steps,
        }));
      });
    }
  });

  function goalName(width: number, taken: Box[]): Piece[] {
    const end = promised.at(-1);
    if (!end) return [];
    const text = 'promised';
    const left = across(end.at) * width + 12;
    const box = {
      left,
      right: left + textWidth(text, 13),
      top: down(end.value) - 6,
      bottom: down(end.value) + 6,
    };
    if (taken.some((other) => overlaps(box, other))) return [];
    return [{ attributes: { x: pen.x(across(end.at)), y: down(end.value) + 4.5, dx: 12 }, text }];
  }
}

function describe(figure: TrajectoryFigure, format: Format): string {
  const { points, promised, expected } = figure;
  if (points.length === 0 && promised.length === 0) return 'There is nothing to draw: no numbers.';
  const number = (value: number) => written(value, figure, format);
  const shown = points.length > 12 ? [points[0], ...points.slice(-11)] : points;
  return [
    ...shown.map(
      ({ at, value, low, high }) =>
        `${at}: ${number(value)}${low !== undefined && high !== undefined ? ` (${number(low)} to ${number(high)})` : ''}.`,
    ),
    ...promised.map(({ at, value }) => `Promised for ${at}: ${number(value)}.`),
    ...expected.map(
      ({ at, value, low, high }) =>
        `Expected on ${at}: ${number(value)} (${number(low)} to ${number(high)}).`,
    ),
  ].join(' ');
}
