import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isEntry, root, runNode, say } from './program.mjs';

const help = `npm run test:servers                    a real atproto network and a real fediverse server, and Rapport against them
npm run test:servers -- --only atproto  one of them: atproto, snac
npm run test:servers -- --stay          starts them and leaves them running until Ctrl+C, without testing

Needs Debian, root, g++, make, python3, and on the first run a network. Everything is downloaded into .servers/;
nothing is installed on the system. Ends with 0 when all passed, 1 when something failed, 77 where it cannot run.`;

/** The exit code of a test that could not run where it was asked to. */
export const cannotRun = 77;
const kinds = ['atproto', 'snac'];

async function servers() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, stay: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(help);
  if (values.only && !kinds.includes(values.only)) {
    say(`--only ${values.only}: there are ${kinds.join(' and ')}.\n\n${help}`);
    return 1;
  }
  const { lacking } = await import('../test/servers/debian.mjs');
  const missing = lacking();
  if (missing) {
    say(`The real servers cannot run here. ${missing}`);
    return cannotRun;
  }
  const cache = join(root, '.servers');
  await mkdir(cache, { recursive: true });
  try {
    await fetchAll(values.only, cache);
  } catch (error) {
    say(`The real servers cannot run here: they could not be downloaded. ${error.message}`);
    return cannotRun;
  }
  await ensureInstalled();
  await ensureBuilt();
  const run = await mkdtemp(join(tmpdir(), 'rapport-servers-'));
  const started = [];
  const own = (server) => started.push(server);
  const stop = async () => {
    for (const server of started.reverse().splice(0)) await server.stop();
    await rm(run, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => stop().then(() => process.exit(130)));
  try {
    return await against(values, { cache, run, own });
  } catch (error) {
    say(error.message);
    return 1;
  } finally {
    await stop();
  }
}

async function fetchAll(only, cache) {
  const { fetchAtproto } = await import('../test/servers/atproto.mjs');
  const { fetchSnac } = await import('../test/servers/snac.mjs');
  if (only !== 'snac') await fetchAtproto(cache);
  if (only !== 'atproto') await fetchSnac(cache);
}

async function against({ only, stay }, world) {
  const { startAtproto } = await import('../test/servers/atproto.mjs');
  const { startSnac } = await import('../test/servers/snac.mjs');
  // PostgreSQL runs as another user and must find its folder.
  await chmod(world.run, 0o711);
  const addresses = {};
  if (only !== 'snac') addresses.atproto = await startAtproto(world);
  if (only !== 'atproto') addresses.snac = await startSnac(world);
  const file = join(world.run, 'servers.json');
  await writeFile(file, JSON.stringify(addresses));
  if (stay) return untilStopped(addresses, file);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join('dist', 'results', 'servers.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const filter =
    { atproto: ['atproto.servers', 'bluesky-sync', 'bluesky-signed-in'], snac: ['snac.servers'] }[only] ?? [];
  return runNode(vitest, ['run', '--config', 'vitest.servers.config.ts', ...reporters, ...filter], {
    env: { ...process.env, RAPPORT_SERVERS: file },
  });
}

function untilStopped(addresses, file) {
  console.log(JSON.stringify(addresses, null, 1));
  say(`They stay until Ctrl+C. RAPPORT_SERVERS=${file} npx vitest run --config vitest.servers.config.ts`);
  setInterval(() => undefined, 60_000);
  return new Promise(() => undefined);
}

if (isEntry(import.meta)) process.exitCode = await servers();
