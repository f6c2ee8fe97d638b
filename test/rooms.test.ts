import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, root } from './repository.ts';
import { importsOf, indexFaults, rooms, trespasses } from './rooms.ts';

const files = filesUnder('src').filter((file) => /\.tsx?$/.test(file));
const codeOf = (file: string) => readFileSync(join(root, 'src', file), 'utf8');

describe('the rooms of src', () => {
  it('import one way only', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => trespasses(file, codeOf(file)))).toEqual([]);
  });

  it('have an index only as a contents page', () => {
    expect(files.flatMap((file) => indexFaults(file, codeOf(file)))).toEqual([]);
  });

  it('name files by nouns in kebab-case, none of them a place for leftovers', () => {
    const bad = files.filter(
      (file) =>
        !file.split('/').every((part) => /^[a-z0-9-]+(\.test)?(\.tsx?)?$/.test(part)) ||
        /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.|$)/.test(file),
    );
    expect(bad).toEqual([]);
  });

  it('hold no default export', () => {
    expect(files.filter((file) => /^export default\b/m.test(codeOf(file)))).toEqual([]);
  });

  it('form no circle', () => {
    const reach = (room: string, seen = new Set<string>()): Set<string> => {
      for (const next of rooms[room] ?? []) if (!seen.has(next)) reach(next, seen.add(next));
      return seen;
    };
    expect(Object.keys(rooms).filter((room) => reach(room).has(room))).toEqual([]);
  });
});

describe('the test itself', () => {
  it('sees every form of import', () => {
    const code = `import a from './a.ts';
import type { B } from "../b/b.ts";
import {
  c,
  type D,
} from './c.tsx';
import './e.ts';
export { f } from './f.ts';
export * from './g.ts';
const h = await import('./h.ts');
// import { no } from './no.ts';
/** import { no } from './no.ts' */
const text = "words from './no.ts'";`;
    expect(importsOf(code)).toEqual([
      './a.ts',
      '../b/b.ts',
      './c.tsx',
      './e.ts',
      './f.ts',
      './g.ts',
      './h.ts',
    ]);
  });

  it.each([
    ['store/ingest.ts', "import { readers } from '../sources/index.ts';", 'store may not import sources'],
    [
      'measures/ignoring/curve.ts',
      "import { x } from '../../charts/curve.ts';",
      'measures may not import charts',
    ],
    ['model/plan.ts', "export type { Y } from '../stats/normal.ts';", 'model may not import stats'],
    ['server/app.ts', "await import('../cli/run.ts');", 'server may not import cli'],
    ['facts/turn.test.ts', "import { m } from '../measures/index.ts';", 'facts may not import measures'],
    ['charts/curve.ts', "import { readFileSync } from 'node:fs';", 'charts knows no machine'],
    ['measures/x.ts', "import { DuckDBInstance } from '@duckdb/node-api';", 'belongs to store'],
    ['cli/ask.ts', "import { build } from '../../scripts/build.mjs';", 'outside src'],
    ['cli/ask.ts', "import { send } from './app';", 'without its ending'],
    ['helpers/x.ts', '', 'in no room'],
    ['main.ts', '', 'in no room'],
  ])('finds the trespass of %s', (path, code, sentence) => {
    expect(trespasses(path, code).join()).toContain(sentence);
  });

  it('lets through what is allowed', () => {
    expect(
      trespasses('cli/ask.ts', "import { a } from '../server/app.ts';\nimport b from './app.ts';"),
    ).toEqual([]);
    expect(trespasses('facts/turn.test.ts', "import { told } from '../../test/reading.ts';")).toEqual([]);
    expect(trespasses('stats/km.test.ts', "import { readFileSync } from 'node:fs';")).toEqual([]);
  });

  it('finds an index that works', () => {
    expect(indexFaults('facts/index.ts', 'const sql = `SELECT a FROM b`;')).toHaveLength(1);
    expect(indexFaults('facts/index.ts', '\n'.repeat(80))).toHaveLength(1);
    expect(indexFaults('facts/turn.ts', 'const sql = `SELECT a FROM b`;')).toEqual([]);
  });
});
