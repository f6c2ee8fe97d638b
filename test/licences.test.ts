import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './repository.ts';

const allowed = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'OFL-1.1',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'Unlicense',
]);

/** Packages whose lock entry names no licence and that are not installed on every platform, each with the reason. */
const known: Record<string, string> = {
  '@duckdb/node-bindings-': 'MIT, as @duckdb/node-bindings, which they are the compiled part of',
};

interface Entry {
  license?: string;
  optional?: boolean;
  integrity?: string;
  resolved?: string;
  os?: string[];
}

/** True when an SPDX expression can be met by allowed licences: one side of OR, both sides of AND. */
function permits(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (/ OR /.test(bare)) return bare.split(' OR ').some(permits);
  if (/ AND /.test(bare)) return bare.split(' AND ').every(permits);
  return allowed.has(bare);
}

function licenceOf(path: string, entry: Entry): string | undefined {
  if (entry.license) return entry.license;
  try {
    const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    return typeof manifest.license === 'string' ? manifest.license : manifest.license?.type;
  } catch {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const stated = Object.keys(known).find((prefix) => name.startsWith(prefix));
    return stated && known[stated]?.split(',')[0];
  }
}

describe('the licences of what we build on', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const packages = Object.entries<Entry>(lock.packages).filter(([path]) => path !== '');

  it('are all free to use, change and pass on', () => {
    expect(packages.length).toBeGreaterThan(20);
    const refused = packages
      .map(([path, entry]) => ({ path, licence: licenceOf(path, entry) ?? 'none stated' }))
      .filter(({ licence }) => !permits(licence));
    expect(refused).toEqual([]);
  });

  it('come with a checksum each, but for builds of other platforms, and from no address of their own', () => {
    const loose = packages.filter(([, { integrity, resolved, optional, os }]) => {
      const elsewhere = optional === true && os !== undefined;
      return (!integrity && !elsewhere) || resolved !== undefined;
    });
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('would be refused if they were not', () => {
    for (const bad of ['GPL-3.0-only', 'SSPL-1.0', 'MIT AND GPL-2.0', 'UNLICENSED', 'none stated', '']) {
      expect(permits(bad)).toBe(false);
    }
    for (const good of ['MIT', '(MIT OR GPL-3.0)', 'MIT OR Apache-2.0', 'MIT AND ISC']) {
      expect(permits(good)).toBe(true);
    }
  });
});
