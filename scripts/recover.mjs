import { fork } from 'node:child_process';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, say } from './program.mjs';
import { asked, coverageOf, modulesFrom, recoverSeed, reliabilityOf } from './recovery.mjs';
import { recoverWhy, whyModulesFrom } from './recovery-why.mjs';

// npm run recover -- [--seeds N] [--from SEED] [--only why | --only conversation]

const self = fileURLToPath(import.meta.url);

const load = (name) => import(pathToFileURL(join(root, 'dist', `${name}.js`)).href);

/** The two parts: what messages tell, and what the plan promised. */
const parts = ['conversation', 'why'];

/** A child process: recovers the seeds it is given, one after the other, and sends what it found. */
async function work() {
  const { seeds, only } = JSON.parse(process.argv[3]);
  const modules = { ...(await modulesFrom(load)), ...(await whyModulesFrom(load)) };
  for (const seed of seeds) {
    const estimates = only.includes('conversation') ? await recoverSeed(seed, modules) : [];
    const why = only.includes('why') ? await recoverWhy(seed, modules) : { estimates: [], chances: [] };
    process.send({
      estimates: [...estimates, ...why.estimates],
      chances: why.chances.map((one) => ({ ...one, seed })),
    });
  }
  process.disconnect();
}

function child(asked, receive) {
  return new Promise((resolve, reject) => {
    const process_ = fork(self, ['--work', JSON.stringify(asked)]);
    process_.on('message', receive);
    process_.on('error', reject);
    process_.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a child ended with code ${code}`)),
    );
  });
}

const [lowest, highest] = [0.84, 0.95];
const widths = {
  hours: (width) => `${(width / 3600).toFixed(1)} h`,
  count: (width) => width.toFixed(0),
  share: (width) => `${(100 * width).toFixed(1)} points`,
};
const percent = (share) => `${(100 * share).toFixed(1)} %`;

function printed(cells) {
  const rows = cells.map((cell) => {
    const { measure, name, channel, n, coverage, lowest, highest, width, bias, unit, off } = cell;
    return [
      measure,
      name,
      channel.split(':')[0],
      String(n),
      percent(coverage),
      `${percent(lowest)} to ${percent(highest)}`,
      widths[unit](width),
      bias.toFixed(2),
      off ? 'OFF' : '',
    ];
  });
  const header = ['measure', 'quantity', 'channel', 'n', 'coverage', 'by stretch', 'mean width', 'bias', ''];
  return aligned([header, ...rows]);
}

function reliability(rows) {
  const header = ['stated chance of', 'from', 'to', 'chances', 'said', 'came', '99 % range', ''];
  return aligned([
    header,
    ...rows.map(({ group, from, to, n, said, came, off }) => [
      group,
      percent(from),
      percent(to),
      String(n),
      percent(said),
      percent(came.value),
      `${percent(came.low)} to ${percent(came.high)}`,
      off ? 'OFF' : '',
    ]),
  ]);
}

function aligned(rows) {
  const lengths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(lengths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function recover() {
  const { values } = parseArgs({
    options: { seeds: { type: 'string' }, from: { type: 'string' }, only: { type: 'string' } },
  });
  if (values.only !== undefined && !parts.includes(values.only))
    throw new Error(`--only is one of ${parts.join(' and ')}, not ${values.only}`);
  const only = values.only === undefined ? parts : [values.only];
  const count = Number(values.seeds ?? 200);
  const first = Number(values.from ?? 1);
  await ensureInstalled();
  await ensureBuilt();
  const seeds = Array.from({ length: count }, (_, k) => first + k);
  const workers = Math.min(count, os.availableParallelism());
  const found = { estimates: [], chances: [] };
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, (_, worker) =>
      child({ seeds: seeds.filter((_, k) => k % workers === worker), only }, ({ estimates, chances }) => {
        found.estimates.push(...estimates);
        found.chances.push(...chances);
        if (++done % 20 === 0) say(`${done} of ${count} companies`);
      }),
    ),
  );
  const cells = coverageOf(found.estimates, count).map((cell) => ({
    ...cell,
    off: cell.judged && (cell.coverage < lowest || cell.coverage > highest),
  }));
  const judged = cells.filter((cell) => cell.judged);
  const off = judged.filter((cell) => cell.off);
  console.log(printed(judged));
  console.log(
    `\n${count} simulated companies (seeds ${first} to ${first + count - 1}); 90 % intervals${only.includes('conversation') ? ` for ${asked.join(', ')}` : ''}.`,
  );
  console.log(
    `${judged.length} quantities judged, ${off.length} outside ${percent(lowest)} to ${percent(highest)}; ${cells.length - judged.length} not judged: too rarely told, or fewer than 5 hits in a company.`,
  );
  if (only.includes('conversation'))
    console.log(
      'Counts of all there are (two-way, reciprocity, medians of turns) have no interval and are not compared; nor is the median wait.',
    );
  const table = reliabilityOf(found.chances, {
    ...(await load('stats/proportion')),
    ...(await load('stats/cluster')),
  });
  if (table.length > 0) console.log(`\n${reliability(table)}`);
  if (off.length > 0 || table.some((row) => row.off)) process.exitCode = 1;
}

if (process.argv[2] === '--work') await work();
else if (isEntry(import.meta)) await recover();
