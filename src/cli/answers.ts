import type { CommandRequests } from '../model/command.ts';
import type { Preview } from '../model/import.ts';
import { isOfMessages } from '../model/mapping.ts';
import { Problem } from '../model/problem.ts';
import type { Mapping, OpenQuestion } from '../model/reader.ts';
import { inert, oneLine, wrap } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

type Answers = Pick<CommandRequests['import'], 'us' | 'zone' | 'withoutIds' | 'mapping' | 'rows' | 'sheet'>;

/** Answers that change what is asked: the others wait for them. */
const first = ['sheet', 'rows'];

/**
 * Asks what is open, each question once, and gives the request's part that answers it. Questions on columns can
 * be answered for one shape of table at a time: with several, a Problem says to import them one by one.
 */
export async function askOpenQuestions(
  previews: Preview[],
  before: Answers,
  terminal: Terminal,
): Promise<Answers> {
  const questions = new Map(previews.flatMap((preview) => preview.questions).map((one) => [one.word, one]));
  const mapping = tableMapping(previews);
  const answers: Answers = { ...before };
  const given: [string, string][] = [];
  const earlier = first.flatMap((word) => questions.get(word) ?? []);
  for (const question of earlier.length > 0 ? earlier : questions.values()) {
    const answer = await askOne(question, terminal);
    if (question.word === 'rows') answers.rows = answer as Answers['rows'];
    else if (question.word === 'sheet') answers.sheet = answer;
    else if (question.word === 'zone') answers.zone = answer;
    else if (question.word === 'us') answers.us = names(answer);
    else if (question.word === 'withoutIds') {
      if (!/^(y|yes|true)$/i.test(answer)) throw new Problem('Nothing was imported.');
      answers.withoutIds = true;
    } else given.push([question.word, answer]);
  }
  if (given.length > 0) answers.mapping = answered(mapping, given, answers);
  return answers;
}

async function askOne({ ask, why, choices, guess }: OpenQuestion, terminal: Terminal): Promise<string> {
  terminal.err(`\n${wrap(inert(ask))}\n${wrap(inert(why), 80, '  ')}\n`);
  if (choices?.length) {
    terminal.err(`${choices.map((choice, index) => `  ${index + 1}  ${oneLine(choice)}`).join('\n')}\n`);
  }
  for (;;) {
    const typed = (await terminal.ask?.(guess ? `[${oneLine(guess)}] > ` : '> ')) ?? '';
    const chosen = /^\d+$/.test(typed) ? choices?.[Number(typed) - 1] : undefined;
    const answer = chosen ?? (typed || guess);
    if (answer) return answer;
    terminal.err('An answer is needed here; Ctrl-C gives up and imports nothing.\n');
  }
}

function names(typed: string): string[] {
  return typed
    .split(',')
    .map((name) => name.trim().replace(/^@/, ''))
    .filter(Boolean);
}

/** The one guessed mapping of the previews; undefined when they differ. */
function tableMapping(previews: Preview[]): Mapping | undefined {
  const shapes = new Map(
    previews.flatMap(({ detection }) =>
      detection?.mapping ? [[JSON.stringify(detection.mapping), detection.mapping] as const] : [],
    ),
  );
  return shapes.size === 1 ? [...shapes.values()][0] : undefined;
}

function answered(guess: Mapping | undefined, given: [string, string][], answers: Answers): Mapping {
  if (!guess) {
    throw new Problem(
      'These tables differ, so one answer cannot do for all of them.',
      'Import them one at a time, or give each its own --map.',
    );
  }
  const mapping = structuredClone(guess);
  for (const [word, value] of given)
    place(mapping as unknown as Record<string, unknown>, word.split('.'), value);
  if (answers.zone) mapping.time.zone = answers.zone;
  if (answers.us && isOfMessages(mapping)) mapping.us = answers.us;
  return mapping;
}

function place(node: Record<string, unknown>, [key = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    node[key] = value;
    return;
  }
  const next = node[key];
  const inner = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
  node[key] = inner;
  place(inner, rest, value);
}
