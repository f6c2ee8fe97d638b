import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { findNpm, isEntry, root, say } from './program.mjs';

/**
 * Builds if needed, and packs what a user needs into a .tgz in `folder`. Gives npm's own account of it (filename, size,
 * unpackedSize, entryCount) with the file's full path; ends the process where the build fails.
 */
export async function pack(folder) {
  await ensureInstalled();
  await ensureBuilt();
  const npm = findNpm();
  if (!npm) throw new Error('npm was not found beside Node nor on the path; it is what packs.');
  await mkdir(folder, { recursive: true });
  const args = ['pack', '--json', '--ignore-scripts', '--no-dry-run', '--loglevel=error'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [npm, ...args, '--pack-destination', folder],
    { cwd: root },
  );
  const [packed] = Object.values(JSON.parse(stdout));
  return { ...packed, path: join(folder, packed.filename) };
}

/**
 * The packages that are installed with Rapport on this system, from the lock file, with their size in bytes: those
 * that only building and testing need, and those for other systems, are left out.
 */
export async function runtimePackages(folder = root) {
  const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  const wanted = Object.keys(packages).filter((place) => place !== '' && !packages[place].dev);
  const sized = await Promise.all(
    wanted.map(async (place) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      bytes: await bytesIn(join(folder, ...place.split('/'))),
    })),
  );
  return sized.filter(({ bytes }) => bytes > 0);
}

/** Bytes of the files in a folder, without the packages nested in it; 0 where it is missing. */
async function bytesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const place = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : bytesIn(place);
    return entry.isFile() ? (await stat(place)).size : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

/** What a person wants to know of a package: its name, its sizes, and how to install it. */
export function summary(packed, packages) {
  const { path, size, unpackedSize, entryCount } = packed;
  const engine = sum(packages.filter(({ name }) => name.startsWith('@duckdb/')));
  const whole = unpackedSize + sum(packages);
  return `${path}
${mega(size)} packed, ${mega(unpackedSize)} unpacked, ${entryCount} files
installed on this system: ${mega(whole)} with ${packages.length} packages, of which the database engine has ${mega(engine)}

npm install --global ${path.includes(' ') ? `"${path}"` : path}
`;
}

function sum(packages) {
  return packages.reduce((total, { bytes }) => total + bytes, 0);
}

function mega(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

if (isEntry(import.meta)) {
  const from = process.env.INIT_CWD ?? process.cwd();
  const [given] = process.argv.slice(2);
  say('Packing Rapport ...');
  const packed = await pack(given ? resolve(from, given) : join(root, 'packed'));
  console.log(summary(packed, await runtimePackages()));
}
