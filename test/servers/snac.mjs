import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../scripts/program.mjs';
import { freePorts, listens, runOnce, startServer } from './child.mjs';
import { download, unpack, withBackports } from './debian.mjs';

/** Debian's package, downloaded where it is not there yet. */
export async function fetchSnac(cache) {
  return download(join(cache, 'snac'), ['snac2'], await withBackports(join(cache, 'backports')));
}

/** Starts snac, a small server that speaks the Mastodon API, with its people; gives its address and their passwords. */
export async function startSnac({ cache, run, own, people = ['alice', 'bob', 'carol'] }) {
  const debs = await fetchSnac(cache);
  const unpacked = join(run, 'snac-program');
  const env = await unpack(debs, unpacked);
  const program = [join(unpacked, 'usr/bin/snac'), '/usr/bin/snac'].find((file) => existsSync(file));
  say('Starting snac ...');
  const [port] = await freePorts(1);
  const data = join(run, 'snac');
  const host = `127.0.0.1:${port}`;
  await runOnce(program, ['init', data], {
    env,
    input: `127.0.0.1\n${port}\n${host}\n\nadmin@example.com\n`,
  });
  const file = join(data, 'server.json');
  const settings = JSON.parse(await readFile(file, 'utf8'));
  const changes = { protocol: 'http', disable_email_notifications: true, disable_sandbox: true };
  await writeFile(file, JSON.stringify({ ...settings, ...changes }, null, 1));
  const passwords = {};
  for (const name of people) {
    const said = await runOnce(program, ['adduser', data, name], { env });
    passwords[name] = /password is (\S+)/.exec(said)?.[1];
  }
  const log = join(run, 'snac.log');
  await mkdir(data, { recursive: true });
  own(
    await startServer('snac', program, ['httpd', data], { log, env, cwd: run, ready: () => listens(port) }),
  );
  return { origin: `http://${host}`, passwords };
}
