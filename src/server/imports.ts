import { createHash } from 'node:crypto';
import { refreshFacts } from '../facts/index.ts';
import type { FileReport, ImportReport, Preview, Progress } from '../model/import.ts';
import type { Plan } from '../model/plan.ts';
import { isProblem, Problem } from '../model/problem.ts';
import type { Detection, InputFile, Reader, ReadOptions } from '../model/reader.ts';
import { detect, preview } from '../sources/index.ts';
import type { Database } from '../store/database.ts';
import { type Incoming, ingest } from '../store/ingest.ts';
import { type Alike, alikeLooks } from './alike.ts';

/** More files than this are one step of the progress, not a step each. */
const eachByName = 20;

/** One file as it would be read with these answers. */
export interface Look {
  file: InputFile;
  options: ReadOptions;
  reader?: Reader;
  detection?: Detection;
  /** Why no reader takes it. */
  refused?: string;
}

/** An import under way. */
export interface Running {
  startedAt: string;
  who: string;
  files: string[];
  progress: Progress;
}

/** How the last import ended. */
export interface Outcome {
  report?: ImportReport;
  problem?: { message: string; help?: string };
}

export interface ImportRequest {
  looks: Look[];
  us?: string[];
  who: string;
  plan: Plan;
  progress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Imports, one at a time, whoever asks: the command line or the page. */
export interface ImportDesk {
  running(): Running | undefined;
  outcome(): Outcome | undefined;
  /** What this process's own imports reported, with the files that were refused. */
  reports: Map<number, ImportReport>;
  /** Waits its turn (and says for whom), then reads the files. Throws a Problem when no file can be read. */
  run(request: ImportRequest): Promise<ImportReport>;
  /** Stops what runs and waits until it has stopped. */
  close(): Promise<void>;
}

/** Looks into each file. The plan's own accounts answer the question who is us, where nobody else has. */
export async function lookInto(
  files: InputFile[],
  optionsOf: (file: InputFile, index: number) => ReadOptions,
  plan: Plan,
  progress: (progress: Progress) => void = () => undefined,
): Promise<Look[]> {
  const looks: Look[] = [];
  for (const [index, file] of files.entries()) {
    if (files.length > eachByName) {
      progress({
        step: `looking into ${files.length.toLocaleString('en')} files`,
        done: index,
        total: files.length,
      });
    }
    const options = optionsOf(file, index);
    const look = await lookAt(file, options);
    const asks = look.detection?.questions.some(({ word }) => word === 'us');
    const us = asks && !options.us ? await usByPlan(look, plan) : [];
    looks.push(us.length > 0 ? await lookAt(file, { ...options, us }) : look);
  }
  return looks;
}

async function lookAt(file: InputFile, options: ReadOptions): Promise<Look> {
  const found = await detect(file, options);
  if ('refused' in found) return { file, options, refused: found.refused };
  return { file, options, reader: found.reader, detection: found.detection };
}

async function usByPlan(look: Look, plan: Plan): Promise<string[]> {
  const { sample } = await preview(look.file, look.options, 3);
  const mapped = look.detection?.mapping?.source;
  const sources = new Set([...(mapped ? [mapped] : []), ...sample.map(({ source }) => source)]);
  return [...[...sources].flatMap((source) => plan.own[source] ?? []), ...(plan.own['*'] ?? [])];
}

/** True where a reader takes the file and nothing is left to ask. */
export function isReady(look: Look): boolean {
  return look.detection !== undefined && look.detection.questions.length === 0;
}

/** The first rows as understood, of one look for all those that it stands for. */
export function previewAll(looks: Look[], groups: Alike[], rows?: number): Promise<Preview[]> {
  return Promise.all(
    groups.flatMap(({ first, others }) => {
      const look = looks[first];
      return look ? [previewOf(look, others.length, rows)] : [];
    }),
  );
}

async function previewOf({ file, options }: Look, alike: number, rows?: number): Promise<Preview> {
  const shown = await preview(file, options, rows);
  return alike > 0 ? { ...shown, alike } : shown;
}

/** @param before run when an import's turn has come, for what must hold beforehand. */
export function importDesk(db: Database, now: () => Date, before: (plan: Plan) => Promise<void>): ImportDesk {
  let last: Promise<unknown> = Promise.resolve();
  /** The import under way, then those that wait. */
  const queue: Running[] = [];
  let outcome: Outcome | undefined;
  const closing = new AbortController();
  const reports = new Map<number, ImportReport>();

  async function work(request: ImportRequest, state: Running): Promise<ImportReport> {
    const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal;
    const progress = (step: Progress): void => {
      state.progress = step;
      request.progress?.(step);
    };
    try {
      signal.throwIfAborted();
      progress({ step: 'looking into the files' });
      await before(request.plan);
      const incoming = await incomingOf(request.looks, progress, signal);
      const report = await ingest(db, incoming, {
        now: now().toISOString(),
        who: request.who,
        plan: request.plan,
        refresh: refreshFacts,
        progress,
        signal,
        us: request.us?.length ? request.us : undefined,
      });
      const whole = { ...report, files: [...report.files, ...request.looks.flatMap(refusedReport)] };
      reports.set(report.importId, whole);
      outcome = { report: whole };
      return whole;
    } catch (error) {
      outcome = { problem: inWords(error) };
      throw error;
    } finally {
      queue.shift();
    }
  }

  return {
    running: () => queue[0],
    outcome: () => outcome,
    reports,
    run(request) {
      const refusal = refusalOfAll(request.looks);
      if (refusal) return Promise.reject(refusal);
      const ahead = queue[0];
      const state: Running = {
        startedAt: now().toISOString(),
        who: request.who,
        files: request.looks.map(({ file }) => file.shown),
        progress: { step: ahead ? waitingFor(ahead) : 'looking into the files' },
      };
      if (ahead) request.progress?.(state.progress);
      else outcome = undefined;
      queue.push(state);
      const turn = last.then(() => work(request, state));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      closing.abort(new Problem('Rapport is closing; the import was stopped and nothing of it was kept.'));
      await last;
    },
  };
}

function waitingFor({ who, startedAt }: Running): string {
  return `waiting for the import that ${who} started at ${startedAt.slice(11, 16)} UTC`;
}

async function incomingOf(
  looks: Look[],
  progress: (step: Progress) => void,
  signal: AbortSignal,
): Promise<Incoming[]> {
  const incoming: Incoming[] = [];
  for (const { file, options, reader, detection } of looks) {
    if (!reader || !detection) continue;
    const step = `looking through ${looks.length > eachByName ? `${looks.length.toLocaleString('en')} files` : file.shown}`;
    progress({ step, done: incoming.length, total: looks.length });
    const sha256 = await hashOf(file, signal);
    const given = detection.mapping ? { ...options, mapping: detection.mapping } : options;
    incoming.push({
      file,
      sha256,
      reader: reader.word,
      readerVersion: reader.version,
      reading: reader.read(file, given),
      mapping: detection.mapping,
    });
  }
  return incoming;
}

async function hashOf(file: InputFile, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.stream()) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** The Problem when no reader takes any of the files. */
function refusalOfAll(looks: Look[]): Problem | undefined {
  if (looks.some(({ reader }) => reader)) return undefined;
  const refused = looks.map(({ file, refused }) =>
    refused?.startsWith(file.shown) ? refused : `${file.shown}: ${refused}`,
  );
  if (refused.length === 0)
    return new Problem('There is no file to import.', 'Name files, folders or .zip archives.');
  const groups = alikeLooks(looks, 2);
  const said = groups.map(({ first, others }) =>
    [
      refused[first],
      ...(others.length > 0
        ? [`${others.length.toLocaleString('en')} more files are refused for the same reason.`]
        : []),
    ].join(' '),
  );
  const left = groups.slice(10).reduce((sum, { others }) => sum + 1 + others.length, 0);
  return new Problem(said.slice(0, 10).join('\n'), left > 0 ? `And ${left} more files.` : undefined);
}

function refusedReport({ file, refused }: Look): FileReport[] {
  if (!refused) return [];
  const none = { rows: 0, accepted: 0, rejected: 0, empty: 0, messages: 0, repaired: 0 };
  return [
    { shown: file.shown, reader: '', encoding: '', ...none, sides: 'own', notes: [refused], known: false },
  ];
}

function inWords(error: unknown): { message: string; help?: string } {
  if (!isProblem(error))
    return { message: 'The import stopped because of a mistake in Rapport; nothing of it was kept.' };
  return { message: error.message, help: error.help };
}
