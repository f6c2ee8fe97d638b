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
const load = (name) => import(pathToFileURL(join(root, 'dist', 'demo', `${name}.js`)).href);
const [demo, { trueEffects }, { tarnwell }] = await Promise.all(['truth', 'changes', 'tarnwell'].map(load));
const seeds = function* () {
  for (let k = 0; k < companies; k++) {
    if (k % 50 === 0) say(`${k} of ${companies} companies`);
    yield firstSeed + k;
  }
};
const sums = demo.sumsOver(seeds());
say('the changes of tactics');
const truth = demo.truthFrom(
  sums,
  trueEffects(
    [...Array(companies).keys()].map((k) => firstSeed + k),
    tarnwell,
  ),
);
const file = join(root, 'src', 'demo', 'truth.json');
await writeFile(file, `${JSON.stringify(truth)}\n`);
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
process.exitCode = await runNode(biome, ['format', '--write', file]);
