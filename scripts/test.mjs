import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, runNode } from './program.mjs';

await ensureInstalled();
await ensureBuilt();
const report = join('dist', 'results', 'unit.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
process.exitCode = await runNode(vitest, ['run', ...reporters, ...process.argv.slice(2)]);
