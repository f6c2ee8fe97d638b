import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawFigure, type Format } from '../../src/charts/index.ts';
import type { Figure } from '../../src/model/figure.ts';
import { root } from '../repository.ts';
import { curves, emptyFate, fate, ranges, series, shares, trajectories } from './stories.ts';
import { xmlFaults } from './well-formed.ts';

// Golden pictures: run with UPDATE=1 to write them anew, then look at each before committing it.
const folder = join(root, 'test', 'charts', 'output');
const source = 'Made-up data; they end on 20 November 2026.';
const stories: Record<string, Figure> = {
  ...Object.fromEntries(Object.entries(curves).map(([name, figure]) => [`curve-${name}`, figure])),
  fate,
  'fate-empty': emptyFate,
  ranges,
  'ranges-shares': shares,
  ...Object.fromEntries(Object.entries(series).map(([name, figure]) => [`series-${name}`, figure])),
  ...Object.fromEntries(Object.entries(trajectories).map(([name, figure]) => [`trajectory-${name}`, figure])),
};

function compare(name: string, svg: string): void {
  const file = join(folder, `${name}.svg`);
  if (process.env.UPDATE === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, svg);
  }
  expect(svg).toBe(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
}

describe.each(Object.entries(stories))('%s', (name, figure) => {
  it('is the picture that was looked at, as a file', () => {
    const svg = drawFigure(figure, { variant: 'standalone', locale: 'en-GB', source });
    expect(xmlFaults(svg)).toEqual([]);
    expect(svg).not.toMatch(/ class=| style=|<style|%"/);
    expect(svg).toContain(source);
    compare(name, svg);
  });

  it('is the picture that was looked at, in a page', () => {
    const format: Format = { variant: 'inline', locale: 'en-GB', id: name };
    const svg = drawFigure(figure, format);
    expect(xmlFaults(svg)).toEqual([]);
    expect(svg).not.toMatch(/ style=|<style|NaN|undefined/);
    compare(`${name}-inline`, `${svg.replaceAll('><', '>\n<')}\n`);
  });
});
