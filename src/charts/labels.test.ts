import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, fit, place, spread, textWidth } from './labels.ts';

describe('spread', () => {
  it('leaves alone what does not touch', () => {
    expect(spread([20, 100, 300], [20, 20, 20], 0, 340)).toEqual([20, 100, 300]);
  });

  it('sets equal wishes evenly around where they wanted to be, in their order', () => {
    expect(spread([100, 100, 100], [20, 20, 20], 0, 340)).toEqual([80, 100, 120]);
  });

  it('keeps inside the ends', () => {
    expect(spread([0, 0], [20, 20], 0, 100)).toEqual([10, 30]);
    expect(spread([100, 100], [20, 20], 0, 100)).toEqual([70, 90]);
  });

  it('knows nothing to do with nothing', () => {
    expect(spread([], [], 0, 100)).toEqual([]);
  });

  it('never lets two overlap nor change places, whatever is wished', () => {
    const wish = fc.record({
      at: fc.integer({ min: 0, max: 340 }),
      height: fc.integer({ min: 10, max: 37 }),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 6 }), (wishes) => {
        const heights = wishes.map(({ height }) => height);
        const middles = spread(
          wishes.map(({ at }) => at),
          heights,
          -10,
          352,
        );
        const order = wishes.map((_, i) => i).sort((a, b) => wishes[a].at - wishes[b].at || a - b);
        for (const [n, i] of order.entries()) {
          expect(middles[i] - heights[i] / 2).toBeGreaterThanOrEqual(-10 - 1e-9);
          expect(middles[i] + heights[i] / 2).toBeLessThanOrEqual(352 + 1e-9);
          const next = order[n + 1];
          if (next !== undefined)
            expect(middles[i] + heights[i] / 2).toBeLessThanOrEqual(middles[next] - heights[next] / 2 + 1e-9);
        }
      }),
    );
  });
});

describe('place', () => {
  const area: Box = { left: 0, top: -14, right: 460, bottom: 340 };

  it('prefers the upper right, and takes another corner where the curve runs', () => {
    expect(place([{ x: 100, y: 100, text: '42 %' }], [], [], area)[0]).toEqual({
      dx: 7,
      dy: -10,
      anchor: 'start',
    });
    const curve = Array.from({ length: 10 }, (_, i) => ({ x: 100 + i * 4, y: 86 }));
    expect(place([{ x: 100, y: 100, text: '42 %' }], [], curve, area)[0]).toEqual({
      dx: -7,
      dy: 20,
      anchor: 'end',
    });
  });

  it('goes out of the way of what stands there already', () => {
    const taken = [{ left: 105, right: 140, top: 75, bottom: 95 }];
    expect(place([{ x: 100, y: 100, text: '42 %' }], taken, [], area)[0]).toEqual({
      dx: -7,
      dy: 20,
      anchor: 'end',
    });
  });

  it('leaves a number out rather than let it touch another or be read as another mark’s', () => {
    const marks = Array.from({ length: 6 }, (_, i) => ({ x: 100, y: 100 + i * 5, text: '42 %' }));
    const placed = place(marks, [], [], area).filter(Boolean);
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.length).toBeLessThan(6);
  });

  it('keeps numbers in the area', () => {
    expect(place([{ x: 458, y: 100, text: '42 %' }], [], [], area)[0]?.anchor).toBe('end');
  });
});

describe('fit', () => {
  it('shortens to the width and says so', () => {
    expect(fit('short', 13, 100)).toBe('short');
    const cut = fit('a name that is far too long', 13, 60);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut, 13)).toBeLessThanOrEqual(60);
  });
});
