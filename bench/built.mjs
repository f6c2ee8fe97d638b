import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../scripts/program.mjs';

/** A module of the built program, such as `store/database.js`. */
export function built(path) {
  return import(pathToFileURL(join(root, 'dist', ...path.split('/'))).href);
}
