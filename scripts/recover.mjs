import { fork } from 'node:child_process';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, say } from './program.mjs';
import { asked, coverageOf, modulesFrom, recoverSeed } from './recovery.mjs';

const self = fileURLToPath(import.meta.url);

/** A child process: recovers the seeds it is given, one after the other, and sends what it found. */
async function work() {
  const modules = await modulesFrom((name) => import(pathToFileURL(join(root, 'dist', `${name}.js`)).href));
  for (const seed of JSON.parse(process.argv[3]))
    process.send({ seed, found: await recoverSeed(seed, modules) });
  process.disconnect();
}

function child(seeds, receive) {
  return new Promise((resolve, reject) => {
    const process_ = fork(self, ['--work', JSON.stringify(seeds)]);
    process_.on('message', receive);
    process_.on('error', reject);
    process_.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a child ended with code ${code}`)),
    );
  });
}

const [lowest, highest] = [0.84, 0.95];
const percent = (share) => `${(100 * share).toFixed(1)} %`;

function printed(cells) {
  const rows = cells.map((cell) => {
    const { measure, name, channel, n, coverage, lowest, highest, width, bias, seconds, off } = cell;
    return [
      measure,
      name,
      channel.split(':')[0],
      String(n),
      percent(coverage),
      `${percent(lowest)} to ${percent(highest)}`,
      seconds ? `${(width / 3600).toFixed(1)} h` : `${(100 * width).toFixed(1)} points`,
      bias.toFixed(2),
      off ? 'OFF' : '',
    ];
  });
  const header = ['measure', 'quantity', 'channel', 'n', 'coverage', 'by stretch', 'mean width', 'bias', ''];
  const widths = header.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function recover() {
  const { values } = parseArgs({ options: { seeds: { type: 'string' }, from: { type: 'string' } } });
  const count = Number(values.seeds ?? 200);
  const first = Number(values.from ?? 1);
  await ensureInstalled();
  await ensureBuilt();
  const seeds = Array.from({ length: count }, (_, k) => first + k);
  const workers = Math.min(count, os.availableParallelism());
  const estimates = [];
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, (_, worker) =>
      child(
        seeds.filter((_, k) => k % workers === worker),
        ({ found }) => {
          estimates.push(...found);
          if (++done % 20 === 0) say(`${done} of ${count} companies`);
        },
      ),
    ),
  );
  const cells = coverageOf(estimates, count).map((cell) => ({
    ...cell,
    off: cell.judged && (cell.coverage < lowest || cell.coverage > highest),
  }));
  const judged = cells.filter((cell) => cell.judged);
  const off = judged.filter((cell) => cell.off);
  console.log(printed(judged));
  console.log(
    `\n${count} simulated companies (seeds ${first} to ${first + count - 1}); 90 % intervals for ${asked.join(', ')}.`,
  );
  console.log(
    `${judged.length} quantities judged, ${off.length} outside ${percent(lowest)} to ${percent(highest)}; ${cells.length - judged.length} not judged: too rarely told, or fewer than 5 hits in a company.`,
  );
  console.log(
    'Counts of all there are (two-way, reciprocity, medians of turns) have no interval and are not compared; nor is the median wait.',
  );
  if (off.length > 0) process.exitCode = 1;
}

if (process.argv[2] === '--work') await work();
else if (isEntry(import.meta)) await recover();
