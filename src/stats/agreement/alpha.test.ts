import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { dataFile, noSharedData } from '../../../test/shared-data.ts';
import { seeded } from '../random.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { krippendorff, krippendorffRange, pairwiseAgreement } from './alpha.ts';
import type { Scale } from './distance.ts';
import { type Coding, type Units, unitsOf, unitsOfTable } from './units.ts';

const value = (units: Units, scale?: Scale): number => {
  const found = krippendorff(units, scale);
  if (isRefusal(found)) throw new Error(found.because);
  return found.value;
};
/** Coders a line each, units apart by blanks, * where there is no code. */
const coders = (text: string): Coding[][] =>
  text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .map((word) => (word === '*' ? undefined : Number(word))),
    );
const range = (found: Refusal | ReturnType<typeof krippendorffRange>) => {
  if (isRefusal(found)) throw new Error(found.because);
  return found;
};

const ofWikipedia = coders(`
  * * * * * 3 4 1 2 1 1 3 3 * 3
  1 * 2 1 3 3 4 3 * * * * * * *
  * * 2 1 3 4 4 * 2 1 1 3 3 * 4`);
const of2011 = coders(`
  1 2 3 3 2 1 4 1 2 * * *
  1 2 3 3 2 2 4 1 2 5 * 3
  * 3 3 3 2 3 4 2 2 5 1 *
  1 2 3 3 2 4 4 1 2 5 1 *`);

describe("Krippendorff's alpha", () => {
  it('of the example in Wikipedia is what fast-krippendorff prints: .691 nominal, .811 interval', () => {
    const units = unitsOf(ofWikipedia);
    expect(value(units)).toBeCloseTo(0.691358024691358, 13);
    expect(value(units, 'ordinal')).toBeCloseTo(0.8067214199413153, 13);
    expect(value(units, 'interval')).toBeCloseTo(0.8108448928121059, 13);
    expect(value(units, 'ratio')).toBeCloseTo(0.8089436707842471, 13);
    expect(krippendorff(units)).toMatchObject({ units: 12, codes: 26 });
  });
  it('of four coders (Krippendorff 2011, section C) is what fast-krippendorff prints', () => {
    const units = unitsOf(of2011);
    expect(value(units)).toBeCloseTo(0.743421052631579, 13);
    expect(value(units, 'ordinal')).toBeCloseTo(0.8153875037548814, 13);
    expect(value(units, 'interval')).toBeCloseTo(0.8491071428571428, 13);
    expect(value(units, 'ratio')).toBeCloseTo(0.7974027747116121, 13);
    expect(krippendorff(units)).toMatchObject({ codes: 40 });
  });
  it('of two coders and two codes is .095 (Krippendorff 2011, section A)', () => {
    const units = unitsOf(coders('0 1 0 0 0 0 0 0 1 0\n0 1 1 0 0 1 0 1 0 0'));
    expect(value(units)).toBeCloseTo(0.09523809523809534, 14);
  });
  it('is the same from a table of counts, whoever gave which code', () => {
    const units = unitsOf(of2011);
    const table = unitsOfTable(units.counts, [1, 2, 3, 4, 5]);
    for (const scale of ['nominal', 'ordinal', 'interval', 'ratio'] as const)
      expect(value(table, scale)).toBe(value(units, scale));
    const shuffled = of2011[0].map((_, unit) => of2011.map((row) => row[unit]).reverse());
    const turned = of2011.map((_, coder) => shuffled.map((unit) => unit[coder]));
    expect(value(unitsOf(turned), 'ordinal')).toBe(value(units, 'ordinal'));
  });
  it('takes the order of words from the categories', () => {
    const words = ['low', 'middle', 'high', 'most', 'all'];
    const named = of2011.map((row) => row.map((code) => (code ? words[Number(code) - 1] : null)));
    expect(value(unitsOf(named, words), 'ordinal')).toBe(value(unitsOf(of2011), 'ordinal'));
    expect(value(unitsOf(named))).toBe(value(unitsOf(of2011)));
    expect(() => krippendorff(unitsOf(named), 'interval')).toThrow(RangeError);
    expect(() => unitsOf(named, ['low'])).toThrow(RangeError);
  });
  it('is refused without variation and without units coded twice', () => {
    expect(krippendorff(unitsOf(coders('1 1 2\n1 1 *')))).toMatchObject({ refused: 'no-variation' });
    expect(krippendorff(unitsOf(coders('1 2 *\n* * 1')))).toMatchObject({ refused: 'no-observations' });
    expect(pairwiseAgreement(unitsOf([]))).toMatchObject({ refused: 'no-observations' });
    expect(() => unitsOfTable([[1, -1]], [0, 1])).toThrow(RangeError);
  });
  it('has per cent agreement beside it', () => {
    expect(pairwiseAgreement(unitsOf(coders('1 1 2 2\n1 1 2 1')))).toBe(0.75);
    // three coders: the second unit has one pair of three alike
    expect(pairwiseAgreement(unitsOf(coders('1 1\n1 1\n1 2')))).toBeCloseTo((1 + 1 / 3) / 2, 14);
  });
});

