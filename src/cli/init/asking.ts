import { isProblem } from '../../model/problem.ts';
import { checkText } from '../../workspace/plan.ts';
import { editPlan, type PlanChange } from '../../workspace/plan-edit.ts';
import { inert, oneLine, wrap } from '../plain-text.ts';
import type { Terminal } from '../terminal.ts';
import type { InitQuestion, InitState } from './question.ts';

/** What became of a question: the changes that answer it, `skip`, or `stop` for now. */
export type Asked = PlanChange[] | 'skip' | 'stop';

/** Asks one question until its answer can stand in the file, it is skipped, or nobody wants to be asked any more. */
export async function askQuestion(
  question: InitQuestion,
  state: InitState,
  text: string,
  terminal: Terminal,
): Promise<Asked> {
  const guess = question.guess?.(state);
  const choices = question.choices?.(state) ?? [];
  terminal.err(`\n${wrap(inert(question.ask(state)))}\n  Such as: ${question.such}\n`);
  if (choices.length > 0)
    terminal.err(`${choices.map(({ value, label }, index) => choiceLine(index, value, label)).join('\n')}\n`);
  for (;;) {
    const typed = await answerTo(guess ? `[${oneLine(guess)}] > ` : '> ', terminal);
    if (typed === undefined || /^(stop|quit|exit)$/i.test(typed)) return 'stop';
    const answer = chosen(typed, choices) ?? (typed || guess || '');
    if (answer === '' || answer === '-' || /^skip$/i.test(answer)) return 'skip';
    const tried = attempt(question, answer, state, text);
    if (typeof tried !== 'string') return tried;
    terminal.err(`${wrap(inert(tried))}\n`);
  }
}

/** A terminal that is closed ends the asking; what was answered is written already. */
async function answerTo(prompt: string, terminal: Terminal): Promise<string | undefined> {
  try {
    return (await terminal.ask?.(prompt))?.trim();
  } catch {
    return undefined;
  }
}

function choiceLine(index: number, value: string, label: string): string {
  return `  ${String(index + 1).padStart(2)}  ${oneLine(label === value ? value : `${label} (${value})`)}`;
}

function chosen(typed: string, choices: { value: string }[]): string | undefined {
  return /^\d+$/.test(typed) ? choices[Number(typed) - 1]?.value : undefined;
}

/** The changes, or what is wrong with the answer. */
function attempt(
  question: InitQuestion,
  answer: string,
  state: InitState,
  text: string,
): PlanChange[] | string {
  try {
    const changes = question.changes(answer, state);
    const [fault] = checkText(editPlan(text, changes)).faults;
    if (!fault) return changes;
    const said = `${fault.reason.charAt(0).toUpperCase()}${fault.reason.slice(1)}.`;
    return fault.such ? `${said} Such as: ${fault.such}` : said;
  } catch (error) {
    if (!isProblem(error)) throw error;
    return [error.message, error.help].filter(Boolean).join(' ');
  }
}
