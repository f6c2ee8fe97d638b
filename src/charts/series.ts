import type { SeriesFigure } from '../model/figure.ts';
import { eachWidth, makePen, nameRoom, type Pen, type Piece, valueTicks } from './axis.ts';
import { count, duration, type Format, share } from './format.ts';
import { type Box, fit, overlaps, place, textWidth, wrap } from './labels.ts';
import { type Across, drawMarks, keyLine, marksRoom, marksWords } from './marks.ts';
import { finish } from './sheet.ts';
import { element, words } from './xml.ts';

type SeriesPoint = SeriesFigure['points'][number];
/** A point whose value can be told, with its place among all. */
type Told = SeriesPoint & { value: number; index: number };

/** One number over equal stretches of time: dots with whiskers, joined where neither neighbour is missing. */
export function drawSeries(figure: SeriesFigure, format: Format): string {
  const pen = makePen(format.variant === 'standalone' ? 220 : 116, format);
  const told = figure.points.flatMap((point, index): Told[] => {
    const { value } = point;
    return value !== undefined && Number.isFinite(value) ? [{ ...point, value, index }] : [];
  });
  const content = [
    usualBand(figure, pen),
    valueAxis(figure, pen, format),
    stretches(figure, pen, format),
    drawMarks(figure.marks, acrossSeries(figure), pen, format),
    pen.shapes(...joins(told, figure, pen)),
    ...told.map((point) => mark(point, figure, pen)),
    ...labels(told, figure, pen, format),
    told.length === 0
      ? words({ x: pen.x(0.5), y: pen.height / 2, 'text-anchor': 'middle' }, 'Nothing to draw')
      : '',
  ].join('');
  const days = acrossSeries(figure);
  const desc = [describe(figure, format), marksWords(figure.marks, days)].filter(Boolean).join(' ');
  const caption = `${figure.caption}${keyLine(figure.marks, days, format)}`;
  const above = figure.marks?.length ? marksRoom : 0;
  return finish({ ...figure, desc, caption, height: pen.height, above, below: 28, content }, format);
}

const hue = ({ tone }: SeriesFigure) => (tone === 'alert' ? 'r' : 'p');
const across = (index: number, { points }: SeriesFigure) => (index + 0.5) / points.length;
/** Where a day stands on a series: within its stretch, the last of which is as long as the one before. */
export function acrossSeries({ points }: SeriesFigure): Across {
  const starts = points.map(({ at }) => Date.parse(at));
  const last = starts.length - 1;
  const step = last > 0 ? starts[last] - starts[last - 1] : 7 * 86_400_000;
  const ends = [...starts.slice(1), starts[last] + step];
  return (day) => {
    const time = Date.parse(day);
    const index = starts.findIndex((start, i) => time >= start && time < ends[i]);
    if (index < 0) return undefined;
    return (index + (time - starts[index]) / (ends[index] - starts[index])) / points.length;
  };
}

const top = ({ max }: SeriesFigure) => (max > 0 ? max : 1);

function height(value: number, figure: SeriesFigure, pen: Pen): number {
  return pen.height * (1 - Math.min(1, Math.max(0, value / top(figure))));
}

/** A value as the picture writes it: "31 %", "4.3 h", "12". */
function written(value: number, { unit }: SeriesFigure, format: Format): string {
  if (unit === 'share') return share(value, format);
  return unit === 'count' ? count(value, format) : duration(value, format, 'short');
}

function usualBand(figure: SeriesFigure, pen: Pen): string {
  if (!figure.usual) return '';
  const high = height(figure.usual.high, figure, pen);
  const low = Math.max(height(figure.usual.low, figure, pen), high + 2);
  const [left, right] = [pen.inner(0), pen.inner(1)];
  return pen.shapes(
    element('path', { class: 'area s', d: `M${left},${at(high)}L${right},${at(high)}V${at(low)}H${left}Z` }),
  );
}

const at = (value: number) => value.toFixed(1);

