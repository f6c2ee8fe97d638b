import { createHash } from 'node:crypto';
import { Problem } from '../model/problem.ts';
import type { Codable, Coder, CoderCost, Labelled } from './coder.ts';
import { addressesOf, addressOf, type CodedFacet } from './codes.ts';
import { readAnswer } from './coding-answer.ts';
import { instructionOf, promptVersion, roughTokens, sendable, turnOf } from './coding-prompt.ts';
import { type CallWorld, callModel, type NoAnswer } from './model-call.ts';

/** Answers that were had before, as text under a key that names all that they depend on. */
export interface AnswerCache {
  get(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  put(answers: readonly (readonly [key: string, answer: string])[]): Promise<void>;
}

export interface LanguageModelOptions {
  /** Address of the user's choice, up to `/chat/completions`. */
  base: string;
  model: string;
  key?: string | undefined;
  facets: readonly CodedFacet[];
  /** Version of the codebook. */
  codebook: string;
  /** False for messages that may not be sent, as where a platform's terms forbid it. */
  mayLeave(message: Codable): boolean;
  /** Price of a million tokens sent and received. */
  prices?: { sent: number; received: number };
  atOnce?: number;
  patience?: number;
  longest?: number;
  tries?: number;
}

const receivedTokens = 30;

/** So many questions without an answer one after the other end a run: the model is not there. */
const mostInARow = 20;

/**
 * A coder that asks a language model at an address of the user's choice, one message a request. The text goes out as
 * data, under no name; of the answer only codes of the codebook are taken, so that whatever a text talks a model into,
 * it changes the codes of that one text at most. What gets no usable answer gets no scores. Throws a Problem for an
 * address that would send the key in the clear.
 */
export function languageModelCoder(
  options: LanguageModelOptions,
  world: CallWorld & { cache: AnswerCache },
): Coder {
  const { facets, codebook, model, atOnce = 4, patience = 60_000, longest = 65_536, tries = 4 } = options;
  const url = chatAddress(options);
  const codes = addressesOf(facets);
  const bySide = [false, true].map((own) => {
    const facetsOfSide = facets.filter((facet) => (facet.of === 'own') === own);
    return { facets: facetsOfSide, instruction: instructionOf(facetsOfSide) };
  });
  const sideOf = ({ own }: Codable) => bySide[own ? 1 : 0];
  const version = hashOf([promptVersion, url, model, codebook, bySide.map(({ instruction }) => instruction)]);
  const keyOf = (message: Codable) => hashOf([version, message.own, sendable(message.text)]);
  const count = { asked: 0, fromBefore: 0, held: 0, unknownCodes: 0, contradicting: 0, unusable: 0 };
  const none: Partial<Record<NoAnswer, number>> = {};
  let inARow = 0;

  async function ask(message: Codable, signal?: AbortSignal): Promise<string[] | undefined> {
    const side = sideOf(message);
    const question = {
      model,
      temperature: 0,
      max_tokens: 300,
      messages: [
        { role: 'system', content: side.instruction },
        { role: 'user', content: turnOf(sendable(message.text)) },
      ],
    };
    count.asked++;
    const result = await callModel(
      question,
      { url, key: options.key, patience, longest, tries },
      world,
      signal,
    );
    if ('none' in result) {
      none[result.none] = (none[result.none] ?? 0) + 1;
      if (++inARow >= mostInARow)
        throw new Problem(
          `The language model at ${url} gave no answer to ${mostInARow} messages in a row (${result.none}).`,
          'What it answered before is kept. Look whether it runs, and begin again.',
        );
      return undefined;
    }
    inARow = 0;
    const answer = readAnswer(result.body, side.facets);
    if (!answer) count.unusable++;
    else count.unknownCodes += answer.unknown;
    return answer?.codes;
  }

  function labelled(message: Codable, given: readonly string[] | undefined): Labelled {
    const scores = new Float64Array(codes.length).fill(Number.NaN);
    for (const facet of given ? sideOf(message).facets : []) {
      const own = facet.codes.map(({ word }) => addressOf(facet.word, word));
      const found = own.filter((code) => given?.includes(code));
      if (facet.choose === 'one' && found.length > 1) {
        count.contradicting++;
        continue;
      }
      for (const code of own) scores[codes.indexOf(code)] = found.includes(code) ? 1 : 0;
    }
    return { id: message.id, scores };
  }

  return {
    word: 'language-model',
    version,
    codebook,
    codes,
    facets,
    trainedOn: {},
    batch: 100,
    notes: () => ({ ...count, ...none }),
    cost: (messages) => {
      const tokens = bySide.map(({ instruction }) => roughTokens(instruction));
      return costOf(messages, options, url, ({ own }) => tokens[own ? 1 : 0]);
    },
    async label(messages, signal) {
      const leaving = messages.filter(
        (message) =>
          sideOf(message).facets.length > 0 && message.text.trim() !== '' && options.mayLeave(message),
      );
      count.held += messages.filter((message) => !options.mayLeave(message)).length;
      const byKey = new Map(leaving.map((message) => [keyOf(message), message]));
      const answers = new Map<string, string[]>();
      for (const [key, kept] of await world.cache.get([...byKey.keys()]))
        answers.set(key, JSON.parse(kept) as string[]);
      count.fromBefore += answers.size;
      const fresh = new Map<string, string[]>();
      try {
        await inParallel(
          [...byKey].filter(([key]) => !answers.has(key)),
          atOnce,
          async ([key, message]) => {
            const given = await ask(message, signal);
            if (given) fresh.set(key, given);
          },
        );
      } finally {
        await world.cache.put([...fresh].map(([key, given]) => [key, JSON.stringify(given)] as const));
      }
      const sent = new Set(leaving.map(({ id }) => id));
      return messages.map((message) => {
        const key = keyOf(message);
        return labelled(message, sent.has(message.id) ? (answers.get(key) ?? fresh.get(key)) : undefined);
      });
    },
  };
}

function costOf(
  messages: readonly Codable[],
  { mayLeave, prices }: LanguageModelOptions,
  address: string,
  instruction: (message: Codable) => number,
): CoderCost {
  const leaving = messages.filter(mayLeave);
  const heldOf: Record<string, number> = {};
  for (const message of messages)
    if (!mayLeave(message)) heldOf[message.source] = (heldOf[message.source] ?? 0) + 1;
  const sent = leaving.reduce(
    (sum, message) => sum + instruction(message) + roughTokens(turnOf(sendable(message.text))),
    0,
  );
  const received = leaving.length * receivedTokens;
  return {
    messages: leaving.length,
    held: messages.length - leaving.length,
    heldOf,
    tokens: { sent, received },
    ...(prices && { price: (sent * prices.sent + received * prices.received) / 1e6 }),
    address,
  };
}

/** True for an address on this machine, so that no text leaves it. */
export function staysHere(base: string): boolean {
  return URL.canParse(base) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(base).hostname);
}

/** The address that is posted to. Throws a Problem for one that is none, or that would send the key in the clear. */
function chatAddress({ base, key }: LanguageModelOptions): string {
  const help = 'Name it as http://localhost:11434/v1 or https://models.example/v1, the key apart from it.';
  if (!URL.canParse(base)) throw new Problem(`${base} is no address of a language model.`, help);
  const url = new URL(base);
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new Problem(`${url.protocol}//${url.host} cannot be the address of a language model.`, help);
  if (key && url.protocol === 'http:' && !staysHere(base))
    throw new Problem(`The key would go to ${url.host} for all to read on the way.`, 'Use an https address.');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/chat/completions`;
  return url.href;
}

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      const item = items[next++];
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const done = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  for (const one of done) if (one.status === 'rejected') throw one.reason;
}

function hashOf(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
