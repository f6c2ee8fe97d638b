import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isEntry, root } from './program.mjs';

/**
 * Completes a lock: a registry that does not carry the builds for other platforms makes npm leave them out, and
 * `npm ci` then refuses the lock everywhere. Each missing optional package gets an entry with the version that its
 * parent asks for and the platform that its name tells. Run after every change of the dependencies.
 */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const [place, { optionalDependencies }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      const own = `${place}/node_modules/${name}`;
      if (packages[own] || packages[`node_modules/${name}`] || !/^\d/.test(version)) continue;
      const platform = platformOf(name);
      if (!platform) continue;
      const { license, engines, dev } = lock.packages[place];
      packages[`node_modules/${name}`] = {
        version,
        ...(platform.cpu && { cpu: [platform.cpu] }),
        ...(dev && { dev }),
        ...(platform.libc && { libc: [platform.libc] }),
        ...(license && { license }),
        optional: true,
        os: [platform.os],
        ...(engines && { engines }),
      };
    }
  }
  const sorted = Object.keys(packages).sort();
  return { ...lock, packages: Object.fromEntries(sorted.map((place) => [place, packages[place]])) };
}

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => systems.includes(part));
  const cpu = parts.find((part) => processors.includes(part));
  if (!os) return undefined;
  const libc = parts.includes('musl')
    ? 'musl'
    : parts.some((part) => part.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return { os, cpu, libc };
}

if (isEntry(import.meta)) {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
}