/** Level lines with their values; only the top one says the unit of a share. */
function valueAxis(figure: SeriesFigure, pen: Pen, format: Format): string {
  const values = valueTicks(figure.unit, top(figure), figure.unit === 'seconds' ? 4 : 3);
  return values
    .map((value, i) => {
      const y = height(value, figure, pen);
      const line = { class: value === 0 ? 'axis' : 'grid', x1: pen.x(0), y1: y, x2: pen.x(1), y2: y };
      const bare = figure.unit === 'share' && i < values.length - 1;
      const text = value === 0 ? '0' : bare ? count(value * 100, format) : written(value, figure, format);
      const label = { x: pen.x(0), y: y + 4.5, dx: -8, 'text-anchor': 'end' };
      return element('line', line) + words(label, text);
    })
    .join('');
}

/**
 * The names of the stretches under the axis: the last, and as many before it at equal steps as do not touch. In long
 * where every other one has room, else in short.
 */
function stretches(figure: SeriesFigure, pen: Pen, format: Format): string {
  const { points } = figure;
  const last = points.length - 1;
  const ticks = points.map((_, i) => {
    const x = pen.x(across(i, figure));
    return element('line', { class: 'axis', x1: x, y1: pen.height, x2: x, y2: pen.height + 5 });
  });
  const stepOf = (texts: string[], width: number) => {
    const widest = Math.max(0, ...texts.map((text) => textWidth(text, 13)));
    return Math.max(1, Math.ceil(((widest + 8) * points.length) / width));
  };
  const lay = (width: number): Piece[] => {
    const long = points.map(({ label }) => label);
    const texts = stepOf(long, width) <= 2 ? long : points.map(({ short }) => short);
    const step = stepOf(texts, width);
    return texts.flatMap((text, i) =>
      (last - i) % step === 0
        ? [
            {
              attributes: { x: pen.x(across(i, figure)), y: pen.height + 20, 'text-anchor': 'middle' },
              text,
            },
          ]
        : [],
    );
  };
  return ticks.join('') + eachWidth(format, lay).join('');
}

/** Lines between neighbours that can both be told; dashed towards a stretch that is not over. */
function joins(told: Told[], figure: SeriesFigure, pen: Pen): string[] {
  const coordinates = ({ index, value }: Told) =>
    `${at(pen.inner(across(index, figure)))},${at(height(value, figure, pen))}`;
  return told.slice(1).flatMap((point, i) => {
    const before = told[i];
    if (point.index - before.index > 1) return [];
    const dashed = point.unfinished || before.unfinished;
    return [
      element('path', {
        class: `line ${hue(figure)}${dashed ? ' dash' : ''}`,
        d: `M${coordinates(before)}L${coordinates(point)}`,
      }),
    ];
  });
}

function mark(point: Told, figure: SeriesFigure, pen: Pen): string {
  const x = pen.x(across(point.index, figure));
  const { low, high } = point;
  const newest = point.index === figure.points.length - 1;
  const whisker =
    low !== undefined && high !== undefined
      ? element('line', {
          class: `whisker ${hue(figure)}${newest ? '' : ' old'}`,
          x1: x,
          y1: height(low, figure, pen),
          x2: x,
          y2: height(high, figure, pen),
        })
      : '';
  return (
    whisker +
    element('circle', {
      class: `${point.unfinished ? 'ring' : 'dot'} ${hue(figure)}`,
      cx: x,
      cy: height(point.value, figure, pen),
      r: newest ? 5 : 4,
    })
  );
}

