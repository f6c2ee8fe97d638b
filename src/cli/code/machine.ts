import type { MachineCost, MachineDone, MachineWord } from '../../model/coding-command.ts';
import { Problem } from '../../model/problem.ts';
import type { Call } from '../command.ts';
import { inert, wrap } from '../plain-text.ts';
import { ask } from './ask.ts';

/** `rapport code --machine`: says what a run would read and cost, asks where a text would leave, and codes. */
export async function machine(call: Call, sample: string | undefined, who: string): Promise<0> {
  const { out, err } = call.terminal;
  if (!call.on('machine'))
    throw new Problem('--model goes with --machine.', 'rapport code --machine --model');
  if (sample !== undefined)
    throw new Problem(
      `A machine codes all messages, not the sample “${sample}”.`,
      'rapport code --machine, with --facet WORD for some of what the codebook asks.',
    );
  const coder: MachineWord = call.on('model') ? 'language-model' : 'learned';
  const facets = call.values('facet');
  const { cost } = await ask(call, { do: 'machine-cost', coder, facets });
  err(`${wrap(inert(costWords(cost)))}\n`);
  const agreed = coder === 'learned' || (await agrees(call));
  if (!agreed) {
    out('Nothing was sent and nothing was coded.\n');
    return 0;
  }
  const { run } = await ask(call, { do: 'machine', coder, facets, agreed, who });
  out(`${wrap(inert(runWords(run)))}\n`);
  err('How good it is: /code in the browser. The shares that it helps with: rapport ask themes.\n');
  return 0;
}

async function agrees({ terminal, on }: Call): Promise<boolean> {
  if (on('yes')) return true;
  if (!terminal.ask)
    throw new Problem(
      'Nothing was sent: nobody is there to be asked whether texts of people may leave this machine at this cost.',
      'Run it in a terminal, or add --yes.',
    );
  const answer = await terminal.ask('Send them? yes or no: ', '\nNothing was sent and nothing was coded.\n');
  return /^y(es)?$/i.test(answer.trim());
}

const number = (value: number) => value.toLocaleString('en');

function costWords({ messages, heldBecause, facets, model, address, tokens, price }: MachineCost): string {
  const what = `${number(messages)} messages, in ${facets.join(', ')}.`;
  if (address === undefined) return `${what} Nothing leaves this machine.`;
  const about = (count: number) => number(Math.round(count));
  return [
    what,
    `The texts go to ${model} at ${address}:`,
    `about ${about(tokens?.sent ?? 0)} tokens out and ${about(tokens?.received ?? 0)} back, fewer where a text was asked about before.`,
    price === undefined
      ? 'What a token costs was not said (RAPPORT_MODEL_PRICES).'
      : `At the prices given that is ${price.toFixed(2)}.`,
    heldBecause ?? '',
  ]
    .filter(Boolean)
    .join(' ');
}

function runWords({ messages, codes, trainedOn, notes }: MachineDone): string {
  const taught = Object.entries(trainedOn).map(([facet, count]) => `${facet} from ${number(count)}`);
  const untaught = Array.isArray(notes.untaught) ? notes.untaught : [];
  return [
    `Coded ${number(messages)} messages by ${codes.length} codes.`,
    taught.length > 0 ? `Learnt from codes by people: ${taught.join(', ')} messages.` : '',
    untaught.length > 0 ? `Too rare to be learnt: ${untaught.join(', ')}.` : '',
    'Shares are told only where a random sample by people corrects them.',
  ]
    .filter(Boolean)
    .join(' ');
}
