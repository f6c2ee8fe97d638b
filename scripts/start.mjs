import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isEntry, root, say } from './program.mjs';

const serveOptions = { port: { type: 'string' }, host: { type: 'string' } };
const importOptions = {
  map: { type: 'string' },
  us: { type: 'string', multiple: true },
  zone: { type: 'string' },
  'without-ids': { type: 'boolean' },
};
const help = `npm start                        serves ./rapport; where there is none, a simulated company in ./rapport-demo
npm start -- FILES               imports files and folders into ./rapport, then serves it

Options: --workspace DIR, --port N; with FILES also --map FILE, --us NAME, --zone ZONE, --without-ids.
Example: npm start -- posts.csv tweets.zip --us tarnwell`;

/**
 * The commands that a start comes to, in their order. Files are looked for where the person stood (npm itself
 * goes to the package's folder). Without files and without a workspace anywhere, it is the demo that is made and
 * served. Throws the sentence of `parseArgs` for an option that there is not.
 */
export function startCommands(args, { from, home, env = {}, exists = () => false }) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...serveOptions,
      ...importOptions,
      workspace: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return { help };
  const files = positionals.map((file) => resolve(from, file));
  const chosen = values.workspace
    ? resolve(from, values.workspace)
    : files.length
      ? join(home, 'rapport')
      : '';
  const workspace = chosen ? ['--workspace', chosen] : [];
  const given = (options) =>
    Object.keys(options).flatMap((name) =>
      [values[name] ?? []].flat().flatMap((value) => (value === true ? [`--${name}`] : [`--${name}`, value])),
    );
  const map = values.map ? ['--map', resolve(from, values.map)] : [];
  const { map: _, ...passed } = importOptions;
  if (!files.length && (map.length || given(passed).length)) {
    throw new Error('--map, --us, --zone and --without-ids say how files are read: name the files too.');
  }
  const served = ['rapport', '.'].some((folder) =>
    ['plan.yaml', 'rapport.duckdb'].some((file) => exists(join(home, folder, file))),
  );
  if (!chosen && !env.RAPPORT_WORKSPACE && !served) {
    const demo = join(home, 'rapport-demo');
    return {
      said: `There is no workspace at ${join(home, 'rapport')} yet, so this opens a simulated company, in ${demo}.\nYour own files instead: npm start -- FILES`,
      commands: [
        ['demo', demo],
        ['serve', '--workspace', demo, ...given(serveOptions)],
      ],
    };
  }
  return {
    commands: [
      ...(files.length ? [['import', ...files, ...workspace, ...map, ...given(passed)]] : []),
      ['serve', ...workspace, ...given(serveOptions)],
    ],
  };
}

async function start() {
  let plan;
  try {
    plan = startCommands(process.argv.slice(2), {
      from: process.env.INIT_CWD ?? process.cwd(),
      home: root,
      env: process.env,
      exists: existsSync,
    });
  } catch (error) {
    say(`${error.message}\n\n${help}`);
    process.exit(1);
  }
  if (plan.help) return console.log(plan.help);
  const { ensureInstalled } = await import('./install.mjs');
  await ensureInstalled();
  const { ensureBuilt } = await import('./build.mjs');
  await ensureBuilt();
  const { run } = await import(pathToFileURL(join(root, 'dist', 'cli', 'run.js')).href);
  if (plan.said) say(plan.said);
  for (const command of plan.commands) {
    const code = await run(command);
    if (code !== 0) process.exit(code);
  }
}

if (isEntry(import.meta)) await start();
