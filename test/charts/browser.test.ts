import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { drawFigure } from '../../src/charts/index.ts';
import { root } from '../repository.ts';
import { curves, fate, ranges, series } from './stories.ts';

describe('charts in a browser', () => {
  it('draw the same where there is neither Node nor a document', async () => {
    const built = await build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        lib: { entry: join(root, 'src', 'charts', 'index.ts'), formats: ['iife'], name: 'charts' },
      },
    });
    const output = (Array.isArray(built) ? built[0] : built) as { output: { code: string }[] };
    const world = createContext({});
    runInContext(output.output[0].code, world);
    for (const figure of [curves.six, curves.crossing, fate, ranges, series.usual]) {
      const format = { variant: 'inline', locale: 'de', id: 'same' } as const;
      const there = runInContext(
        `charts.drawFigure(${JSON.stringify(figure)}, ${JSON.stringify(format)})`,
        world,
      );
      expect(there).toBe(drawFigure(figure, format));
    }
  });
});
