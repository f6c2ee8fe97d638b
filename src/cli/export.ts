import { resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import { send } from './app.ts';
import { ask } from './code/ask.ts';
import type { Call, Work } from './command.ts';
import { exportPerson } from './export-person.ts';
import { table } from './table.ts';

/** `rapport export convokit [FOLDER]`: the messages as a corpus that ConvoKit loads; `coding SAMPLE`: a workbook; `person PERSON`: all on somebody. */
export const exportMessages: Work = async (call) => {
  const { terminal } = call;
  const [format, folder, more] = call.positionals;
  if (format === 'coding') return exportCoding(call, folder);
  if (format === 'person') return exportPerson(call, folder, more);
  if (format && /^@|:\/\//.test(format)) return exportPerson(call, format, folder);
  if (format !== 'convokit')
    throw new Problem(
      format ? `There is no export “${format}”.` : 'export needs to know for what.',
      'Such as: rapport export convokit ../tarnwell-corpus',
    );
  if (more) throw new Problem(`export takes one folder; “${more}” is one too many.`, 'rapport export --help');
  const minute = terminal.now().toISOString().slice(0, 16).replace(':', '');
  const target = resolve(terminal.cwd, folder ?? `rapport-convokit-${minute}`);
  const request = { format, target, names: call.on('names'), channels: call.values('channel') } as const;
  const done = await send('export', request, call);
  const { utterances, conversations, speakers, leftOut } = done;
  terminal.out(
    `Wrote ${counted(utterances, 'utterance')} in ${counted(conversations, 'conversation')} by ${counted(speakers, 'speaker')} to ${done.target}.\n`,
  );
  const rows = done.files.map(({ name, bytes }) => [name, bytes.toLocaleString('en')]);
  terminal.out(`${table([{ label: 'file' }, { label: 'bytes', right: true }], rows)}\n`);
  if (leftOut.missing + leftOut.reposts > 0)
    terminal.err(
      `Left out: ${counted(leftOut.missing, 'message')} that others answer but the data do not hold; ${counted(leftOut.reposts, 'repost')}.\n`,
    );
  if (leftOut.closed)
    terminal.err(
      `Left out besides: ${counted(leftOut.closed, 'message')} read from a platform whose terms do not let them leave.\n`,
    );
  if (done.simulated)
    terminal.err(
      'It holds messages of a simulated company, whose people are not real; corpus.json says so.\n',
    );
  if (!call.on('names'))
    terminal.err('People stand under pseudonyms, and @names in texts are covered. --names shows them.\n');
  terminal.err(`In Python: Corpus(filename=${JSON.stringify(done.target)})\n`);
  return 0;
};

/** `rapport export coding SAMPLE --out FILE.xlsx`: a sample as a workbook to be filled in. */
async function exportCoding(call: Call, sample: string | undefined): Promise<0> {
  const { terminal } = call;
  if (!sample) throw new Problem('It was not said which sample.', 'rapport code lists them.');
  const out = call.value('out') ?? `${sample}.xlsx`;
  if (!/\.xlsx$/i.test(out))
    throw new Problem(`“${out}” does not end in .xlsx.`, 'Such as: --out others-1.xlsx');
  const request = {
    do: 'sheet',
    sample,
    who: call.value('who'),
    target: resolve(terminal.cwd, out),
    names: call.on('names'),
  } as const;
  const done = await ask(call, request);
  terminal.out(`Wrote ${counted(done.rows, 'message')}, ${done.coded} of them coded, to ${done.target}.\n`);
  if (!call.on('names')) terminal.err('@names in texts are covered. --names shows them.\n');
  terminal.err(`Filled in: rapport code ${sample} --in ${out} --who NAME\n`);
  return 0;
}

function counted(n: number, word: string): string {
  return `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
}
