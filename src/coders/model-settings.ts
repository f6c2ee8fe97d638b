import { Problem } from '../model/problem.ts';

/** Which language model is asked, and at which address. */
export interface ModelSettings {
  base: string;
  model: string;
  key?: string;
  /** Price of a million tokens sent and received, where it was given. */
  prices?: { sent: number; received: number };
}

/**
 * The language model that the environment names: `RAPPORT_MODEL_URL`, `RAPPORT_MODEL` and, where the address asks for
 * one, `RAPPORT_MODEL_KEY`. Undefined where no address is named: then none is asked. Throws a Problem where the model is
 * not named, or where `RAPPORT_MODEL_PRICES` cannot be read.
 */
export function modelSettings(env: Readonly<Record<string, string | undefined>>): ModelSettings | undefined {
  const base = env.RAPPORT_MODEL_URL?.trim();
  if (!base) return undefined;
  const model = env.RAPPORT_MODEL?.trim();
  if (!model)
    throw new Problem(
      'RAPPORT_MODEL_URL names an address, and RAPPORT_MODEL no model.',
      'Name the model as its server does, such as RAPPORT_MODEL=qwen3:8b.',
    );
  const key = env.RAPPORT_MODEL_KEY?.trim();
  const prices = pricesIn(env.RAPPORT_MODEL_PRICES);
  return { base, model, ...(key && { key }), ...(prices && { prices }) };
}

function pricesIn(given: string | undefined): ModelSettings['prices'] {
  if (!given?.trim()) return undefined;
  const [, sent, received] = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(given) ?? [];
  if (sent === undefined || received === undefined)
    throw new Problem(
      `RAPPORT_MODEL_PRICES is “${given.trim()}”, which is no pair of prices.`,
      'Give what a million tokens cost, sent and received, such as RAPPORT_MODEL_PRICES=0.15/0.60.',
    );
  return { sent: Number(sent), received: Number(received) };
}
