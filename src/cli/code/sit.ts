import type { Facet } from '../../model/codebook.ts';
import { codeAddress, codeTree } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import type { QueuedMessage } from '../../model/coding-command.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import { codingDetail } from '../../server/coding/code-form.ts';
import type { Call } from '../command.ts';
import { inert, wrap } from '../plain-text.ts';
import type { Keys } from '../terminal.ts';
import { ask } from './ask.ts';

/** What is chosen for one message. */
interface Chosen {
  codes: Set<string>;
  cannot: Set<string>;
  memo: string;
}

interface Desk {
  sample: DrawnSample;
  facets: Facet[];
  /** Address of a code, or word of a facet one cannot tell, by key. */
  byKey: Map<string, string>;
  keys: Keys;
  write(text: string): void;
}

/** What the coder does with a message. */
type Move = 'save' | 'back' | 'stop' | { skip: string };

const enter = ['\r', '\n'];
const quit = ['\u0003', '\u0004', 'Q'];

/** Codes a sample in the terminal, a message at a time. What is said is written down while the next one is read. */
export async function sit(call: Call, word: string, who: string): Promise<0 | 1> {
  const { terminal } = call;
  if (!terminal.keys)
    throw new Problem(
      'Coding by keys needs a terminal with somebody at it.',
      `In a spreadsheet: rapport export coding ${word} --out FILE.xlsx`,
    );
  const {
    sample,
    facets,
    keys: keyOf,
    messages,
    done,
    left,
  } = await ask(call, { do: 'queue', sample: word, who });
  if (messages.length === 0) {
    terminal.out(`Nothing is left for ${inert(who)} in ${inert(word)}.\n`);
    return 0;
  }
  terminal.err(`${guide(facets, keyOf)}\n`);
  const keys = terminal.keys();
  const byKey = new Map(Object.entries(keyOf).map(([address, key]) => [key, address]));
  const desk: Desk = { sample, facets, byKey, keys, write: terminal.err };
  const said = new Map<number, Chosen>();
  let writing: Promise<unknown> = Promise.resolve();
  let failed: unknown;
  let written = 0;
  try {
    for (let at = 0; at < messages.length && failed === undefined; ) {
      const message = messages[at] as QueuedMessage;
      const chosen = said.get(at) ?? { codes: new Set(), cannot: new Set(), memo: '' };
      terminal.err(`\n${shown(message, done + at + 1, done + left)}\n`);
      const move = await judge(desk, chosen);
      if (move === 'stop') break;
      if (move === 'back') {
        at = Math.max(0, at - 1);
        continue;
      }
      said.set(at, chosen);
      await writing;
      writing = ask(call, {
        do: 'say',
        sample: word,
        who,
        ref: message.ref,
        codes: [...chosen.codes],
        cannot: [...chosen.cannot],
        memo: chosen.memo,
        ...(typeof move === 'object' && { skip: move.skip }),
      }).then(
        () => void written++,
        (error: unknown) => {
          failed = error;
        },
      );
      at++;
    }
  } finally {
    keys.close();
    await writing;
  }
  if (failed !== undefined) throw failed;
  terminal.err('\n');
  terminal.out(`${written} written down for ${inert(who)}; ${Math.max(0, left - said.size)} to go.\n`);
  return 0;
}

/** The keys, facet by facet. */
function guide(facets: Facet[], keyOf: Record<string, string>): string {
  const lines = facets.map((facet) => {
    const codes = codeTree(facet).map(
      ({ code }) => `${keyOf[codeAddress(facet.word, code.word)] ?? ' '} ${inert(code.name)}`,
    );
    const unsure = `${keyOf[facet.word] ?? ' '} cannot tell`;
    return wrap(
      `${inert(facet.name)} (${facet.choose === 'one' ? 'one' : 'any, or none'}): ${[...codes, unsure].join('   ')}`,
    );
  });
  return [...lines, 'Enter next   b back   m memo   s pass over   Q stop'].join('\n');
}

const whose = { us: 'We', writer: 'The same writer', another: 'Another person', missing: '' };

function shown({ above, text, at, channel }: QueuedMessage, place: number, all: number): string {
  const before = above.map(({ from, text: said }) =>
    from === 'missing'
      ? '  (a message that is not in the data)'
      : wrap(inert(`  ${whose[from]}: ${[...said].slice(0, 300).join('')}`)),
  );
  const head = `-- ${place} of ${all}, ${inert(channel ?? '')} ${at.slice(0, 16).replace('T', ' ')} --`;
  return [head, ...before, '', wrap(inert(text)), ''].join('\n');
}

/** Reads keys until it is clear what becomes of the message. */
async function judge(desk: Desk, chosen: Chosen): Promise<Move> {
  const quick = desk.facets.length === 1 && desk.facets[0]?.choose === 'one';
  for (;;) {
    const key = await desk.keys.next();
    if (quit.includes(key)) return 'stop';
    if (key === 'b') return 'back';
    if (key === 'm') {
      chosen.memo = (await line(desk, 'memo: ', chosen.memo)) ?? chosen.memo;
      continue;
    }
    if (key === 's') {
      const reason = await line(desk, 'pass over because: ', '');
      if (reason) return { skip: reason };
      continue;
    }
    const address = desk.byKey.get(key);
    if (address !== undefined) {
      mark(desk.facets, chosen, address);
      const unsure = [...chosen.cannot].map((word) => `${word}: cannot tell`);
      desk.write(`\r\u001b[K> ${inert([...chosen.codes, ...unsure].join(', '))}`);
    }
    if (
      enter.includes(key) ||
      (quick && address !== undefined && chosen.codes.size + chosen.cannot.size > 0)
    ) {
      const wrong = fault(desk, chosen);
      if (wrong === undefined) {
        if (chosen.codes.size + chosen.cannot.size === 0) desk.write('> none');
        desk.write('\n');
        return 'save';
      }
      desk.write(`\r\u001b[K${wrong}\n`);
    }
  }
}

/** Chooses or takes away; a facet with one code has one, and none beside *cannot tell*. */
function mark(facets: Facet[], { codes, cannot }: Chosen, address: string): void {
  const facet = facets.find(({ word }) => word === address || address.startsWith(`${word}/`));
  if (!facet) return;
  const mine = [...codes].filter((code) => code.startsWith(`${facet.word}/`));
  if (address === facet.word) {
    if (!cannot.delete(address)) {
      cannot.add(address);
      for (const code of mine) codes.delete(code);
    }
    return;
  }
  cannot.delete(facet.word);
  if (codes.delete(address)) return;
  if (facet.choose === 'one') for (const code of mine) codes.delete(code);
  codes.add(address);
}

function fault({ sample, facets }: Desk, { codes, cannot, memo }: Chosen): string | undefined {
  try {
    codingDetail({ codes: [...codes], cannot: [...cannot], memo }, sample, { facets });
    return undefined;
  } catch (error) {
    if (!isProblem(error)) throw error;
    return [error.message, error.help].filter(Boolean).join(' ');
  }
}

/** A line typed key by key; undefined after Escape. */
async function line({ keys, write }: Desk, prompt: string, begun: string): Promise<string | undefined> {
  let text = begun;
  for (;;) {
    write(`\r\u001b[K${prompt}${inert(text)}`);
    const key = await keys.next();
    if (enter.includes(key)) {
      write('\n');
      return text.trim();
    }
    if (key === '\u001b' || key === '\u0003') {
      write('\r\u001b[K');
      return undefined;
    }
    if (key === '\u007f' || key === '\b') text = [...text].slice(0, -1).join('');
    else if (key >= ' ') text += key;
  }
}
