import { type Attributes, element } from './xml.ts';

const ink = '#1d1f21';
const soft = '#575a5c';
const paper = '#fcfbf7';
const edge = '#85827a';
const hues: Record<string, string> = { p: '#0c5964', r: '#a33d17', s: soft };
/** The faces of labels and captions in a file, which cannot bring its own. */
export const sans = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Noto Sans', Arial, sans-serif";
const serif = "'Source Serif 4', 'Source Serif Pro', Charter, Georgia, serif";

/**
 * A picture that needs no style sheet: what the classes mean, in the light colours of the page's style sheet,
 * written out as attributes. A `style` element would not do, since a page that loads nothing from elsewhere
 * forbids it, and many drawing programs do not read it.
 */
export function dress(svg: string): string {
  return svg.replace(
    /<(text|circle|path|line|rect|g)\b([^>]*?)(\/?)>/g,
    (tag, name: string, rest: string, end: string) => {
      const found = / class="([^"]*)"/.exec(rest);
      const looks = attributes(name, new Set(found?.[1].split(' ') ?? []));
      if (!found && Object.keys(looks).length === 0) return tag;
      const written = element('a', looks).slice(2, -2);
      return `<${name}${rest.replace(/ class="[^"]*"/, '')}${written}${end}>`;
    },
  );
}

function attributes(name: string, classes: Set<string>): Attributes {
  const hue = hues[[...classes].find((one) => one in hues) ?? ''];
  if (name === 'text') return text(classes, hue);
  if (name === 'rect') return { fill: paper };
  if (name === 'circle') return { ...circle(classes, hue), ...faded(classes) };
  if (name === 'g') return {};
  return { ...stroke(classes, hue), ...faded(classes) };
}

const faded = (classes: Set<string>): Attributes => (classes.has('old') ? { opacity: '0.7' } : {});

function text(classes: Set<string>, hue: string | undefined): Attributes {
  const base = { 'font-size': 13, fill: hue ?? soft };
  if (classes.has('title')) return { 'font-family': serif, 'font-size': 24, fill: ink };
  if (classes.has('caption')) return { ...base, 'font-size': 15 };
  if (classes.has('name')) return { ...base, 'font-size': 14, 'font-weight': 600 };
  if (!classes.has('num')) return base;
  const halo = { 'paint-order': 'stroke', stroke: paper, 'stroke-width': 4, 'stroke-linejoin': 'round' };
  return { ...base, fill: ink, 'font-weight': 600, ...halo };
}

function circle(classes: Set<string>, hue: string | undefined): Attributes {
  if (classes.has('ring')) return { fill: paper, stroke: hue, 'stroke-width': 2 };
  return { fill: hue, stroke: paper, 'stroke-width': 1.5 };
}

function stroke(classes: Set<string>, hue: string | undefined): Attributes {
  const dash = classes.has('dash')
    ? { 'stroke-dasharray': '5 4' }
    : classes.has('fine')
      ? { 'stroke-dasharray': '1 4', 'stroke-linecap': 'round' }
      : {};
  if (classes.has('band')) return { fill: hue, 'fill-opacity': classes.has('many') ? '0.06' : '0.15' };
  if (classes.has('area')) return { fill: hue, 'fill-opacity': classes.has('p') ? '0.32' : '0.15' };
  if (classes.has('mark'))
    return {
      fill: 'none',
      stroke: edge,
      ...(classes.has('lasts')
        ? { 'stroke-width': 3 }
        : classes.has('change')
          ? {}
          : { 'stroke-dasharray': '2 3' }),
    };
  if (classes.has('axis')) return { fill: 'none', stroke: edge, ...dash };
  if (classes.has('grid')) return { fill: 'none', stroke: '#dedacf' };
  return { fill: 'none', stroke: hue, 'stroke-width': 2, 'stroke-linejoin': 'round', ...dash };
}
