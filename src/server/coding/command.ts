import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { readAround } from '../../facts/around.ts';
import { isDrawn, readSample, readSamples } from '../../facts/coding.ts';
import { countPopulation } from '../../facts/draw.ts';
import { refreshFacts } from '../../facts/index.ts';
import { codingState, leftFor, paceOf, refKey } from '../../facts/queue.ts';
import type { DrawnSample, SampleItem, StrataWord } from '../../model/coding.ts';
import type {
  AskedSample,
  CodingRequest,
  CodingResult,
  CountedSample,
  QueuedMessage,
} from '../../model/coding-command.ts';
import type { Progress } from '../../model/import.ts';
import { Problem } from '../../model/problem.ts';
import { addActs } from '../../store/acts.ts';
import { costOfMachine, machineRequest } from '../machine/run.ts';
import type { Serving } from '../serving.ts';
import { coderName, codingDetail, facetsOf } from './code-form.ts';
import { copyStarter } from './copy-codebook.ts';
import { drawActs, populationAsked } from './draw-form.ts';
import { keysFor } from './keys.ts';
import { rangesFor, sizeFor } from './size.ts';
import { takeSheet } from './take-sheet.ts';
import { writeCoding } from './write.ts';
import { writeSheet } from './write-sheet.ts';

const text = z.string();
const texts = z.array(z.string());
const path = z.string().refine(isAbsolute, 'is no absolute path');
const machine = z.enum(['learned', 'language-model']);
const asked: z.ZodType<AskedSample> = z.object({
  word: text.optional(),
  of: text.optional(),
  facets: texts,
  design: text.optional(),
  strata: texts,
  label: text.optional(),
  channels: texts,
  from: text.optional(),
  to: text.optional(),
  size: text.optional(),
  twice: text.optional(),
  seed: text.optional(),
});

/** The request as it comes over the loopback. */
export const codingShape: z.ZodType<CodingRequest> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('samples') }),
  z.object({ do: z.literal('count'), asked, range: text.optional() }),
  z.object({ do: z.literal('draw'), asked, range: text.optional(), who: text }),
  z.object({ do: z.literal('queue'), sample: text, who: text }),
  z.object({
    do: z.literal('say'),
    sample: text,
    who: text,
    ref: z.object({ source: text, nativeId: text }),
    codes: texts,
    cannot: texts,
    memo: text.optional(),
    skip: text.optional(),
  }),
  z.object({ do: z.literal('sheet'), sample: text, who: text.optional(), target: path, names: z.boolean() }),
  z.object({ do: z.literal('take'), sample: text, who: text, file: path }),
  z.object({ do: z.literal('machine-cost'), coder: machine, facets: texts }),
  z.object({ do: z.literal('machine'), coder: machine, facets: texts, agreed: z.boolean(), who: text }),
  z.object({ do: z.literal('copy-codebook'), who: text }),
]);

/** Does what `rapport code` and `rapport export coding` ask for. */
export async function codingCommand(
  request: CodingRequest,
  serving: Serving,
  listener: { progress?: (progress: Progress) => void; signal?: AbortSignal } = {},
): Promise<CodingResult> {
  const { store } = serving.db;
  switch (request.do) {
    case 'samples': {
      const samples = await readSamples(store);
      return {
        did: 'samples',
        samples: await Promise.all(
          samples.map(async (sample) => {
            const { coded, codedTwice, coders } = paceOf(await codingState(store, sample));
            return { sample, coded, codedTwice, coders: coders.map(({ who }) => who) };
          }),
        ),
      };
    }
    case 'count':
      return { did: 'count', counted: await counted(request, serving) };
    case 'draw':
      return { did: 'draw', sample: await draw(request, serving) };
    case 'queue':
      return queue(await sampleNamed(serving, request.sample), coderName(request.who), serving);
    case 'say': {
      const sample = await sampleNamed(serving, request.sample);
      await say(sample, request, serving);
      return { did: 'say' };
    }
    case 'sheet': {
      const sample = await sampleNamed(serving, request.sample);
      return { did: 'sheet', ...(await writeSheet(sample, request, serving)) };
    }
    case 'take': {
      const sample = await sampleNamed(serving, request.sample);
      return {
        did: 'take',
        ...(await takeSheet(sample, { ...request, who: coderName(request.who) }, serving)),
      };
    }
    case 'machine-cost':
      return { did: 'machine-cost', cost: await costOfMachine(serving, request) };
    case 'machine': {
      const ready = await machineRequest(serving, { ...request, who: coderName(request.who) });
      const { messages, codes, trainedOn, notes } = await serving.machine.run({ ...ready, ...listener });
      return { did: 'machine', run: { messages, codes, trainedOn, notes } };
    }
    case 'copy-codebook':
      return { did: 'copy-codebook', ...(await copyStarter(serving, request.who)) };
  }
}

