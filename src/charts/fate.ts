import { area, curveStepAfter, line } from 'd3-shape';
import type { FateFigure } from '../model/figure.ts';
import { makePen, nameRoom, type Pen, shareAxis, timeAxis, timeScale } from './axis.ts';
import { type Format, share } from './format.ts';
import { fit, spread } from './labels.ts';
import { finish } from './sheet.ts';
import { element, words } from './xml.ts';

const height = 300;

type FatePoint = FateFigure['points'][number];

/** From the ground up: waiting, so that its edge is the waiting curve, then dismissed, then answered. */
const layers = [
  { key: 'waiting', name: 'still waiting', hue: 'r', edge: 'line r' },
  { key: 'dismissed', name: 'needs no answer', hue: 's', edge: 'line s dash' },
  { key: 'answered', name: 'answered', hue: 'p', edge: undefined },
] as const;

/** What became of messages over time: three areas stacked to 1, named at their ends. */
export function drawFate(figure: FateFigure, format: Format): string {
  const pen = makePen(height, format);
  const points = figure.points.filter(({ t }) => t <= figure.until);
  const last = points.at(-1);
  const drawn = last ? [...points, { ...last, t: figure.until }] : [];
  const content = [
    pen.shapes(...shapes(drawn, figure.until, pen)),
    shareAxis(pen),
    timeAxis(figure.ticks, figure.until, pen, format),
    last ? pen.from(1, ...ends(last, format)) : '',
    last ? '' : words({ x: pen.x(0.5), y: height / 2, 'text-anchor': 'middle' }, 'Nothing to draw'),
  ].join('');
  return finish({ ...figure, desc: describe(points, figure, format), height, below: 28, content }, format);
}

/** Lower and upper edge of a layer at a point. */
function edges(point: FatePoint, layer: number): [low: number, high: number] {
  const below = layers.slice(0, layer).reduce((sum, { key }) => sum + point[key], 0);
  return [below, below + point[layers[layer].key]];
}

const y = (value: number) => height * (1 - Math.min(1, Math.max(0, value)));

function shapes(points: FatePoint[], until: number, pen: Pen): string[] {
  const scale = timeScale(until);
  const across = ({ t }: FatePoint) => pen.inner(scale(t));
  return layers.flatMap(({ key, hue, edge }, i) => {
    if (points.every((point) => point[key] === 0)) return [];
    const filled = area<FatePoint>()
      .digits(1)
      .curve(curveStepAfter)
      .x(across)
      .y0((point) => y(edges(point, i)[0]))
      .y1((point) => y(edges(point, i)[1]));
    const top = line<FatePoint>()
      .digits(1)
      .curve(curveStepAfter)
      .x(across)
      .y((point) => y(edges(point, i)[1]));
    return [
      element('path', { class: `area ${hue}`, d: filled(points) ?? '' }),
      edge ? element('path', { class: edge, d: top(points) ?? '' }) : '',
    ];
  });
}

function ends(last: FatePoint, format: Format): string[] {
  const shown = layers
    .map((layer, i) => ({ layer, edges: edges(last, i) }))
    .filter(({ layer }) => last[layer.key] > 0);
  const middles = spread(
    shown.map(({ edges: [low, high] }) => y((low + high) / 2)),
    shown.map(() => 37),
    -10,
    height + 12,
  );
  const room = nameRoom(format, true) - 8;
  return shown.map(({ layer: { key, name, hue } }, i) => {
    const tone = hue === 's' ? 'name' : `name ${hue}`;
    return [
      words({ class: tone, x: 8, y: middles[i] - 3 }, fit(name, 14, room)),
      words({ x: 8, y: middles[i] + 13 }, `${share(last[key], format)} at the end`),
    ].join('');
  });
}

function describe(points: FatePoint[], { ticks }: FateFigure, format: Format): string {
  if (points.length === 0) return 'There is nothing to draw: no messages.';
  const sentences = ticks.flatMap(({ t, label }) => {
    const point = points.findLast((one) => one.t <= t);
    if (!point) return [];
    const parts = layers.map(({ key, name }) => `${share(point[key], format)} ${name}`).reverse();
    return [`After ${label}: ${parts.join(', ')}.`];
  });
  return sentences.join(' ');
}
