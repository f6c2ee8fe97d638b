import { isProblem } from '../../model/problem.ts';
import { checkText } from '../../workspace/plan.ts';
import { editPlan, type PlanChange } from '../../workspace/plan-edit.ts';
import { inert, oneLine, wrap } from '../plain-text.ts';
import type { Terminal } from '../terminal.ts';
import { judge } from './judge.ts';
import type { InitChoice, InitQuestion, InitState } from './question.ts';

/** What became of a question: the changes that answer it, `skip`, `back` to the one before, or `stop` for now. */
export type Asked = PlanChange[] | 'skip' | 'back' | 'stop';

const kept = 'What you answered is written. rapport init takes it up again.';
const mostShown = 40;

/**
 * Asks one question until its answer can stand in the file, it is skipped, or nobody wants to be asked any more.
 * @param again it was answered before: an empty answer leaves it as it is.
 */
export async function askQuestion(
  question: InitQuestion,
  state: InitState,
  text: string,
  terminal: Terminal,
  again = false,
): Promise<Asked> {
  const guess = again ? undefined : question.guess?.(state);
  const choices = question.choices?.(state) ?? [];
  const say = (words: string): void => terminal.err(`${wrap(inert(words))}\n`);
  terminal.err(`\n${wrap(inert(question.ask(state)))}\n  Such as: ${question.such}\n`);
  terminal.err(listed(choices, choices.slice(0, mostShown)));
  if (choices.length > mostShown)
    say(`These are ${mostShown} of ${choices.length}. Type a word to look for it among the others.`);
  for (;;) {
    const typed = await answerTo(guess ? `[${oneLine(guess)}] > ` : '> ', terminal);
    if (typed === undefined || /^(stop|quit|exit)$/i.test(typed)) {
      say(`\n${kept}`);
      return 'stop';
    }
    if (/^back$/i.test(typed)) return 'back';
    if (/^(\?|help)$/i.test(typed)) {
      say(helpWith(question, choices, guess, again));
      continue;
    }
    const number = choices.length > 0 && /^\d+$/.test(typed) ? Number(typed) : undefined;
    if (number !== undefined && !choices[number - 1]) {
      say(`There is no ${number} in the list: choose from 1 to ${choices.length}, or write the words.`);
      continue;
    }
    const answer = (number && choices[number - 1]?.value) || typed || guess || '';
    if (answer === '' || answer === '-' || /^skip$/i.test(answer)) return 'skip';
    const found = question.searched?.(answer) ? lookedFor(answer, choices) : [];
    if (found.length > 0) {
      say(`“${answer}” is in ${found.length} of ${choices.length}: choose one by its number.`);
      terminal.err(listed(choices, found));
      continue;
    }
    const tried = attempt(question, answer, state, text);
    if ('changes' in tried) {
      for (const warning of tried.warned) say(`Written. ${warning}`);
      return tried.changes;
    }
    say(tried.refused);
  }
}

function helpWith(
  question: InitQuestion,
  choices: InitChoice[],
  guess: string | undefined,
  again: boolean,
): string {
  return [
    `Answer in your words, such as: ${question.such}.`,
    choices.length > 0 ? `Or by number, from 1 to ${choices.length}.` : '',
    again ? 'Enter leaves it as it is.' : guess ? 'Enter takes what stands in brackets.' : 'Enter skips it.',
    '- skips it for now, back asks the question before this one once more, stop leaves. Every answer is written at once, and docs/plan.md explains each.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A terminal that is closed ends the asking; what was answered is written already. */
async function answerTo(prompt: string, terminal: Terminal): Promise<string | undefined> {
  try {
    return (await terminal.ask?.(prompt, `\n${kept}\n`))?.trim();
  } catch {
    return undefined;
  }
}

/** Choices with their numbers in the whole list, a heading where the group changes. */
function listed(all: InitChoice[], shown: InitChoice[]): string {
  let group: string | undefined;
  const lines = shown.flatMap((choice) => {
    const heading = choice.group !== group && choice.group !== undefined ? [`  ${choice.group}`] : [];
    group = choice.group;
    const { value, label } = choice;
    const told = oneLine(label === value ? value : `${label} (${value})`);
    return [...heading, `  ${String(all.indexOf(choice) + 1).padStart(2)}  ${told}`];
  });
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function lookedFor(typed: string, choices: InitChoice[]): InitChoice[] {
  const words = typed.toLowerCase().split(/\s+/);
  return choices
    .filter(({ value, label }) => words.every((word) => `${label} ${value}`.toLowerCase().includes(word)))
    .slice(0, mostShown);
}

/** The changes, or what is wrong with the answer. */
function attempt(
  question: InitQuestion,
  answer: string,
  state: InitState,
  text: string,
): { changes: PlanChange[]; warned: string[] } | { refused: string } {
  try {
    const changes = question.changes(answer, state);
    const { plan, faults } = checkText(editPlan(text, changes));
    if (plan) {
      const { refused, warned } = judge(state.plan, plan, state);
      return refused.length > 0 ? { refused: refused.join(' ') } : { changes, warned };
    }
    const [fault] = faults as [(typeof faults)[number]];
    const said = `${fault.reason.charAt(0).toUpperCase()}${fault.reason.slice(1)}.`;
    return { refused: fault.such ? `${said} Such as: ${fault.such}` : said };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { refused: [error.message, error.help].filter(Boolean).join(' ') };
  }
}
