import { resolve } from 'node:path';
import type { AskedSample } from '../../model/coding-command.ts';
import { Problem } from '../../model/problem.ts';
import { designWords, points } from '../../pages/coding/words.ts';
import { whoAmI } from '../app.ts';
import type { Call, Work } from '../command.ts';
import { inert } from '../plain-text.ts';
import { table } from '../table.ts';
import { ask } from './ask.ts';
import { machine } from './machine.ts';
import { sit } from './sit.ts';

/** `rapport code`: lists samples, draws one, codes one by keys, or reads codes from a workbook. */
export const code: Work = async (call) => {
  const { terminal } = call;
  const [sample, more] = call.positionals;
  if (more) throw new Problem(`code takes one sample; “${more}” is one too many.`, 'rapport code --help');
  const who = call.value('who') ?? whoAmI();
  if (call.on('copy-codebook')) {
    const done = await ask(call, { do: 'copy-codebook', who });
    terminal.out(
      done.copied
        ? `Copied ${done.facets} facets into plan.yaml, under codebook.\n`
        : `plan.yaml has a codebook of ${done.facets} facets already; nothing was changed.\n`,
    );
    return 0;
  }
  if (call.on('machine') || call.on('model')) return machine(call, sample, who);
  if (call.on('count')) return count(call);
  if (call.on('draw')) return draw(call, sample, who);
  const file = call.value('in');
  if (file !== undefined) return take(call, sample, who, resolve(terminal.cwd, file));
  if (sample === undefined) return list(call);
  return sit(call, sample, who);
};

function askedIn(call: Call, word?: string): AskedSample {
  return {
    word: call.value('name') ?? word,
    of: call.value('of'),
    facets: call.values('facet'),
    design: call.value('design') ?? (call.values('by').length > 0 ? 'stratified' : undefined),
    strata: call.values('by'),
    label: call.value('label'),
    channels: call.values('channel'),
    from: call.value('from'),
    to: call.value('to'),
    size: call.value('size'),
    twice: call.value('twice'),
    seed: call.value('seed'),
  };
}

async function count(call: Call): Promise<0> {
  const { counted } = await ask(call, { do: 'count', asked: askedIn(call), range: call.value('range') });
  const { messages, conversations, strata, ranges, needed } = counted;
  const { out } = call.terminal;
  out(`${messages.toLocaleString('en')} messages in ${conversations.toLocaleString('en')} conversations.\n`);
  if (strata.length > 1)
    out(
      `\n${table(
        [{ label: 'part' }, { label: 'messages', right: true }],
        strata.map((one) => [inert(one.stratum), one.messages.toLocaleString('en')]),
      )}\n`,
    );
  if (ranges.length > 0)
    out(
      `\nWhat so many codes tell of a share, at 95 %, drawn singly at random:\n${table(
        [
          { label: 'coded', right: true },
          { label: 'near 50 %', right: true },
          { label: 'near 10 %', right: true },
        ],
        ranges.map(({ size, half, tenth }) => [String(size), `± ${points(half)}`, `± ${points(tenth)}`]),
      )}\n`,
    );
  if (needed) out(`\n${needed.size} for ± ${points(needed.range)} points, at worst.\n`);
  return 0;
}

async function draw(call: Call, word: string | undefined, who: string): Promise<0> {
  const { sample } = await ask(call, {
    do: 'draw',
    asked: askedIn(call, word),
    range: call.value('range'),
    who,
  });
  const { out } = call.terminal;
  out(`Drew ${sample.word}: ${designWords(sample)}; ${sample.twice} to be coded by two.\n`);
  out(`Judged: ${sample.facets.join(', ')}.\n`);
  call.terminal.err(
    `To code: rapport code ${sample.word} --who NAME, or /code/${sample.word} in the browser.\n`,
  );
  return 0;
}

async function list(call: Call): Promise<0> {
  const { samples } = await ask(call, { do: 'samples' });
  const { out } = call.terminal;
  if (call.on('json')) {
    out(`${JSON.stringify(samples, null, 2)}\n`);
    return 0;
  }
  if (samples.length === 0) {
    out(
      'Nothing was drawn yet.\nTo draw: rapport code --draw --size 200; first to count: rapport code --count.\n',
    );
    return 0;
  }
  const rows = samples.map(({ sample, coded, codedTwice, coders }) => [
    inert(sample.word),
    `${coded} of ${sample.size}`,
    sample.twice > 0 ? `${codedTwice} of ${sample.twice}` : '',
    inert(coders.join(', ')),
    designWords(sample),
  ]);
  out(
    `${table(
      [
        { label: 'sample' },
        { label: 'coded', right: true },
        { label: 'by two', right: true },
        { label: 'coders' },
        { label: 'drawn' },
      ],
      rows,
    )}\n`,
  );
  return 0;
}

async function take(call: Call, sample: string | undefined, who: string, file: string): Promise<0 | 1> {
  if (sample === undefined)
    throw new Problem(
      'It was not said which sample the workbook is of.',
      'Such as: rapport code others-1 --in FILE.xlsx',
    );
  const { coded, skipped, same, open, refused } = await ask(call, { do: 'take', sample, who, file });
  const { out } = call.terminal;
  out(
    `${coded} coded, ${skipped} passed over, ${same} as before, ${open} left open, ${refused.length} refused, by ${inert(who)}.\n`,
  );
  if (refused.length === 0) return 0;
  const rows = refused.slice(0, 100).map(({ line, reason }) => [String(line), inert(reason)]);
  out(`${table([{ label: 'row', right: true }, { label: 'refused because' }], rows)}\n`);
  if (refused.length > 100) out(`and ${refused.length - 100} more.\n`);
  return 1;
}
