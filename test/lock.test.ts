import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a script without types
import { completeLock } from '../scripts/lock.mjs';
import { root } from './repository.ts';

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

describe('the lock', () => {
  it('holds the builds for every platform (else run node scripts/lock.mjs)', () => {
    expect(Object.keys(completeLock(lock).packages)).toEqual(Object.keys(lock.packages));
  });

  it('names no registry', () => {
    expect(JSON.stringify(lock)).not.toContain('"resolved"');
  });

  it('is completed with what a registry left out, by version and platform', () => {
    const parent = {
      version: '1.2.3',
      license: 'MIT',
      optionalDependencies: { '@a/b-darwin-arm64': '1.2.3' },
    };
    expect(
      completeLock({ packages: { 'node_modules/@a/b': parent } }).packages['node_modules/@a/b-darwin-arm64'],
    ).toEqual({
      version: '1.2.3',
      cpu: ['arm64'],
      license: 'MIT',
      optional: true,
      os: ['darwin'],
    });
  });
});
