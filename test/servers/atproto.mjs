import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled } from '../../scripts/install.mjs';
import { findNpm, runNode, say } from '../../scripts/program.mjs';
import { startServer } from './child.mjs';
import { fetchDatabases, startDatabases } from './databases.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Installs the network's packages from their own lock into the cache; the product's node_modules never see them. */
async function installNetwork(folder) {
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(join(here, name), join(folder, name));
  if (await isInstalled(folder)) return;
  say('Installing the atproto network (once, about 360 MB and four minutes) ...');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = findNpm();
  const code = npm ? await runNode(npm, args, { cwd: folder, doing: 'installing the network' }) : 1;
  if (code !== 0) throw new Error('npm could not install the atproto network; the lines above say why.');
}

/** Gets what the network and its databases are made of, where it is not there yet. */
export async function fetchAtproto(cache) {
  await fetchDatabases(cache);
  await installNetwork(join(cache, 'atproto'));
}

/** Starts PostgreSQL, Redis and the network; gives the addresses of its PDS and AppView. */
export async function startAtproto({ cache, run, own }) {
  const folder = join(cache, 'atproto');
  say('Starting PostgreSQL and Redis ...');
  const { postgres, redis } = await startDatabases({ cache, run, own });
  say('Starting the atproto network (10 to 60 s) ...');
  const log = join(run, 'atproto.log');
  const env = { ...process.env, RAPPORT_NETWORK: folder, DB_POSTGRES_URL: postgres, REDIS_HOST: redis };
  const ready = async () => {
    const line = /^\{"plc".*\}$/m.exec(await readFile(log, 'utf8').catch(() => ''));
    return line && JSON.parse(line[0]);
  };
  const program = join(here, 'network.cjs');
  const started = await startServer('The atproto network', process.execPath, [program], {
    ...{ log, env, ready, cwd: run, patience: 300 },
  });
  own(started);
  return started.said;
}
