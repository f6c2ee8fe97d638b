import { z } from 'zod';
import { addressOf, type CodedFacet } from './codes.ts';

const chat = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });
const coded = z.object({ codes: z.array(z.string().max(200)).max(100) });

/** What a model's answer comes to: the codes of the codebook in it, and how many it made up. */
export interface CodingAnswer {
  codes: string[];
  unknown: number;
}

/** Reads the body of an answer of `/chat/completions`; undefined where it is not what was asked for. */
export function readAnswer(body: string, facets: readonly CodedFacet[]): CodingAnswer | undefined {
  const answer = chat.safeParse(parsed(body));
  if (!answer.success) return undefined;
  const content = answer.data.choices[0].message.content.trim();
  const bare = content.replace(/^```(?:json)?\s*/, '').replace(/\s*```$/, '');
  const found = coded.safeParse(parsed(bare));
  if (!found.success) return undefined;
  const known = new Set(
    facets.flatMap((facet) => facet.codes.map(({ word }) => addressOf(facet.word, word))),
  );
  const given = [...new Set(found.data.codes)];
  const codes = given.filter((code) => known.has(code));
  return { codes, unknown: given.length - codes.length };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
