import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { readGate, refreshFacts } from '../facts/index.ts';
import { parseFilter } from '../measures/filter.ts';
import { findMeasures } from '../measures/index.ts';
import { readableMeasures } from '../measures/readable.ts';
import type { CommandLine, CommandRequests, CommandResults, CommandWord } from '../model/command.ts';
import type { Progress } from '../model/import.ts';
import { goalWords } from '../model/mapping.ts';
import type { Plan } from '../model/plan.ts';
import { isProblem, Problem } from '../model/problem.ts';
import type { Mapping } from '../model/reader.ts';
import { checkMapping, findFiles } from '../sources/index.ts';
import { backup } from '../store/backup.ts';
import { rejectedRows } from '../store/imports.ts';
import { undoImport } from '../store/undo-import.ts';
import { copyPlan } from '../workspace/plan-copy.ts';
import { alikeLooks } from './alike.ts';
import { briefAsFile, briefQuery, dueNow, namelessBrief } from './brief.ts';
import { codingCommand, codingShape } from './coding/command.ts';
import { exportConvokit } from './convokit.ts';
import { examine } from './doctor.ts';
import type { Ask } from './env.ts';
import { estimatesCsv, forFiles } from './finding-files.ts';
import { gatedFinding } from './gate.ts';
import { limitedText } from './guard.ts';
import { isReady, lookInto, previewAll } from './imports.ts';
import { keepingCommand, keepingShape } from './keeping/command.ts';
import { lookedAt } from './question-routes.tsx';
import { answerAll, type Serving } from './serving.ts';
import { connectAccount, connectionsShown, disconnectAccount, syncAll, syncShapes } from './sync/commands.ts';

const bodyLimit = 2 * 2 ** 20;
const beatMilliseconds = 20_000;
const absolute = z.string().refine(isAbsolute, 'is no absolute path');

const shapes: { [W in CommandWord]: z.ZodType<CommandRequests[W]> } = {
  import: z.object({
    paths: z.array(absolute).min(1),
    // Checked by the readers' own rules when the command runs.
    mapping: z.custom<Mapping>((value) => typeof value === 'object' && value !== null).optional(),
    us: z.array(z.string()).optional(),
    zone: z.string().optional(),
    withoutIds: z.boolean().optional(),
    rows: z.enum(['messages', 'points', 'totals', 'respondents', 'survey']).optional(),
    sheet: z.string().optional(),
    answered: z.boolean().optional(),
    who: z.string(),
  }),
  ask: z.object({
    word: z.string(),
    query: z.array(z.tuple([z.string(), z.string()])),
    format: z.enum(['json', 'csv']),
  }),
  brief: z.object({
    query: z.array(z.tuple([z.string(), z.string()])),
    format: z.enum(['json', 'html']),
  }),
  export: z.object({
    format: z.literal('convokit'),
    target: absolute,
    names: z.boolean(),
    channels: z.array(z.string()),
  }),
  coding: codingShape,
  keeping: keepingShape,
  due: z.object({}) as z.ZodType<Record<string, never>>,
  backup: z.object({ target: absolute }),
  doctor: z.object({}) as z.ZodType<Record<string, never>>,
  outlook: z.object({}) as z.ZodType<Record<string, never>>,
  undo: z.object({ importId: z.int().min(1), who: z.string() }),
  rejected: z.object({ importId: z.int().optional() }),
  ...syncShapes,
};

interface Run {
  serving: Serving;
  progress(progress: Progress): void;
  signal: AbortSignal;
}

