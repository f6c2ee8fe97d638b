import type { AnswerCache, LanguageModelOptions } from '../../src/coders/language-model.ts';
import { languageModelCoder } from '../../src/coders/language-model.ts';
import { facets } from './made-up.ts';

/** What a request to a model held. */
export interface Asked {
  url: string;
  headers: Headers;
  redirect: string | undefined;
  model: string;
  system: string;
  /** The message as the model reads it. */
  text: string;
}

/** The body of an answer whose content is `content`. */
export function chat(content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return JSON.stringify({ choices: [{ message: { role: 'assistant', content: text } }] });
}

export function answering(content: unknown): Response {
  return new Response(chat(content));
}

/** A cache in memory. */
export function memoryCache(): AnswerCache & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get: async (keys) =>
      new Map(keys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key) as string]] : []))),
    put: async (answers) => {
      for (const [key, answer] of answers) kept.set(key, answer);
    },
  };
}

/** A coder whose model is a function: no port, no waiting. */
export function stubbed(
  answer: (asked: Asked, count: number) => Response | Promise<Response>,
  over: Partial<LanguageModelOptions> = {},
  cache: AnswerCache = memoryCache(),
) {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const coder = languageModelCoder(
    {
      base: 'http://localhost:9/v1',
      model: 'stub',
      facets,
      codebook: 'v1',
      mayLeave: () => true,
      ...over,
    },
    {
      cache,
      now: () => Date.parse('2026-11-22T10:00:00Z'),
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
      fetch: async (url, init) => {
        const { model, messages } = JSON.parse(String(init?.body));
        const one: Asked = {
          url: String(url),
          headers: new Headers(init?.headers),
          redirect: init?.redirect,
          model,
          system: messages[0].content,
          text: JSON.parse(messages[1].content).message,
        };
        asked.push(one);
        return answer(one, asked.length);
      },
    },
  );
  return { coder, asked, waits };
}