async function sampleNamed({ db }: Serving, word: string): Promise<DrawnSample> {
  const sample = await readSample(db.store, word);
  if (sample) return sample;
  const words = (await readSamples(db.store)).map((one) => one.word);
  throw new Problem(
    `There is no sample “${word}”.`,
    words.length > 0 ? `There are ${words.join(', ')}.` : 'Draw one: rapport code --draw.',
  );
}

/** The range that was typed, in points of per cent, as a share. Throws a Problem where it is none. */
function rangeAsked(typed: string): number {
  const range = Number(typed.replace(/%$/, '')) / 100;
  if (range > 0 && range < 0.5) return range;
  throw new Problem(`“${typed}” is no range.`, 'Give points of per cent up and down, such as 5.');
}

async function counted(
  { asked: wanted, range }: { asked: AskedSample; range?: string | undefined },
  serving: Serving,
): Promise<CountedSample> {
  const { plan } = await serving.plan();
  const strata = wanted.design === 'stratified' ? (wanted.strata as StrataWord[]) : [];
  const found = await countPopulation(
    serving.db.store,
    populationAsked(wanted, plan.zone),
    strata,
    wanted.label,
  );
  const share = range === undefined ? undefined : rangeAsked(range);
  return {
    ...found,
    ranges: rangesFor(found.messages),
    ...(share !== undefined && { needed: { range: share, size: sizeFor(share, found.messages) } }),
  };
}

async function draw(
  { asked: wanted, range, who }: { asked: AskedSample; range?: string | undefined; who: string },
  serving: Serving,
): Promise<DrawnSample> {
  const { plan } = await serving.plan();
  const { needed } = range === undefined ? {} : await counted({ asked: wanted, range }, serving);
  const { word, acts } = await drawActs(needed ? { ...wanted, size: String(needed.size) } : wanted, {
    store: serving.db.store,
    plan,
    now: serving.world.now(),
    who,
    id: randomUUID,
  });
  await addActs(serving.db, acts, { plan, refresh: refreshFacts });
  return sampleNamed(serving, word);
}

/** So many messages are given at once: more than anybody codes in one sitting. */
const atOnce = 300;

async function queue(sample: DrawnSample, who: string, serving: Serving): Promise<CodingResult> {
  const { store } = serving.db;
  const { plan } = await serving.plan();
  const facets = facetsOf(sample, plan.codebook);
  const state = await codingState(store, sample);
  const left = leftFor(state, who);
  const found = await Promise.all(left.slice(0, atOnce).map((item) => queued(item, serving)));
  const done = new Set(
    [...state.codings, ...state.skips].filter((one) => one.who === who).map(({ ref }) => refKey(ref)),
  );
  return {
    did: 'queue',
    sample,
    facets,
    keys: Object.fromEntries(keysFor(plan.codebook, facets)),
    messages: found.filter((one) => one !== undefined),
    done: done.size,
    left: left.length,
  };
}

const mostAbove = 3;

async function queued({ ref, place }: SampleItem, { db }: Serving): Promise<QueuedMessage | undefined> {
  const around = await readAround(db.store, ref);
  if (!around) return undefined;
  const { message, above } = around;
  return {
    ref,
    place,
    text: message.text,
    at: message.at,
    ...(message.channel !== undefined && { channel: message.channel }),
    above: above.slice(-mostAbove).map(({ from, text: said }) => ({ from, text: said })),
  };
}

async function say(
  sample: DrawnSample,
  request: Extract<CodingRequest, { do: 'say' }>,
  serving: Serving,
): Promise<void> {
  const who = coderName(request.who);
  const message = request.ref;
  if (!(await isDrawn(serving.db.store, sample.word, message)))
    throw new Problem('The message does not belong to the sample.', 'Code those that are shown.');
  if (request.skip !== undefined) {
    const reason = request.skip.trim().slice(0, 200) || 'no reason given';
    const detail = { sample: sample.word, reason };
    return writeCoding(serving, [{ kind: 'code-skipped', who, message, detail }]);
  }
  const { plan } = await serving.plan();
  const detail = codingDetail({ ...request, memo: request.memo ?? '' }, sample, plan.codebook);
  await writeCoding(serving, [{ kind: 'code', who, message, detail }]);
}