const commands: {
  [W in CommandWord]: (request: CommandRequests[W], run: Run) => Promise<CommandResults[W]>;
} = {
  async import(request, { serving, progress, signal }) {
    const plan = await goodPlan(serving);
    progress({ step: 'looking for files' });
    const files = await findFiles(request.paths);
    const { mapping, us, zone, withoutIds, rows, sheet } = request;
    let checked: Mapping | undefined;
    try {
      checked = mapping && checkMapping(mapping);
    } catch (error) {
      if (!request.answered || !isProblem(error)) throw error;
      return { kind: 'wrong', message: error.message, help: error.help };
    }
    const options = { mapping: checked, us, zone, withoutIds, rows, sheet };
    const looks = await lookInto(files, () => options, plan, progress);
    const [refused] = looks.flatMap((look) => look.refused ?? []);
    if (request.answered && refused && !looks.some(({ reader }) => reader))
      return { kind: 'wrong', message: refused };
    const open = looks.filter((look) => look.reader && !isReady(look));
    if (open.length > 0) return { kind: 'open', previews: await previewAll(open, alikeLooks(open, 1)) };
    const report = await serving.imports.run({ looks, who: request.who, plan, progress, signal, us });
    const words = looks.flatMap(
      ({ detection }) => detection?.words ?? (detection?.mapping ? goalWords(detection.mapping) : []),
    );
    return { kind: 'done', report, goals: plan.goals.length, words: [...new Set(words)] };
  },

  async ask({ word, query, format }, { serving, progress }) {
    const { plan } = await serving.plan();
    const measures = findMeasures(word);
    const filter = parseFilter(query);
    progress({ step: `asking ${word}` });
    const gate = await readGate(serving.db.store);
    const answers = await answerAll(serving, measures, filter);
    const findings = answers.map((one) => gatedFinding(forFiles(one, plan), gate));
    lookedAt(serving, findings, { plan });
    return format === 'csv' ? { csv: estimatesCsv(findings) } : { findings };
  },

  async brief({ query, format }, { serving, progress }) {
    const filter = parseFilter(briefQuery(query));
    progress({ step: 'asking for the brief' });
    return format === 'html'
      ? { html: await briefAsFile(serving, filter) }
      : { brief: await namelessBrief(serving, filter) };
  },

  async export(request, { serving, progress, signal }) {
    await serving.factsBy(await goodPlan(serving));
    const { now, program } = serving.world;
    const { channels: roles } = (await serving.plan()).plan;
    return exportConvokit(request, { store: serving.db.store, roles, now, program, progress, signal });
  },

  async coding(request, { serving, progress, signal }) {
    await serving.factsBy(await goodPlan(serving));
    if (request.do !== 'say')
      progress({ step: request.do === 'draw' ? 'drawing' : 'looking at the samples' });
    return codingCommand(request, serving, { progress, signal });
  },

  async keeping(request, { serving, progress }) {
    return keepingCommand(request, serving, { plan: () => goodPlan(serving), progress });
  },

  async due(_, { serving }) {
    await serving.factsBy((await serving.plan()).plan);
    return dueNow(serving);
  },

  async backup({ target }, { serving, progress }) {
    progress({ step: `copying to ${target}` });
    const { files, acts } = await backup(serving.db, target);
    const plan = await copyPlan(serving.paths.dir, target);
    return { target, files: [...files, ...plan], acts };
  },

  async doctor(_, { serving }) {
    return { checks: await examine(serving) };
  },

  async outlook(_, { serving }) {
    await serving.factsBy(await goodPlan(serving));
    const { store } = serving.db;
    const channels = await store.query<{ source: string; word: string }>(
      `SELECT source, CASE WHEN starts_with(word, source || ':') THEN substr(word, length(source) + 2) ELSE word END AS word
      FROM channel ORDER BY messages DESC, word`,
    );
    const accounts: Record<string, string[]> = {};
    for (const { source, word } of channels) accounts[source] = [...(accounts[source] ?? []), word];
    return { accounts, readings: await readableMeasures(store) };
  },

  async undo({ importId, who }, { serving, progress }) {
    const plan = await goodPlan(serving);
    progress({ step: `taking import ${importId} back` });
    const now = serving.world.now().toISOString();
    return undoImport(serving.db, importId, { now, who, plan, refresh: refreshFacts });
  },

  async rejected({ importId }, { serving }) {
    return { rows: await rejectedRows(serving.db.store, importId) };
  },

  connect: (request, { serving, ...run }) => connectAccount(serving, request, run),

  async sync(request, { serving, progress, signal }) {
    return syncAll(serving, request, { plan: await goodPlan(serving), progress, signal });
  },

  connections: (_, { serving }) => connectionsShown(serving),

  async disconnect(request, { serving, progress }) {
    return disconnectAccount(serving, request, await goodPlan(serving), progress);
  },
};

/** What is written into files or the database is made with the plan as it stands, or not at all. */
async function goodPlan(serving: Serving): Promise<Plan> {
  const { plan, problem } = await serving.plan();
  if (problem) throw problem;
  return plan;
}

/**
 * `POST /command/WORD`: runs a command and answers with lines of JSON (NDJSON): progress, then one of result,
 * problem or bug. An import stops when nobody listens any more.
 */
export async function commandResponse(serving: Serving, c: Ask): Promise<Response> {
  const word = c.req.param('word') ?? '';
  const listening = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: CommandLine<CommandWord>): void => {
        if (!listening.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      let last: Progress = { step: word };
      const progress = (step: Progress): void => {
        last = step;
        write({ progress: step });
      };
      // A long step says that it still lasts, so that nobody on the way takes the silence for the end.
      const beat = setInterval(() => write({ progress: last }), beatMilliseconds);
      const line = await lastLine(word, c.req.raw, { serving, progress, signal: listening.signal });
      clearInterval(beat);
      write(line);
      if (!listening.signal.aborted) controller.close();
    },
    cancel() {
      listening.abort(new Problem('The command was given up.'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
}

async function lastLine(word: string, request: Request, run: Run): Promise<CommandLine<CommandWord>> {
  try {
    if (!isCommand(word))
      throw new Problem(`There is no command ${word}.`, 'Update Rapport; rapport --help lists them.');
    return { result: await dispatch(word, await limitedText(request, bodyLimit), run) };
  } catch (error) {
    if (isProblem(error)) return { problem: { message: error.message, help: error.help } };
    const id = run.serving.report(error);
    return { bug: { id, stack: (error instanceof Error && error.stack) || String(error) } };
  }
}

async function dispatch<W extends CommandWord>(word: W, body: string, run: Run): Promise<CommandResults[W]> {
  const request = shapes[word].safeParse(parsed(body));
  if (!request.success) {
    const issue = request.error.issues[0];
    throw new Problem(`The request for ${word} is wrong at ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  return commands[word](request.data, run);
}

function isCommand(word: string): word is CommandWord {
  return Object.hasOwn(commands, word);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Problem('The request is no JSON.');
  }
}
