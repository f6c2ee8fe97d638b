import { fork } from 'node:child_process';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { coverPlan, finiteSet, isOff, plans, printedPlans, slack } from './coding.mjs';
import { hasCodingData, sets } from './coding-sets.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, say } from './program.mjs';
import { asked, coverageOf, modulesFrom, recoverSeed, reliabilityOf } from './recovery.mjs';
import { recoverWhy, whyModulesFrom } from './recovery-why.mjs';

// npm run recover -- [--seeds N] [--from SEED] [--only conversation|why|coding] [--draws N]

const self = fileURLToPath(import.meta.url);

/** Real texts with human codes, beside the checkout. */
const codingData = join(root, '..', 'shared', 'data');

const built = (name) => import(pathToFileURL(join(root, 'dist', `${name}.js`)).href);

/** What messages tell, what the plan promised, and shares by machine corrected by people. */
const parts = ['conversation', 'why', 'coding'];

/** A child process: recovers the seeds it is given, one after the other, and sends what it found. */
async function work() {
  const { seeds, only } = JSON.parse(process.argv[3]);
  const modules = { ...(await modulesFrom(built)), ...(await whyModulesFrom(built)) };
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

/** A child process: draws samples of one set by one plan after the other, and sends the coverages. */
async function workCoding() {
  const modules = Object.assign(
    {},
    ...(await Promise.all(
      ['correction/share', 'correction/bands', 'refusal', 'random'].map((name) => built(`stats/${name}`)),
    )),
  );
  for (const { name, plan, draws } of JSON.parse(process.argv[3])) {
    const set = finiteSet(
      sets.find((one) => one.name === name),
      codingData,
      modules,
    );
    process.send(coverPlan(set, plan, draws, modules));
  }
  process.disconnect();
}

function child(kind, jobs, receive) {
  return new Promise((resolve, reject) => {
    const process_ = fork(self, [kind, JSON.stringify(jobs)]);
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
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      only: { type: 'string' },
      draws: { type: 'string' },
    },
  });
  if (values.only !== undefined && !parts.includes(values.only)) {
    say(`--only is one of ${parts.join(', ')}, not ${values.only}.`);
    process.exit(2);
  }
  const only = values.only === undefined ? parts : [values.only];
  await ensureInstalled();
  await ensureBuilt();
  if (values.only !== 'coding')
    await recoverCompanies(Number(values.seeds ?? 200), Number(values.from ?? 1), only);
  if (only.includes('coding')) await recoverCoding(Number(values.draws ?? 100));
}

/** Coverage of corrected shares on real texts; skipped where they are not beside the checkout. */
async function recoverCoding(draws) {
  if (!hasCodingData(codingData)) {
    say('Corrected shares are not tried: the real test data are not beside this checkout.');
    return;
  }
  const jobs = sets.flatMap(({ name }) => plans.map((plan) => ({ name, plan, draws })));
  const workers = os.availableParallelism();
  const found = [];
  await Promise.all(
    Array.from({ length: workers }, (_, worker) =>
      child(
        '--work-coding',
        jobs.filter((_, k) => k % workers === worker),
        (cells) => {
          found.push(...cells);
          say(`${found.length / 2} of ${jobs.length} sampling plans`);
        },
      ),
    ),
  );
  const place = ({ set, codes, how, level }) =>
    sets.findIndex(({ name }) => name === set) * 1e6 + codes * 100 + (how === 'simple' ? 0 : 10) + level;
  found.sort((a, b) => place(a) - place(b));
  console.log(aligned(printedPlans(found)));
  const off = found.filter(isOff);
  console.log(
    `\n${draws} draws of each plan; ${off.length} of ${found.length} coverages are more than ${100 * slack} points under their level. Machine labels are from a coder trained on texts that are not in the set.`,
  );
  if (off.length > 0) process.exitCode = 1;
}

async function recoverCompanies(count, first, only) {
  const seeds = Array.from({ length: count }, (_, k) => first + k);
  const workers = Math.min(count, os.availableParallelism());
  const found = { estimates: [], chances: [] };
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, (_, worker) =>
      child(
        '--work',
        { seeds: seeds.filter((_, k) => k % workers === worker), only },
        ({ estimates, chances }) => {
          found.estimates.push(...estimates);
          found.chances.push(...chances);
          if (++done % 20 === 0) say(`${done} of ${count} companies`);
        },
      ),
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
    ...(await built('stats/proportion')),
    ...(await built('stats/cluster')),
  });
  if (table.length > 0) console.log(`\n${reliability(table)}`);
  if (off.length > 0 || table.some((row) => row.off)) process.exitCode = 1;
}

if (process.argv[2] === '--work') await work();
else if (process.argv[2] === '--work-coding') await workCoding();
else if (isEntry(import.meta)) await recover();
