import { timeScale } from './axis.ts';
import { element, round, words } from './xml.ts';

const hour = 3600;
const marks = [
  { t: hour, short: '1 h' },
  { t: 4 * hour, short: '4 h' },
  { t: 24 * hour, short: '1 d' },
  { t: 7 * 24 * hour, short: '7 d' },
];
const furthest = 10 * 24 * hour;
const scale = timeScale(furthest);
const at = (t: number) => `${round(scale(t) * 100)}%`;
const frame = (height: number) => ({ class: 'chart', width: '100%', height, 'aria-hidden': 'true' });

/** How long one message has waited, on the scale of 1 h, 4 h, 1 d, 7 d; filled and rust when it is overdue. */
export function drawWaited(seconds: number, overdue: boolean): string {
  const looks = overdue
    ? { mark: 'dot r', line: 'whisker r', r: 5.5 }
    : { mark: 'ring p', line: 'whisker p', r: 4.5 };
  return element(
    'svg',
    frame(24),
    element('line', { class: 'grid', x1: '0%', x2: '100%', y1: 12, y2: 12 }),
    ...marks.map(({ t }) => element('line', { class: 'axis', x1: at(t), x2: at(t), y1: 8, y2: 16 })),
    element('line', { class: looks.line, x1: '0%', x2: at(seconds), y1: 12, y2: 12 }),
    element('circle', { class: looks.mark, cx: at(seconds), cy: 12, r: looks.r }),
  );
}

/** The words over those scales. */
export function drawWaitedScale(): string {
  return element(
    'svg',
    frame(20),
    ...marks.map(({ t, short }) => words({ x: at(t), y: 15, 'text-anchor': 'middle' }, short)),
  );
}