describe('its interval', () => {
  it('is the same for the same seed and holds the value', () => {
    const units = unitsOf(of2011);
    const found = range(krippendorffRange(units, 'nominal', { seed: 7 }));
    expect(found).toEqual(krippendorffRange(units, 'nominal', { seed: 7 }));
    expect(found.low).toBeLessThan(found.value);
    expect(found.high).toBeGreaterThan(found.value);
  });
  it('is not certain where all agree', () => {
    const found = range(krippendorffRange(unitsOf(coders('1 1 1 2 2 2 1 2 1 2\n1 1 1 2 2 2 1 2 1 2'))));
    expect(found).toMatchObject({ value: 1, high: 1 });
    expect(found.low).toBeLessThan(0.5);
  });
  it('holds the alpha of all units in 91 to 98 % of samples of 150 (95 % asked for)', () => {
    const random = seeded(12);
    const all = Array.from({ length: 20_000 }, () => {
      const truth = random.uniform() < 0.3 ? 1 : 0;
      return [0, 1].map(() => (random.uniform() < 0.1 ? 1 - truth : truth));
    });
    const truth = value(unitsOf([0, 1].map((coder) => all.map((pair) => pair[coder]))));
    let held = 0;
    for (let k = 0; k < 300; k++) {
      const drawn = Array.from({ length: 150 }, () => all[random.integer(0, all.length - 1)]);
      const units = unitsOf([0, 1].map((coder) => drawn.map((pair) => pair[coder])));
      const { low, high } = range(krippendorffRange(units, 'nominal', { seed: k, draws: 300 }));
      held += +(low <= truth && truth <= high) / 300;
    }
    expect(held).toBeGreaterThan(0.91);
    expect(held).toBeLessThan(0.98);
  });
});

