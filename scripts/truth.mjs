import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { root, runNode, say } from './program.mjs';

// Averages the true numbers of the demo company anew into src/demo/truth.json: node scripts/truth.mjs [COMPANIES].
// Due after every change of its parameters or processes; a test says so.

/** Seeds far from those that people type, so that the truth is averaged over other companies than the demo's. */
const firstSeed = 1_000_000;

const companies = Number(process.argv[2] ?? 500);
await ensureBuilt();
const demo = await import(pathToFileURL(join(root, 'dist', 'demo', 'truth.js')).href);
const seeds = function* () {
  for (let k = 0; k < companies; k++) {
    if (k % 50 === 0) say(`${k} of ${companies} companies`);
    yield firstSeed + k;
  }
};
const truth = demo.truthFrom(demo.sumsOver(seeds()));
const file = join(root, 'src', 'demo', 'truth.json');
await writeFile(file, `${JSON.stringify(truth)}\n`);
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
process.exitCode = await runNode(biome, ['format', '--write', file]);
