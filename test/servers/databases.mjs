import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts, listens, runOnce, startServer } from './child.mjs';
import { download, unpack } from './debian.mjs';

/** Debian's `nobody`: PostgreSQL refuses to run as root. */
const nobody = { uid: 65534, gid: 65534 };

/** Debian's packages of both, downloaded where they are not there yet. */
export function fetchDatabases(cache) {
  return download(join(cache, 'databases'), ['postgresql', 'redis-server']);
}

/** Starts Debian's PostgreSQL and Redis on free ports, with nothing kept; gives where they are. */
export async function startDatabases({ cache, run, own }) {
  const debs = await fetchDatabases(cache);
  const unpacked = join(run, 'databases');
  const env = await unpack(debs, unpacked);
  const [sql, redis] = await freePorts(2);
  own(await startPostgres(await binOf(unpacked), sql, { env, run }));
  const program = [join(unpacked, 'usr/bin/redis-server'), '/usr/bin/redis-server'].find((file) =>
    existsSync(file),
  );
  const args = ['--bind', '127.0.0.1', '--port', `${redis}`, '--save', '', '--appendonly', 'no'];
  const log = join(run, 'redis.log');
  own(await startServer('Redis', program, args, { log, env, cwd: run, ready: () => listens(redis) }));
  return { postgres: `postgresql://pg@127.0.0.1:${sql}/postgres`, redis: `127.0.0.1:${redis}` };
}

/** The newest PostgreSQL there is: of the system, else of the unpacked packages. */
async function binOf(unpacked) {
  const version = (name) => Number(name) || 0;
  for (const base of ['/usr/lib/postgresql', join(unpacked, 'usr/lib/postgresql')]) {
    const there = await readdir(base).catch(() => []);
    const bins = there.sort((a, b) => version(b) - version(a)).map((name) => join(base, name, 'bin'));
    const found = bins.find((bin) => existsSync(join(bin, 'initdb')));
    if (found) return found;
  }
  throw new Error("Neither /usr/lib/postgresql nor Debian's packages hold a PostgreSQL with initdb.");
}

async function startPostgres(bin, port, { env, run }) {
  const folder = join(run, 'postgres');
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  await chown(folder, nobody.uid, nobody.gid);
  const options = { env, cwd: folder, ...nobody };
  const data = join(folder, 'data');
  const how = ['-U', 'pg', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  await runOnce(join(bin, 'initdb'), ['-D', data, ...how], options);
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'jit=off',
  ];
  const args = ['-D', data, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])];
  const ready = () =>
    runOnce(
      join(bin, 'pg_isready'),
      ['-q', '-h', '127.0.0.1', '-p', `${port}`, '-U', 'pg', '-d', 'postgres'],
      options,
    ).then(
      () => true,
      () => false,
    );
  // A fast stop: the default one waits for every connection to go by itself.
  const log = join(run, 'postgres.log');
  return startServer('PostgreSQL', join(bin, 'postgres'), args, { ...options, log, ready, signal: 'SIGINT' });
}