describe.skipIf(noSharedData)('published tables (needs the shared data)', () => {
  const rows = (folder: string, name: string): string[][] =>
    parse(readFileSync(dataFile(folder, name)), { relax_column_count: true, bom: true });
  const column = (table: string[][], names: RegExp): Coding[][] =>
    table[0]
      .map((name, at) => (names.test(name) ? at : -1))
      .filter((at) => at >= 0)
      .map((at) => table.slice(1).map((row) => (row[at] === '.' || row[at] === '' ? null : row[at])));
  const numbers = (codings: Coding[][]) =>
    codings.map((row) => row.map((c) => (c === null ? null : Number(c))));

  it('Hayes and Krippendorff 2007: nominal .477, ordinal .7598, interval .757', () => {
    const table = rows('krippendorff-examples', 'hayes_krippendorff_2007.csv');
    const units = unitsOf(numbers(column(table, /^obs/)));
    expect(value(units).toFixed(3)).toBe('0.477');
    expect(value(units, 'ordinal').toFixed(4)).toBe('0.7598');
    expect(value(units, 'interval').toFixed(3)).toBe('0.757');
  });
  it('Wikipedia, from its lines: .691 and .811', () => {
    const lines = readFileSync(dataFile('krippendorff-examples', 'wikipedia_example.jsonlist'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { worker: string; item: string; response: number | '*' });
    const codings = ['A', 'B', 'C'].map((worker) =>
      lines
        .filter((line) => line.worker === worker)
        .map(({ response }) => (response === '*' ? null : response)),
    );
    expect(value(unitsOf(codings)).toFixed(3)).toBe('0.691');
    expect(value(unitsOf(codings), 'interval').toFixed(3)).toBe('0.811');
  });
  it('irrCAC: rows and the table of their counts are equal, and are what its vignettes print', () => {
    const ofRows = (name: string, names: RegExp) =>
      unitsOf(column(rows('krippendorff-examples', `irrCAC_${name}.csv`), names));
    const raters: [string, RegExp][] = [
      ['cac.raw4raters', /^Rater/],
      ['cac.raw5obser', /^Observer/],
      ['cac.raw.g1g2', /^Rater/],
      ['cac.raw.gender', /^Rater/],
      ['cac.ben.gerry', /^(Ben|Gerry)$/],
    ];
    for (const [name, names] of raters) {
      const units = ofRows(name, names);
      expect(value(unitsOfTable(units.counts, units.categories)), name).toBe(value(units));
    }
    expect(value(ofRows('cac.raw4raters', /^Rater/))).toBeCloseTo(0.743421, 6);
    const dist = rows('krippendorff-examples', 'irrCAC_distrib.6raters.csv');
    const counted = dist.slice(1).map((row) => row.slice(1).map(Number));
    expect(value(unitsOfTable(counted, dist[0].slice(1)))).toBeCloseTo(0.4204384, 7);
  });
  it('irrCAC: tables of counts are equal to the rows they come from', () => {
    const tables: [string, number][] = [
      ['cac.dist.g1g2', 2],
      ['cac.dist4cat', 1],
      ['distrib.6raters', 1],
    ];
    for (const [name, first] of tables) {
      const table = rows('krippendorff-examples', `irrCAC_${name}.csv`);
      const categories = table[0].slice(first);
      const counts = table.slice(1).map((row) => row.slice(first).map(Number));
      const given = counts.map((row) =>
        row.flatMap((count, c) => Array(count).fill(categories[c]) as string[]),
      );
      const most = Math.max(...given.map(({ length }) => length));
      const codings = Array.from({ length: most }, (_, coder) => given.map((unit) => unit[coder]));
      expect(value(unitsOf(codings)), name).toBeCloseTo(value(unitsOfTable(counts, categories)), 14);
    }
  });
  it('irrCAC: two coders in a square, .7972585 for the abstractors', () => {
    for (const [name, printed] of [
      ['cont3x3abstractors', 0.7972585],
      ['cont4x4diagnosis', undefined],
    ] as const) {
      const square = rows('krippendorff-examples', `irrCAC_${name}.csv`)
        .slice(1)
        .map((row) => row.slice(1).map(Number));
      const codings: Coding[][] = [[], []];
      const counts: number[][] = [];
      square.forEach((row, a) => {
        row.forEach((count, b) => {
          for (let k = 0; k < count; k++) {
            codings[0].push(a);
            codings[1].push(b);
            counts.push(square.map((_, c) => +(c === a) + +(c === b)));
          }
        });
      });
      const alpha = value(unitsOf(codings));
      expect(alpha).toBeCloseTo(value(unitsOfTable(counts, [...square.keys()])), 14);
      if (printed) expect(alpha).toBeCloseTo(printed, 7);
    }
  });
  it('complaints at airlines and telecoms by two coders: as many as there are, stray codes left out', () => {
    for (const name of ['airlines', 'telecom']) {
      const table = rows('brand-complaints-multicoder', `${name}_set1_combine.csv`);
      const codings = column(table, /^Label[12]$/).map((row) =>
        row.map((c) => (c === '0' || c === '1' ? c : null)),
      );
      const units = unitsOf(codings);
      const alpha = krippendorff(units);
      if (isRefusal(alpha)) throw new Error(alpha.because);
      // two coders: alpha is 1 - (1 - pi of Scott) (n - 1) / n, n all codes
      const pairs = codings[0].map((a, i) => [a, codings[1][i]]).filter(([a, b]) => a && b);
      const ones = pairs.flat().filter((c) => c === '1').length / (2 * pairs.length);
      const chance = ones ** 2 + (1 - ones) ** 2;
      const pi = (pairs.filter(([a, b]) => a === b).length / pairs.length - chance) / (1 - chance);
      const n = 2 * pairs.length;
      expect(alpha.units).toBe(pairs.length);
      expect(alpha.value).toBeCloseTo(1 - ((1 - pi) * (n - 1)) / n, 12);
      expect(alpha.value).toBeGreaterThan(0.3);
    }
  });
  it('politeness of requests by five coders, 1 to 25, interval: alpha is the one of the analysis of variance', () => {
    const table = rows('politeness', 'wikipedia.annotated.csv');
    const codings = numbers(column(table, /^Score\d$/));
    const units = unitsOf(codings);
    const found = range(krippendorffRange(units, 'interval', { draws: 100 }));
    expect(found.units).toBe(4353);
    // with as many codes in each unit: 1 - variance within units / variance of all codes
    const all = codings.flat() as number[];
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const total = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1);
    let within = 0;
    for (let unit = 0; unit < 4353; unit++) {
      const own = codings.map((row) => Number(row[unit]));
      const middle = own.reduce((a, b) => a + b, 0) / 5;
      within += own.reduce((sum, x) => sum + (x - middle) ** 2, 0) / 4 / 4353;
    }
    expect(found.value).toBeCloseTo(1 - within / total, 10);
    expect(found.high - found.low).toBeLessThan(0.05);
  });
});
