import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOnce } from './child.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** What this machine lacks to run the servers, in a sentence; undefined when it lacks nothing. */
export function lacking({
  platform = process.platform,
  user = process.getuid?.(),
  exists = existsSync,
} = {}) {
  if (platform !== 'linux' || !exists('/etc/debian_version')) {
    return "These servers come from Debian's packages, and this is no Debian. A container or a virtual machine with Debian 12 or newer can run them.";
  }
  if (user !== 0) {
    return 'PostgreSQL must be started as a user of its own, which takes root. Run this as root, in a container if you like.';
  }
  const tools = ['/usr/bin/apt-get', '/usr/bin/dpkg', '/usr/bin/g++', '/usr/bin/make', '/usr/bin/python3'];
  const absent = tools.filter((tool) => !exists(tool));
  if (absent.length > 0) {
    return `Not found: ${absent.join(', ')}. apt-get install build-essential python3 brings what is missing.`;
  }
  return undefined;
}

/**
 * Downloads the packages and what they need into `folder`, installing nothing: a package that the system has already
 * is used from there. Gives the .deb files.
 */
export async function download(folder, packages, options = []) {
  await mkdir(join(folder, 'partial'), { recursive: true });
  const done = join(folder, 'complete');
  if (!existsSync(done)) {
    const into = [
      '-o',
      `Dir::Cache::archives=${folder}`,
      '-o',
      'Debug::NoLocking=1',
      '-o',
      'APT::Sandbox::User=root',
    ];
    const quiet = ['-qq', '-y', '--no-install-recommends', '--download-only'];
    await runOnce('apt-get', [...options, ...into, ...quiet, 'install', ...packages], { env });
    await writeFile(done, `${packages.join(' ')}\n`);
  }
  return (await readdir(folder)).filter((name) => name.endsWith('.deb')).map((name) => join(folder, name));
}

/** Options of apt that make it know this Debian's backports, in lists of its own; the system's stay as they are. */
export async function withBackports(folder) {
  const release = await readFile('/etc/os-release', 'utf8');
  const name = /^VERSION_CODENAME="?(\w+)/m.exec(release)?.[1] ?? 'stable';
  const list = join(folder, 'sources.list');
  const lists = join(folder, 'lists');
  await mkdir(join(lists, 'partial'), { recursive: true });
  const line = (suite) => `deb [signed-by=${keyring}] http://deb.debian.org/debian ${suite} main\n`;
  await writeFile(list, line(name) + line(`${name}-backports`));
  const options = ['-o', `Dir::Etc::sourcelist=${list}`, '-o', 'Dir::Etc::sourceparts=-'];
  options.push('-o', `Dir::State::lists=${lists}`, '-o', 'APT::Sandbox::User=root');
  if ((await readdir(lists)).length < 3) await runOnce('apt-get', [...options, '-qq', 'update'], { env });
  return [...options, '-t', `${name}-backports`];
}

/** Unpacks the packages into `folder` without installing them, and gives the environment in which they run. */
export async function unpack(debs, folder) {
  await mkdir(folder, { recursive: true });
  for (const deb of debs) await runOnce('dpkg', ['-x', deb, folder]);
  const folders = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => /\.so(\.|$)/.test(entry.name))
    .map((entry) => entry.parentPath ?? entry.path);
  return { ...process.env, LD_LIBRARY_PATH: [...new Set(folders)].join(':') };
}