/** The newest number at its mark, in a wide plot the one before it too, and the name of the usual at the right. */
function labels(told: Told[], figure: SeriesFigure, pen: Pen, format: Format): string[] {
  return eachWidth(format, (width, tight) => {
    const newest = told.slice(tight ? -1 : -2).reverse();
    const marks = told.map((point) => ({
      x: across(point.index, figure) * width,
      y: height(point.value, figure, pen),
      text: written(point.value, figure, format),
    }));
    const whiskers = told.flatMap(({ index, low, high }): Box[] => {
      if (low === undefined || high === undefined) return [];
      const x = across(index, figure) * width;
      return [
        {
          left: x - 2,
          right: x + 2,
          top: height(high, figure, pen),
          bottom: height(low, figure, pen),
        },
      ];
    });
    const room: Box = { left: 2, right: width + 40, top: -14, bottom: pen.height - 2 };
    // The newest first: where there is room for one number only, it is that one.
    const places = place([...marks].reverse(), whiskers, sample(marks, told), room);
    const numbers = newest.flatMap((point, i): (Piece & { box: Box })[] => {
      const where = places[i];
      const { x, y, text } = marks[marks.length - 1 - i];
      if (!where) return [];
      const left = where.anchor === 'start' ? x + where.dx : x + where.dx - textWidth(text, 13);
      const end = where.anchor === 'end' ? { 'text-anchor': 'end' } : {};
      return [
        {
          attributes: {
            class: 'num',
            x: pen.x(across(point.index, figure)),
            y: y + where.dy,
            dx: where.dx,
            ...end,
          },
          text,
          box: { left, right: left + textWidth(text, 13), top: y + where.dy - 11, bottom: y + where.dy + 3 },
        },
      ];
    });
    const usual = usualName(
      figure,
      pen,
      nameRoom(format, tight) - 8,
      width,
      numbers.map(({ box }) => box),
    );
    return [...numbers.map(({ box: _, ...piece }) => piece), ...usual];
  });
}

/** The name of the usual band beside its middle, in as many lines as it needs, or where the newest number leaves it room. */
function usualName(
  { usual, ...figure }: SeriesFigure,
  pen: Pen,
  room: number,
  width: number,
  taken: Box[],
): Piece[] {
  if (!usual) return [];
  const lines = wrap(usual.label, 13, room).map((line) => fit(line, 13, room));
  const tall = lines.length * lineHeight;
  const wide = Math.max(...lines.map((line) => textWidth(line, 13)));
  const middle = height((usual.low + usual.high) / 2, figure, pen);
  const shifts = Array.from({ length: 15 }, (_, i) => (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * 8);
  const free = shifts.find((shift) => {
    const top = middle + shift - tall / 2;
    const box = { left: width + 8, right: width + 8 + wide, top, bottom: top + tall };
    return top > -14 && box.bottom < pen.height + 8 && !taken.some((other) => overlaps(box, other));
  });
  if (free === undefined) return [];
  const first = middle + free - tall / 2 + 12;
  return lines.map((text, i) => ({
    attributes: { x: pen.x(1), y: first + i * lineHeight, dx: 8 },
    text,
  }));
}

const lineHeight = 16;

/** Points along the joining lines, for keeping numbers off them. */
function sample(marks: { x: number; y: number }[], told: Told[]): { x: number; y: number }[] {
  return told.slice(1).flatMap((point, i) => {
    if (point.index - told[i].index > 1) return [];
    const [from, to] = [marks[i], marks[i + 1]];
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((to.x - from.x) * step) / steps,
      y: from.y + ((to.y - from.y) * step) / steps,
    }));
  });
}

function describe(figure: SeriesFigure, format: Format): string {
  if (figure.points.every(({ value }) => value === undefined)) return 'There is nothing to draw: no numbers.';
  const sentences = figure.points.map(({ label, value, low, high, unfinished }) => {
    if (value === undefined || !Number.isFinite(value)) return `${label}: cannot tell.`;
    const range =
      low !== undefined && high !== undefined
        ? ` (${written(low, figure, format)} to ${written(high, figure, format)})`
        : '';
    return `${label}: ${written(value, figure, format)}${range}${unfinished ? ', unfinished' : ''}.`;
  });
  const { usual } = figure;
  if (usual)
    sentences.push(
      `The band (${usual.label}) is ${written(usual.low, figure, format)} to ${written(usual.high, figure, format)}.`,
    );
  return sentences.join(' ');
}
