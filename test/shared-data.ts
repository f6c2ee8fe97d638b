import fs from 'node:fs';
import path from 'node:path';

/** The folder of real test data beside the repository; tests that need it skip where it is missing. */
export const sharedData = path.resolve(import.meta.dirname, '..', '..', 'shared', 'data');

/** Why a test that needs real data is skipped; undefined where the data are there. */
export const noSharedData = fs.existsSync(path.join(sharedData, 'README.md'))
  ? undefined
  : 'the real test data are not beside this checkout';

export function dataFile(...names: string[]): string {
  return path.join(sharedData, ...names);
}
