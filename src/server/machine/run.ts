import { codebookVersion } from '../../coders/codebook-version.ts';
import type { Coder } from '../../coders/coder.ts';
import { languageModelCoder, staysHere } from '../../coders/language-model.ts';
import { fewestCodings } from '../../coders/learned.ts';
import { heldWords, mayLeave } from '../../coders/may-leave.ts';
import { type ModelSettings, modelSettings } from '../../coders/model-settings.ts';
import { codableCount } from '../../facts/codable.ts';
import { agreedCodes, readSamples } from '../../facts/coding.ts';
import { type Codebook, type Facet, withParents } from '../../model/codebook.ts';
import type { AgreedCode, DrawnSample } from '../../model/coding.ts';
import type { MachineCost, MachineWord } from '../../model/coding-command.ts';
import { Problem } from '../../model/problem.ts';
import type { Store } from '../../model/store.ts';
import { machineAnswers } from '../../store/machine-answers.ts';
import { learnedFrom, machineCost } from '../machine-coding.ts';
import type { Serving } from '../serving.ts';
import type { MachineRequest } from './desk.ts';

const seed = 1;

interface Wanted {
  coder: MachineWord;
  /** Words; empty for all. */
  facets: string[];
}

/** What counts as the code of each message that was drawn at random. */
export async function randomCodes(store: Store): Promise<AgreedCode[]> {
  return codesOf(store, ({ design, again }) => design !== 'picked' && again === undefined);
}

/** What a machine may learn from: those, and what was picked to teach it. */
async function teachingCodes(store: Store): Promise<AgreedCode[]> {
  return codesOf(store, ({ again }) => again === undefined);
}

async function codesOf(store: Store, isWanted: (sample: DrawnSample) => boolean): Promise<AgreedCode[]> {
  const samples = (await readSamples(store)).filter(isWanted);
  return (await Promise.all(samples.map(({ word }) => agreedCodes(store, word)))).flat();
}

/** How many messages were coded in each facet, those of which nobody could tell left out. */
export function codedByFacet(codes: readonly AgreedCode[]): Map<string, number> {
  const messages = new Map<string, Set<string>>();
  for (const { facet, ref, cannot } of codes) {
    if (cannot) continue;
    const known = messages.get(facet) ?? new Set<string>();
    messages.set(facet, known.add(`${ref.source}\u001f${ref.nativeId}`));
  }
  return new Map([...messages].map(([facet, known]) => [facet, known.size]));
}

/** The language model that the environment of the server names; undefined where it names none. */
export function modelOf({ world }: Serving): ModelSettings | undefined {
  return modelSettings(world.env ?? {});
}

/** What a run would read, and for a language model what leaves this machine, where it goes and what it costs. */
export async function costOfMachine(serving: Serving, { coder, facets }: Wanted): Promise<MachineCost> {
  const { plan } = await serving.plan();
  const wanted = facetsNamed(plan.codebook, facets);
  if (coder === 'learned') {
    const taught = taughtOf(wanted, await randomCodes(serving.db.store));
    const sides = [...new Set(taught.map(({ of }) => of))];
    const messages = await codableCount(serving.db.store, { sides });
    return { messages, held: 0, facets: taught.map(({ word }) => word) };
  }
  const made = modelCoder(serving, wanted);
  const { heldOf, ...cost } = await machineCost(serving.db.store, made);
  const heldBecause = heldWords(heldOf ?? {});
  return {
    ...cost,
    ...(heldBecause && { heldBecause }),
    facets: wanted.map(({ word }) => word),
    model: settingsOf(serving).model,
  };
}

/**
 * A run for the desk, in which a machine codes all messages. Throws a Problem where no language model is named, and
 * where nobody agreed to its cost; the run itself does where too little was coded by people to learn from.
 */
export async function machineRequest(
  serving: Serving,
  { coder, facets, agreed, who }: Wanted & { agreed: boolean; who: string },
): Promise<MachineRequest> {
  const { plan } = await serving.plan();
  const wanted = facetsNamed(plan.codebook, facets);
  if (coder === 'language-model') settingsOf(serving);
  if (coder === 'language-model' && !agreed)
    throw new Problem(
      'Nobody agreed to what the language model costs.',
      'See what would be sent first, on /code or by rapport code --machine --model.',
    );
  await serving.factsBy(plan);
  const make = async (): Promise<Coder> => {
    if (coder === 'language-model') return modelCoder(serving, wanted);
    const { store } = serving.db;
    const taught = taughtOf(wanted, await randomCodes(store));
    const codings = (await teachingCodes(store)).map((one) => ({
      ...one,
      codes: withParents(plan.codebook, one.codes),
    }));
    return learnedFrom(store, codings, {
      facets: taught,
      codebook: codebookVersion(taught),
      seed,
    });
  };
  return { coder, who, make };
}

/** Facets of which enough was coded at random to learn them. Throws a Problem where there are none. */
function taughtOf(facets: Facet[], codes: readonly AgreedCode[]): Facet[] {
  const coded = codedByFacet(codes);
  const taught = facets.filter(({ word }) => (coded.get(word) ?? 0) >= fewestCodings);
  if (taught.length > 0) return taught;
  const most = Math.max(0, ...facets.map(({ word }) => coded.get(word) ?? 0));
  throw new Problem(
    `A machine learns a facet from ${fewestCodings} messages that people coded at random; the most so far is ${most}.`,
    'Code a random sample first (rapport code --draw, or /code/new); 200 messages are a good beginning.',
  );
}

function facetsNamed({ facets }: Codebook, words: string[]): Facet[] {
  const strange = words.find((word) => !facets.some((facet) => facet.word === word));
  if (strange !== undefined)
    throw new Problem(
      `The codebook has no facet “${strange}”.`,
      `It has ${facets.map(({ word }) => word).join(', ')}.`,
    );
  return words.length === 0 ? facets : facets.filter(({ word }) => words.includes(word));
}

function settingsOf(serving: Serving): ModelSettings {
  const settings = modelOf(serving);
  if (settings) return settings;
  throw new Problem(
    'No language model is named, and none is asked unless you name one.',
    'Set RAPPORT_MODEL_URL and RAPPORT_MODEL where Rapport runs, for a server before it is started.',
  );
}

function modelCoder(serving: Serving, facets: Facet[]): Coder {
  const settings = settingsOf(serving);
  const may = staysHere(settings.base) ? () => true : mayLeave;
  return languageModelCoder(
    { ...settings, facets, codebook: codebookVersion(facets), mayLeave: may },
    { fetch, wait, now: () => Date.now(), cache: machineAnswers(serving.db) },
  );
}

function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
