import { describe, expect, it } from 'vitest';
import { series } from '../../test/charts/stories.ts';
import { textWidth } from './labels.ts';
import { drawSeries } from './series.ts';

const file = { variant: 'standalone', locale: 'en-GB' } as const;
const page = { variant: 'inline', locale: 'en-GB' } as const;
const plain = (svg: string) => svg.replaceAll('\u00a0', ' ');

interface Written {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const attribute = (attributes: string, name: string) =>
  new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];

/** The words of an inline picture with their boxes, as they stand in a plot of this width. */
function written(svg: string, width: number, hidden: 'roomy' | 'tight'): Written[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].flatMap(([, attributes, text]) => {
    if (attribute(attributes, 'class')?.split(' ').includes(hidden)) return [];
    const long = textWidth(text, 13);
    const x =
      (Number.parseFloat(attribute(attributes, 'x') ?? '0') / 100) * width +
      Number(attribute(attributes, 'dx') ?? 0);
    const anchor = attribute(attributes, 'text-anchor');
    const left = anchor === 'end' ? x - long : anchor === 'middle' ? x - long / 2 : x;
    const y = Number(attribute(attributes, 'y'));
    return [{ text, left, right: left + long, top: y - 10, bottom: y + 2 }];
  });
}

describe('drawSeries', () => {
  it.each(Object.keys(series))('lets no two words touch, wide or narrow: %s', (name) => {
    const svg = drawSeries(series[name], page);
    for (const [width, hidden] of [
      [300, 'tight'],
      [430, 'tight'],
      [200, 'roomy'],
      [270, 'roomy'],
    ] as const) {
      const texts = written(svg, width, hidden);
      for (const [i, a] of texts.entries())
        for (const b of texts.slice(i + 1)) {
          const touch = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          expect(touch, `"${a.text}" and "${b.text}" at ${width} px`).toBe(false);
        }
    }
  });

  it.each(Object.keys(series))('names the last stretch and keeps numbers out of the margins: %s', (name) => {
    const figure = series[name];
    const last = figure.points.at(-1);
    const svg = drawSeries(figure, page);
    for (const [width, hidden] of [
      [300, 'tight'],
      [200, 'roomy'],
    ] as const) {
      const texts = written(svg, width, hidden);
      expect(texts.some(({ text }) => text === last?.label || text === last?.short)).toBe(true);
      for (const { text, right } of texts)
        expect(right, text).toBeLessThan(width + (figure.usual ? 118 : 48));
    }
  });

  it('writes the newest number and, where there is room, the one before it', () => {
    const texts = written(drawSeries(series.steady, page), 300, 'tight').map(({ text }) => plain(text));
    expect(texts).toContain('41 %');
    expect(texts).toContain('24 %');
    const few = written(drawSeries(series.steady, page), 200, 'roomy').map(({ text }) => plain(text));
    expect(few).toContain('41 %');
    expect(few).not.toContain('24 %');
  });

  it('leaves a gap where a value is missing, and never draws it as zero', () => {
    const svg = drawSeries(series.gaps, page);
    expect(svg.match(/<circle/g)).toHaveLength(5);
    // Two pairs of neighbours: the fourth and fifth, the seventh and eighth.
    expect(svg.match(/<path class="line/g)).toHaveLength(2);
    expect(svg).not.toMatch(/cy="116"/);
    expect(plain(svg)).toContain('28 Sep: cannot tell. 5 Oct: 25 % (19 % to 31 %).');
  });

  it('marks an unfinished stretch by form: a ring, and a dashed line to it', () => {
    const svg = drawSeries(series.unfinished, page);
    expect(svg.match(/class="ring r"/g)).toHaveLength(1);
    expect(svg.match(/class="dot r"/g)).toHaveLength(7);
    expect(svg.match(/class="line r dash"/g)).toHaveLength(1);
    expect(plain(svg)).toContain('16 Nov: 41 % (34 % to 48 %), unfinished.');
  });

  it('puts values where the axis says they are', () => {
    // Half of the axis' top at half of the height: 0.5 of 1 in a plot of 116 px.
    const figure = { ...series.one, max: 1 };
    expect(drawSeries(figure, page)).toContain('cx="50%" cy="58"');
    // Eight stretches: the last is in the middle of the last eighth.
    expect(drawSeries(series.steady, page)).toMatch(/cx="93.8%"[^>]* r="5"/);
  });

  it('draws the usual as a band that is named and told in words', () => {
    const svg = drawSeries(series.usual, page);
    expect(svg).toMatch(/<path class="area s" d="M0,31\.9L1000,31\.9V52\.2H0Z"/);
    expect(plain(svg)).toContain('>usually 44 to 58 %</text>');
    expect(plain(svg)).toContain('The band (usually 44 to 58 %) is 44 % to 58 %.');
  });

  it('writes a long name of the usual in lines, none of them shortened', () => {
    const svg = drawSeries(series.spoken, page);
    expect(svg).not.toContain('\u2026');
    for (const hidden of ['tight', 'roomy'] as const) {
      const texts = written(svg, 300, hidden).map(({ text }) => text);
      expect(texts.join(' ')).toContain('usual by the eight weeks before');
    }
  });

  it('says so when there is nothing to draw', () => {
    const svg = drawSeries(series.empty, file);
    expect(svg).toContain('Nothing to draw');
    expect(svg).toContain('There is nothing to draw: no numbers.');
    expect(drawSeries({ ...series.empty, points: [] }, page)).not.toMatch(/NaN|Infinity/);
  });

  it('escapes what a stretch and the usual are called', () => {
    const bad = '<script>"&\u202e';
    const svg = drawSeries(
      {
        ...series.usual,
        title: bad,
        points: series.usual.points.map((point) => ({ ...point, label: bad, short: bad })),
        usual: { low: 0.4, high: 0.5, label: bad },
      },
      { ...page, id: '"><x' },
    );
    expect(svg).not.toContain('<script>');
    expect(svg).not.toContain('\u202e');
    expect(svg).not.toContain('"><x');
  });
});
