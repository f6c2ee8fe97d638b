import { Problem } from '../model/problem.ts';
import { send } from './app.ts';
import type { Work } from './command.ts';
import { planSaid } from './plan-said.ts';
import { printFindings } from './print-finding.ts';

const filters = ['from', 'to', 'period', 'channel', 'compare', 'clock'];

/** `rapport ask WORD`: a question's answers, or one measure's. */
export const ask: Work = async (call) => {
  const { terminal } = call;
  const [word, more] = call.positionals;
  if (!word) throw new Problem('ask needs the word of a question.', 'Such as: rapport ask ignoring');
  if (more) throw new Problem(`ask takes one word; “${more}” is one too many.`, 'rapport ask --help');
  if (call.on('json') && call.on('csv'))
    throw new Problem('--json and --csv exclude each other.', 'Take one.');

  const { locale, zone } = await planSaid(call, call.on('json') || call.on('csv'));
  const query = filters.flatMap((name) => call.values(name).map((value): [string, string] => [name, value]));
  const format = call.on('csv') ? 'csv' : 'json';
  const answer = await send('ask', { word, query, format }, call);
  if ('csv' in answer) {
    terminal.out(answer.csv);
    return 0;
  }
  if (call.on('json')) {
    terminal.out(`${JSON.stringify(answer.findings, null, 2)}\n`);
    return 0;
  }
  terminal.out(`${printFindings(answer.findings, { locale, zone })}\n`);
  return 0;
};
