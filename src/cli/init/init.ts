import { existsSync } from 'node:fs';
import { isReadable } from '../../measures/goal-check.ts';
import { checkPlan } from '../../measures/plan-check.ts';
import { nameFaults } from '../../measures/plan-names.ts';
import type { Goal } from '../../model/goal.ts';
import { Problem } from '../../model/problem.ts';
import { makeWorkspace } from '../../workspace/make.ts';
import { checkText, parsePlan, planVersion, readPlanText } from '../../workspace/plan.ts';
import { editPlan } from '../../workspace/plan-edit.ts';
import { writePlan } from '../../workspace/plan-file.ts';
import { statedTree } from '../../workspace/plan-tree.ts';
import { send, whoAmI } from '../app.ts';
import type { Call, Work } from '../command.ts';
import { inert, wrap } from '../plain-text.ts';
import { askQuestion } from './asking.ts';
import type { InitQuestion, InitState } from './question.ts';
import { initQuestions } from './questions.ts';

/** `rapport init`: asks its way through the essentials of the plan, and writes every answer at once. */
export const init: Work = (call) => initIn(call, Intl.DateTimeFormat().resolvedOptions().timeZone);

/** @param zone the machine's time zone, offered as the plan's. */
export async function initIn(call: Call, zone: string): Promise<0> {
  const { terminal, dir } = call;
  if (!terminal.ask)
    throw new Problem(
      'init asks questions, and there is nobody here to answer.',
      'Run it in a terminal, or write plan.yaml by hand: it explains every key, and docs/plan.md has them all with examples.',
    );
  const paths = await makeWorkspace(dir);
  const known = existsSync(paths.database) ? await send('outlook', {}, call) : { accounts: {}, readings: [] };
  const stateOf = (text: string): InitState => ({
    plan: parsePlan(text),
    tree: statedTree(checkText(text).tree),
    ...known,
    zone,
    today: terminal.now().toISOString().slice(0, 10),
  });

  let text = await readPlanText(dir);
  terminal.err(`${wrap(welcome(stateOf(text)))}\n`);
  const done = new Set<string>();
  const asked: InitQuestion[] = [];
  let back: InitQuestion | undefined;
  for (;;) {
    // Somebody may have edited the file while the last question was open.
    text = await readPlanText(dir);
    const state = stateOf(text);
    const question = back ?? initQuestions(state).find((one) => one.open(state) && !done.has(one.word));
    if (!question) break;
    done.add(question.word);
    const answer = await askQuestion(question, state, text, terminal, back !== undefined);
    back = undefined;
    if (answer === 'stop') return 0;
    if (answer === 'back') {
      back = asked.pop();
      done.delete(question.word);
      if (!back) terminal.err('There is no question before this one.\n');
      continue;
    }
    asked.push(question);
    if (answer === 'skip') continue;
    text = await readPlanText(dir);
    const next = editPlan(text, answer);
    await writePlan(dir, next, {
      expected: planVersion(text),
      who: whoAmI(),
      what: question.word,
      now: terminal.now(),
    });
  }
  terminal.out(summary(stateOf(await readPlanText(dir))));
  return 0;
}

function missing(state: InitState): InitQuestion[] {
  return initQuestions(state).filter((question) => question.open(state) && !question.more);
}

function welcome(state: InitState): string {
  return missing(state).length === 0
    ? 'Nothing that init asks is missing.'
    : 'A few questions, ten minutes. Enter skips one (or takes what stands in brackets), back asks the one before once more, ? helps, stop leaves; every answer is written at once, and rapport init asks only for what is still missing.';
}

/** What is written, what is still missing, and what is wrong with the goals. */
function summary(state: InitState): string {
  const open = missing(state).map(({ word }) => word);
  const { goals, balance } = checkPlan({ plan: state.plan, readable: state.readings });
  const unread = goals.filter(({ faults }) => !isReadable(faults)).length;
  const lines = [
    ...(open.length > 0 ? [`Still missing: ${open.join(', ')}. rapport init asks for it.`] : []),
    ...(unread > 0
      ? [`${unread} of ${goals.length} goals cannot be read yet, because of what follows.`]
      : []),
    ...(open.length + unread === 0 ? ['The essentials of the plan are written.'] : []),
    ...goals.flatMap(({ goal }) => wayOf(goal)),
    ...goals.flatMap(({ goal, faults }) =>
      faults.map(({ message, help }) => `${goal.title}: ${message} ${help}`),
    ),
    ...[...balance, ...nameFaults(state.plan)].map(({ message, help }) => `${message} ${help}`),
    'The whole plan: rapport serve, then /plan. By hand: plan.yaml.',
  ];
  return `\n${lines.map((line) => wrap(inert(line))).join('\n')}\n`;
}

/** The way of a goal with its direction, so that a number read wrongly shows. */
function wayOf({ title, baseline, result, direction }: Goal): string[] {
  if (!result) return [];
  const from = baseline?.value ? `from ${baseline.value.written} ` : '';
  return [`${title}: ${from}to ${result.written}, ${direction === 'down' ? 'less' : 'more'} is better.`];
}
