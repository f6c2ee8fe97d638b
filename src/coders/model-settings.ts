import { Problem } from '../model/problem.ts';

/** Which language model is asked, and at which address. */
export interface ModelSettings {
  base: string;
  model: string;
  key?: string;
}

/**
 * The language model that the environment names: `RAPPORT_MODEL_URL`, `RAPPORT_MODEL` and, where the address asks for
 * one, `RAPPORT_MODEL_KEY`. Undefined where no address is named: then none is asked. Throws a Problem where the model is
 * not named.
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
  return { base, model, ...(key && { key }) };
}
