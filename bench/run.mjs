import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurePages } from './pages.mjs';
import { inOwnProcess } from './task.mjs';

/** Filters that the measures are asked with, as queries: the page's own period, and all there is. */
const filters = ['', 'period=all'];

/** Pages that the server is asked for, in this order, each with a filter that was not asked before. */
const everyPath = [
  '/',
  '/ignoring',
  '/conversation',
  '/ignoring?period=90d',
  '/conversation?period=90d',
  '/ignoring?period=all&clock=business',
  '/ignoring?period=all',
  '/conversation?period=all',
];

/**
 * One size from the file to the pages, each part in a process of its own: the corpus, the floor, the program, the parts
 * of reading, the naive way, the measures, the server. `say` hears what is under way.
 */
export async function runSize({ messages, seed = 1, times = 3, paths = everyPath, folder, say }) {
  const csv = join(folder, 'corpus.csv');
  const dir = join(folder, 'workspace');
  const part = (name, options) => {
    say(`${messages.toLocaleString('en')} messages: ${name}`);
    return inOwnProcess(name, options);
  };
  await mkdir(folder, { recursive: true });
  const corpus = await part('generate', { csv, messages, seed });
  const floor = await part('floor', { csv, database: join(folder, 'floor.duckdb') });
  await rm(join(folder, 'floor.duckdb'), { force: true });
  const program = await part('import', { csv, dir });
  const reading = await part('reading', { csv });
  const naive = await part('naive', { csv });
  const measures = await part('measures', { dir, filters, times });
  say(`${messages.toLocaleString('en')} messages: pages`);
  const pages = await measurePages({ dir, paths });
  return { messages, corpus, floor, program, reading, naive, measures, pages };
}

/** Both sizes, a tenth and the whole, in a folder that is removed afterwards unless it is to be kept. */
export async function runBench({ messages, seed, times, paths, keep = false, say }) {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-bench-'));
  try {
    const sizes = [];
    for (const size of [Math.round(messages / 10), messages])
      sizes.push(
        await runSize({ messages: size, seed, times, paths, folder: join(folder, String(size)), say }),
      );
    return { small: sizes[0], large: sizes[1] };
  } finally {
    if (keep) say(`Kept: ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  }
}
