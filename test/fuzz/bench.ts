import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { root } from '../repository.ts';
import type { FuzzFile } from './seed.ts';

/** What became of one file. */
export interface Became {
  reader?: string;
  refused?: string;
  fault?: string;
  rows?: number;
  accepted?: number;
  rejected?: number;
  empty?: number;
}

/** Where files are examined one after the other, each within a time and all within a memory. */
export interface Bench {
  examine(file: FuzzFile): Promise<Became>;
  close(): Promise<void>;
}

/**
 * A bench whose worker is ended and replaced when a file takes longer than `seconds` or more than 512 MB. What took too
 * long is taken once more before it is said to hang: it may have been the machine that was busy.
 */
export function openBench(seconds = 20): Bench {
  let worker: Promise<Worker> | undefined;
  const start = () =>
    new Promise<Worker>((resolve, reject) => {
      const started = new Worker(new URL('./worker.mjs', import.meta.url), {
        workerData: { dist: pathToFileURL(join(root, 'dist', '/')).href },
        resourceLimits: { maxOldGenerationSizeMb: 512 },
      });
      const ready = () => {
        started.off('error', reject);
        resolve(started);
      };
      started.once('message', ready).once('error', reject);
    });
  async function examine({ name, bytes, beside }: FuzzFile): Promise<Became> {
    worker ??= start();
    const at = await worker;
    const became = await new Promise<Became>((resolve) => {
      const done = (what: Became) => {
        clearTimeout(timer);
        at.off('message', done).off('error', failed).off('exit', ended);
        resolve(what);
      };
      const failed = (error: Error) =>
        done({ fault: `it ends the program: ${error.stack ?? error.message}` });
      const ended = (code: number) => done({ fault: `it ends the program with ${code}` });
      const timer = setTimeout(
        () => done({ fault: `it hangs: not read after ${seconds} s` }),
        seconds * 1000,
      );
      at.on('message', done).on('error', failed).on('exit', ended);
      at.postMessage({ name, bytes, beside });
    });
    if (became.fault !== undefined && /^it (hangs|ends)/.test(became.fault)) {
      worker = undefined;
      await at.terminate();
    }
    return became;
  }
  return {
    examine: async (file) => {
      const became = await examine(file);
      return became.fault?.startsWith('it hangs') ? examine(file) : became;
    },
    close: async () => {
      await (await worker)?.terminate();
    },
  };
}
