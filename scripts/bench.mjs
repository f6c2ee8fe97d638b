import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, say } from './program.mjs';

const help = `npm run bench                    3,000,000 made-up messages, and a tenth of them
npm run bench -- --messages N    another number
npm run bench -- --write         writes the result to docs/benchmark.md
npm run bench -- --keep          keeps the files it made
npm run bench -- --times N       asks each measure N times (3); the quickest counts`;

/** What was typed, as options of a run. Throws the sentence of `parseArgs` for an option that there is not. */
export function benchOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      messages: { type: 'string', default: '3000000' },
      seed: { type: 'string', default: '1' },
      times: { type: 'string', default: '3' },
      keep: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const whole = (name) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= 1) return number;
    throw new Error(`--${name} ${values[name]} is no whole number from 1 on.`);
  };
  return { ...values, messages: whole('messages'), seed: whole('seed'), times: whole('times') };
}

async function bench() {
  let options;
  try {
    options = benchOptions(process.argv.slice(2));
  } catch (error) {
    say(`${error.message}\n\n${help}`);
    process.exit(1);
  }
  if (options.help) return console.log(help);
  await ensureInstalled();
  await ensureBuilt();
  const { runBench } = await import('../bench/run.mjs');
  const { machine, report } = await import('../bench/report.mjs');
  const { page } = await import('../bench/page.mjs');
  const result = await runBench({ ...options, say });
  if (options.json) await writeFile(options.json, JSON.stringify(result, null, 1));
  console.log(`${machine(result)}\n\n${report(result)}`);
  if (options.write) await writeFile(join(root, 'docs', 'benchmark.md'), page(result));
}

if (isEntry(import.meta)) await bench();
