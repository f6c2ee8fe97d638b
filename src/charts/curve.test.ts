import { describe, expect, it } from 'vitest';
import { curves } from '../../test/charts/stories.ts';
import { timeScale } from './axis.ts';
import { drawCurve, strokesOf, valueAt } from './curve.ts';
import { textWidth } from './labels.ts';

const format = { variant: 'standalone', locale: 'en-GB' } as const;

/** The words of a standalone picture with their boxes in the plot; a translated group moves what is in it. */
function texts(svg: string): { text: string; left: number; right: number; top: number; bottom: number }[] {
  const moved = svg.replace(/<g transform="translate\(690 0\)">([\s\S]*?)<\/g>/g, (_, inner: string) =>
    inner.replace(/ x="([\d.]+)"/g, (_whole, x: string) => ` x="${Number(x) + 690}"`),
  );
  return [...moved.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes, text]) => {
    const get = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
    const size = Number(get('font-size'));
    const width = textWidth(text, size);
    const x = Number(get('x')) + Number(get('dx') ?? 0);
    const anchor = get('text-anchor');
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    const y = Number(get('y'));
    return { text, left, right: left + width, top: y - size * 0.75, bottom: y + 2 };
  });
}

describe('drawCurve', () => {
  it.each(Object.keys(curves))('lets no two words touch: %s', (name) => {
    const svg = drawCurve(curves[name], format);
    const plot = texts(svg.slice(svg.indexOf('<g transform'), svg.lastIndexOf('</g>')));
    for (const [i, a] of plot.entries())
      for (const b of plot.slice(i + 1)) {
        const touch = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        expect(touch, `"${a.text}" and "${b.text}"`).toBe(false);
      }
  });

  it('names every line, even where six end at the same height', () => {
    const svg = drawCurve(curves.six, format);
    for (const name of ['First', 'Second', 'Fourth', 'Fifth', 'Sixth'])
      expect(svg).toContain(`>${name}</text>`);
  });

  it('is drawn small with the emphasised numbers alone, in a page', () => {
    const page = { variant: 'inline', locale: 'en-GB', size: 'small' } as const;
    const svg = drawCurve(curves.two, page);
    expect(svg).toContain(' height="140"');
    const numbers = [...svg.matchAll(/class="num[^"]*" x="([^"]*)"/g)].map(([, x]) => x);
    const day = `${Math.round(timeScale(curves.two.until)(86400) * 1000) / 10}%`;
    expect(numbers).toEqual([day, day]);
    expect(svg).toContain('Film channel: ');
    expect(drawCurve(curves.two, { ...format, size: 'small' })).toBe(drawCurve(curves.two, format));
  });

  it('tells the numbers to those who do not see it', () => {
    const svg = drawCurve(curves.edges, format).replaceAll('\u00a0', ' ');
    expect(svg).toContain('Nobody answered: 100 % after 1 hour, 100 % after 4 hours, 100 % after 1 day');
    expect(svg).toContain('All at once: 0 % after 1 hour');
  });

  it('says so when there is nothing to draw', () => {
    expect(drawCurve(curves.empty, format)).toContain('Nothing to draw');
    expect(drawCurve({ ...curves.one, lines: [{ ...curves.one.lines[0], points: [] }] }, format)).toContain(
      'There is nothing to draw: no messages.',
    );
  });

  it('holds a value until the next step and ends where its points do', () => {
    const points = [
      { t: 0, value: 1 },
      { t: 60, value: 0.4 },
      { t: 3600, value: 0.4 },
    ];
    expect(valueAt(points, 59)).toBe(1);
    expect(valueAt(points, 60)).toBe(0.4);
    expect(valueAt(points, -1)).toBeUndefined();
    expect(valueAt(points, 3601)).toBeUndefined();
    const svg = drawCurve({ ...curves.one, lines: [{ ...curves.one.lines[0], points }] }, format);
    const end = Math.round(timeScale(curves.one.until)(3600) * 6900) / 10;
    expect(svg).toContain(`,204L${end},204"`);
    expect(svg).not.toContain('L690,204"');
    expect(svg.match(/<circle/g)).toHaveLength(1);
  });

  it('goes through to the end of the axis where its points go further', () => {
    const points = [
      { t: 0, value: 0.5 },
      { t: curves.one.until * 2, value: 0.1 },
    ];
    const svg = drawCurve({ ...curves.one, lines: [{ ...curves.one.lines[0], points }] }, format);
    expect(svg).toContain('d="M0,170L690,170L690,170"');
  });

  it('tells up to three lines apart without colour', () => {
    expect(strokesOf([{ dashed: false }, { dashed: false }, { dashed: true }])).toEqual([
      'solid',
      'dash',
      'fine',
    ]);
    expect(strokesOf([{ dashed: true }, { dashed: false }])).toEqual(['dash', 'solid']);
    const svg = drawCurve(curves.crossing, format);
    expect(new Set([...svg.matchAll(/stroke-linejoin="round"([^/>]*)/g)].map(([, rest]) => rest)).size).toBe(
      3,
    );
  });

  it('writes no number where the note at the end of the line tells it', () => {
    const svg = drawCurve(
      { ...curves.one, until: 7 * 86400, lines: [{ ...curves.one.lines[0], note: '25 % no answer' }] },
      format,
    );
    expect(svg.match(/<text [^>]*>[^<]*%<\/text>/g)).toHaveLength(1 + 3);
  });

  it('escapes what a channel is called', () => {
    const lines = [{ ...curves.one.lines[0], name: '<script>"&\u202e', note: 'a < b' }];
    const svg = drawCurve({ ...curves.one, lines }, { variant: 'inline', locale: 'en-GB', id: '"><x' });
    expect(svg).not.toContain('<script>');
    expect(svg).not.toContain('\u202e');
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toContain('"><x');
  });
});

describe('timeScale', () => {
  it('starts at zero, ends at one, and grows by the same factor far out', () => {
    const scale = timeScale(864000);
    expect(scale(0)).toBe(0);
    expect(scale(864000)).toBeCloseTo(1, 12);
    expect(scale(1e9)).toBe(1);
    // log(1 + t / 1800 s), by hand: log(1 + 86400 / 1800) / log(1 + 864000 / 1800) = log 49 / log 481.
    expect(scale(86400)).toBeCloseTo(Math.log(49) / Math.log(481), 12);
  });
});
