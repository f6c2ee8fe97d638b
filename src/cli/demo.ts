import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { DemoFile } from '../demo/index.ts';
import type { ImportReport } from '../model/import.ts';
import { Problem } from '../model/problem.ts';
import { makeWorkspace } from '../workspace/make.ts';
import { send, whoAmI } from './app.ts';
import type { Call, Work } from './command.ts';

const usualFolder = 'rapport-demo';

/** `rapport demo [FOLDER]`: a simulated company with its files, truth and workspace. What is there is never changed. */
export const demo: Work = async (call) => {
  const { terminal } = call;
  const [folder, more] = call.positionals;
  if (more) throw new Problem(`demo takes one folder; “${more}” is one too many.`, 'rapport demo --help');
  const named = call.value('workspace') ?? folder;
  const dir = resolve(terminal.cwd, named ?? usualFolder);
  const made = await seedOf(dir);
  const asked = call.value('seed') === undefined ? undefined : seedFrom(call.value('seed') ?? '');
  if (made === undefined) await refuseForeign(dir);
  else if (asked !== undefined && asked !== made)
    throw new Problem(
      `${dir} holds the demo of seed ${made}, not of ${asked}.`,
      `Name another folder: rapport demo ${usualFolder}-${asked} --seed ${asked}`,
    );
  const seed = made ?? asked ?? 1;
  const { demoFiles, tarnwell, truthName } = await import('../demo/index.ts');
  refuseEarly(terminal.now(), tarnwell.end);
  if (made === undefined) terminal.err(`Simulating ${tarnwell.company} ...\n`);
  const { files, plan } = demoFiles(seed);
  for (const { name, content } of files) await writeNew(join(dir, ...name.split('/')), content);
  await makeWorkspace(dir, plan);
  const report = await importAll(
    files.filter(({ data }) => data),
    { ...call, dir },
  );
  terminal.out(told(report, { dir, seed, company: tarnwell.company, truth: join(dir, truthName), call }));
  return 0;
};

/** Messages in one import, then each file that has a mapping in one of its own; the report is of the whole. */
async function importAll(files: DemoFile[], call: Call & { dir: string }): Promise<ImportReport> {
  const messages = files.filter(({ mapping }) => !mapping);
  const parts = [messages, ...files.filter(({ mapping }) => mapping).map((file) => [file])];
  let whole: ImportReport | undefined;
  for (const part of parts) {
    const paths = part.map(({ name }) => join(call.dir, ...name.split('/')));
    const answer = await send('import', { paths, mapping: part[0]?.mapping, who: whoAmI() }, call);
    if (answer.kind !== 'done') throw new Error('a simulated file leaves something open');
    const { report } = answer;
    whole = whole
      ? {
          ...report,
          importId: Math.max(whole.importId, report.importId),
          seconds: whole.seconds + report.seconds,
        }
      : report;
  }
  return whole as ImportReport;
}

function told(
  { importId, totals, seconds }: ImportReport,
  about: { dir: string; seed: number; company: string; truth: string; call: Call },
): string {
  const n = (count: number) => count.toLocaleString('en');
  const { dir, seed, company, truth, call } = about;
  const near = relative(call.terminal.cwd, dir) || '.';
  const shown = near.startsWith('..') ? dir : near;
  return [
    importId === 0
      ? `${company} (seed ${seed}) is in ${dir} already; nothing was changed.`
      : `Made ${company} (seed ${seed}) in ${dir}, read in ${seconds.toFixed(1)} seconds.`,
    `${n(totals.messages)} messages by ${n(totals.people)} people on ${n(totals.channels)} channels in three years. Nobody in it is real.`,
    `The truth behind it: ${truth}`,
    '',
    'Next:',
    `  rapport serve --workspace ${shown}`,
    `  rapport ask ignoring --workspace ${shown}`,
    '',
  ].join('\n');
}

/** The seed of the demo in a folder; undefined where there is none. */
async function seedOf(dir: string): Promise<number | undefined> {
  const text = await readFile(join(dir, 'truth.json'), 'utf8').catch(() => '');
  try {
    const { rapport, seed } = JSON.parse(text) as { rapport?: string; seed?: number };
    return rapport === 'simulated' && Number.isSafeInteger(seed) ? seed : undefined;
  } catch {
    return undefined;
  }
}

async function refuseForeign(dir: string): Promise<void> {
  const entries = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Problem(`${dir} cannot be used (${error.code}).`, 'Name another folder: rapport demo FOLDER');
  });
  if (entries.length === 0) return;
  const what = ['plan.yaml', 'rapport.duckdb'].some((name) => existsSync(join(dir, name)))
    ? 'holds a workspace that is no demo'
    : 'is not empty';
  throw new Problem(
    `${dir} ${what}; the demo does not mix with other data.`,
    'Name a folder that is empty or not there: rapport demo FOLDER',
  );
}

function seedFrom(typed: string): number {
  if (/^\d{1,9}$/.test(typed)) return Number(typed);
  throw new Problem(`“${typed}” is no seed.`, 'A seed is a whole number, such as --seed 7.');
}

/** Messages from the future would be refused one by one. */
function refuseEarly(now: Date, end: string): void {
  if (now.toISOString().slice(0, 10) >= end) return;
  throw new Problem(
    `The clock of this machine says ${now.toISOString().slice(0, 10)}; the demo company's data end on ${end}.`,
    'Set the clock right.',
  );
}

async function writeNew(file: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && existsSync(file)) return;
    if (code && /^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT|ENOTDIR|EEXIST)$/.test(code))
      throw new Problem(`${file} cannot be written: ${message}`, 'Name another folder: rapport demo FOLDER', {
        cause: error,
      });
    throw error;
  }
}
