import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, runNode, say } from './program.mjs';

const help = `npm run fuzz                    10,000 damaged files for each reader, and archives that are traps
npm run fuzz -- --runs N        another number
npm run fuzz -- --seed N        other damages (1)
npm run fuzz -- --only WORD     one reader, such as x-archive, or: archives, streams
npm run fuzz -- --gigabytes N   the length of the endless files (1); 20 takes hours`;

/** What was typed, as the environment of a run. Throws a sentence for what cannot be. */
export function fuzzOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      gigabytes: { type: 'string', default: '1' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const whole = (name) => {
    if (/^[1-9]\d{0,8}$/.test(values[name])) return values[name];
    throw new Error(`--${name} ${values[name]} is no whole number from 1 on.`);
  };
  return { ...values, runs: whole('runs'), seed: whole('seed'), gigabytes: whole('gigabytes') };
}

async function fuzz() {
  let options;
  try {
    options = fuzzOptions(process.argv.slice(2));
  } catch (error) {
    say(`${error.message}\n\n${help}`);
    return 1;
  }
  if (options.help) return console.log(help);
  await ensureInstalled();
  await ensureBuilt();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--config', 'vitest.fuzz.config.ts', '--disable-console-intercept'];
  if (options.only) args.push('-t', `^${options.only} `);
  const { runs, seed, gigabytes } = options;
  return runNode(vitest, args, {
    doing: 'at it',
    patience: 60_000,
    env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed, FUZZ_GIGABYTES: gigabytes },
  });
}

if (isEntry(import.meta)) process.exitCode = await fuzz();
