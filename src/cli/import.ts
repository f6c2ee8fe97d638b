import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandRequests } from '../model/command.ts';
import type { Preview } from '../model/import.ts';
import { Problem } from '../model/problem.ts';
import type { Mapping, RowsWord } from '../model/reader.ts';
import { parseMapping } from '../sources/index.ts';
import { makeWorkspace } from '../workspace/make.ts';
import { askOpenQuestions } from './answers.ts';
import { send, whoAmI } from './app.ts';
import type { Call, Work } from './command.ts';
import { writeDrafts } from './draft.ts';
import { inert, wrap } from './plain-text.ts';
import { printPreview, withAlike } from './print-preview.ts';
import { printReport } from './print-report.ts';
import { quoted } from './quoted.ts';
import type { Terminal } from './terminal.ts';

/** `rapport import FILES`: asks what the files leave open, on a terminal; elsewhere leaves a draft of the answers. */
export const importFiles: Work = async (call) => {
  const { terminal, dir } = call;
  if (call.positionals.length === 0) {
    throw new Problem('import needs files.', 'Such as: rapport import posts.csv tweets.zip');
  }
  await makeWorkspace(dir);
  let request = await requestOf(call);
  let asked: { previews: Preview[]; before: typeof request } | undefined;
  const earlier = new Map<string, string>();
  const ask = async (previews: Preview[], before: typeof request, terminal: Terminal) => {
    asked = { previews, before };
    request = { ...before, ...(await askOpenQuestions(previews, before, terminal, earlier)), answered: true };
  };
  for (;;) {
    const answer = await send('import', request, call);
    if (answer.kind === 'wrong') {
      const problem = new Problem(answer.message, answer.help);
      if (!asked || !terminal.ask) throw problem;
      terminal.err(`\n${[problem.message, problem.help].map((one) => wrap(inert(one ?? ''))).join('\n')}\n`);
      await ask(asked.previews, asked.before, terminal);
      continue;
    }
    if (answer.kind === 'done') {
      terminal.out(printReport(answer.report, answer));
      return 0;
    }
    if (!terminal.ask) throw await openProblem(call, answer.previews);
    for (const preview of answer.previews) terminal.err(`\n${printPreview(preview)}\n`);
    await ask(answer.previews, request, terminal);
  }
};

async function requestOf(call: Call): Promise<CommandRequests['import']> {
  const { cwd } = call.terminal;
  const us = call.values('us').map((name) => name.replace(/^@/, ''));
  const zone = call.value('zone');
  const map = call.value('map');
  const rows = rowsOf(call.value('rows'));
  const mapping = map ? await readMapping(resolve(cwd, map)) : undefined;
  return {
    paths: call.positionals.map((path) => resolve(cwd, path)),
    ...(mapping && { mapping }),
    ...(rows && { rows }),
    ...(us.length > 0 && { us }),
    ...(zone && { zone }),
    ...(call.on('without-ids') && { withoutIds: true }),
    who: whoAmI(),
  };
}

const kinds: Record<string, RowsWord> = { messages: 'messages', series: 'points', survey: 'survey' };

function rowsOf(typed: string | undefined): RowsWord | undefined {
  if (typed === undefined) return undefined;
  const rows = Object.hasOwn(kinds, typed) ? kinds[typed] : undefined;
  if (rows) return rows;
  throw new Problem(
    `“${typed}” is no kind of table.`,
    'Write --rows messages, --rows series or --rows survey.',
  );
}

async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Problem(`The mapping ${file} cannot be read (${error.code}).`, 'Check its name.');
  });
  return parseMapping(text);
}

async function openProblem(call: Call, previews: Preview[]): Promise<Problem> {
  const drafts = await writeDrafts(previews, call.terminal.cwd);
  const asked = previews.flatMap((preview) =>
    preview.questions.map(
      ({ ask, why, guess }) => `${withAlike(preview)}: ${ask} ${why}${guess ? ` A guess: ${guess}.` : ''}`,
    ),
  );
  const help = previews.flatMap((preview, index) => howToAnswer(preview, withAlike(preview), drafts[index]));
  return new Problem(
    `Nothing was imported: something is open that Rapport will not guess.\n${asked.map((line) => `- ${line}`).join('\n')}`,
    [...new Set(help)].join('\n'),
  );
}

function howToAnswer(preview: Preview | undefined, shown: string, draft: string | undefined): string[] {
  const words = preview?.questions.map(({ word }) => word) ?? [];
  const flags = [
    ...(words.includes('zone') ? ['--zone ZONE'] : []),
    ...(words.includes('us') ? ['--us NAME'] : []),
    ...(words.includes('withoutIds') ? ['--without-ids'] : []),
  ];
  const byFlags = flags.length > 0 && flags.length === new Set(words).size;
  return [
    ...(byFlags ? [`${shown}: answer with ${flags.join(' ')}.`] : []),
    ...(draft
      ? [`${shown}: ${byFlags ? 'or complete' : 'complete'} ${draft} and add --map ${quoted(draft)}`]
      : []),
  ];
}
