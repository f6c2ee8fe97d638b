import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { root, runNode, say } from './program.mjs';

await ensureInstalled();
const modules = join(root, 'node_modules');
const steps = [
  ['types', join(modules, 'typescript', 'bin', 'tsc'), ['-p', '.']],
  ['lint and format', join(modules, '@biomejs', 'biome', 'bin', 'biome'), ['check', '--error-on-warnings']],
];
const failed = [];
for (const [name, file, args] of steps) {
  say(`Checking ${name} ...`);
  if ((await runNode(file, args, { doing: `checking ${name}` })) !== 0) failed.push(name);
}
if (failed.length) {
  say(`Not in order: ${failed.join(', ')}.`);
  process.exit(1);
}
