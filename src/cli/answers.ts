import type { CommandRequests } from '../model/command.ts';
import type { Preview } from '../model/import.ts';
import { isOfMessages } from '../model/mapping.ts';
import { Problem } from '../model/problem.ts';
import type { Mapping, OpenQuestion } from '../model/reader.ts';
import { understandAnswer } from '../sources/index.ts';
import { inert, oneLine, wrap } from './plain-text.ts';
import type { Terminal } from './terminal.ts';

type Answers = Pick<CommandRequests['import'], 'us' | 'zone' | 'withoutIds' | 'mapping' | 'rows' | 'sheet'>;

/** Answers that change what is asked: the others wait for them. */
const first = ['sheet', 'rows'];

/**
 * Asks what is open, each question once, until its answer can be understood, and gives the request's part that answers
 * it. Questions on columns can be answered for one shape of table at a time: with several, a Problem says to import
 * them one by one.
 * @param earlier answers of an earlier round by question, offered again; those of this round are put in.
 */
export async function askOpenQuestions(
  previews: Preview[],
  before: Answers,
  terminal: Terminal,
  earlier: Map<string, string> = new Map(),
): Promise<Answers> {
  const questions = new Map(previews.flatMap((preview) => preview.questions).map((one) => [one.word, one]));
  const mapping = tableMapping(previews);
  const answers: Answers = { ...before };
  const given: [string, string][] = [];
  const deciding = first.flatMap((word) => questions.get(word) ?? []);
  for (const question of deciding.length > 0 ? deciding : questions.values()) {
    const { word } = question;
    const answer = await askOne({ ...question, guess: earlier.get(word) ?? question.guess }, terminal);
    earlier.set(word, answer);
    if (word === 'rows') answers.rows = answer as Answers['rows'];
    else if (word === 'sheet') answers.sheet = answer;
    else if (word === 'zone') answers.zone = answer;
    else if (word === 'us') answers.us = names(answer);
    else if (word === 'withoutIds') {
      if (answer !== 'true') {
        throw new Problem('Nothing was imported.', 'A column of ids can be named in a mapping file (--map).');
      }
      answers.withoutIds = true;
    } else given.push([word, answer]);
  }
  if (given.length > 0) answers.mapping = answered(mapping, given, answers);
  return answers;
}

/** The answers of a person to a table that asks for a column which it need not have. */
const noColumn = 'none';

async function askOne(question: OpenQuestion, terminal: Terminal): Promise<string> {
  const { word, ask, why, guess } = question;
  const choices = word === 'withoutIds' ? ['yes', 'no'] : question.choices;
  const listed = word === 'columns.panel' ? [...(choices ?? []), noColumn] : choices;
  terminal.err(`\n${wrap(inert(ask))}\n${wrap(inert(why), 80, '  ')}\n`);
  if (listed?.length) {
    terminal.err(`${listed.map((choice, index) => `  ${index + 1}  ${oneLine(choice)}`).join('\n')}\n`);
  }
  for (;;) {
    const typed = (await terminal.ask?.(guess ? `[${oneLine(guess)}] > ` : '> ')) ?? '';
    const chosen = /^\d+$/.test(typed) ? listed?.[Number(typed) - 1] : undefined;
    const answer = chosen ?? (typed || guess);
    if (answer) {
      const understood = understandAnswer(question, answer);
      if ('value' in understood) return understood.value;
      terminal.err(`${wrap(oneLine(understood.wrong))}\n`);
    } else terminal.err('An answer is needed here; Ctrl-C gives up and imports nothing.\n');
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
    if (value === '') delete node[key];
    else node[key] = value;
    return;
  }
  const next = node[key];
  const inner = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
  node[key] = inner;
  place(inner, rest, value);
}
