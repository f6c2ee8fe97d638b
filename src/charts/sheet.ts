import { dress, sans } from './dress.ts';
import type { Format } from './format.ts';
import { wrap } from './labels.ts';
import { element, escapeText, words } from './xml.ts';

/** A drawing and what goes around it. */
export interface Drawing {
  title: string;
  /** All numbers of the picture in words, for those who do not see it. */
  desc: string;
  caption: string;
  height: number;
  /** Room over the plot for the names of marks. */
  above?: number;
  /** Room under the plot for the words of its axis. */
  below: number;
  content: string;
}

/** The finished picture: as it stands in a page, or as a file of its own. */
export function finish(drawing: Drawing, format: Format): string {
  return format.variant === 'standalone' ? sheet(drawing, format) : inline(drawing, format);
}

function named({ title, desc }: Drawing, format: Format): { labels: string; markup: string } {
  const id = (format.id ?? 'figure').replace(/[^\w-]/g, '-');
  return {
    labels: `${id}-title ${id}-desc`,
    markup: `${element('title', { id: `${id}-title` }, escapeText(title))}${element('desc', { id: `${id}-desc` }, escapeText(desc))}`,
  };
}

function inline(drawing: Drawing, format: Format): string {
  const { labels, markup } = named(drawing, format);
  const frame = {
    class: 'chart',
    width: '100%',
    height: drawing.height,
    role: 'img',
    'aria-labelledby': labels,
  };
  return element('svg', frame, markup, drawing.content);
}

const page = { width: 960, left: 96, right: 40, top: 40 };

function sheet(drawing: Drawing, format: Format): string {
  const { labels, markup } = named(drawing, format);
  const room = page.width - page.right - 40;
  const title = wrap(drawing.title, 24, room);
  const caption = wrap(drawing.caption, 15, room);
  const source = format.source ? wrap(format.source, 13, room) : [];
  const plotTop = page.top + title.length * 32 + 28 + (drawing.above ?? 0);
  const captionTop = plotTop + drawing.height + drawing.below + 24;
  const sourceTop = captionTop + caption.length * 24 + 8;
  const height = sourceTop + source.length * 20 + 28;
  const lines = (text: string[], name: string, top: number, step: number) =>
    text.map((line, i) => words({ class: name, x: 40, y: top + i * step }, line)).join('');
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'font-family': sans,
      width: page.width,
      height,
      viewBox: `0 0 ${page.width} ${Math.round(height)}`,
      role: 'img',
      'aria-labelledby': labels,
    },
    markup,
    element('rect', { class: 'paper', width: page.width, height }),
    lines(title, 'title', page.top + 24, 32),
    element('g', { transform: `translate(${page.left} ${Math.round(plotTop)})` }, drawing.content),
    lines(caption, 'caption', captionTop + 16, 24),
    lines(source, 'source', sourceTop + 14, 20),
  );
  // One element a line, so that two versions of a picture can be compared.
  return `${dress(svg).replaceAll('><', '>\n<')}\n`;
}
