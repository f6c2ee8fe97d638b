import type { Codable } from '../../src/coders/coder.ts';
import type { CodedFacet, HumanCoding } from '../../src/coders/codes.ts';
import { stream } from '../../src/stats/random.ts';

/** A small codebook: what others say, and what our own side does. */
export const facets: CodedFacet[] = [
  {
    word: 'act',
    of: 'others',
    choose: 'many',
    codes: [
      { word: 'complaint', definition: 'Says that something is wrong.' },
      { word: 'thanks', definition: 'Thanks somebody.' },
      { word: 'rare', definition: 'Hardly anybody does it.' },
    ],
  },
  {
    word: 'voice',
    of: 'own',
    choose: 'one',
    codes: [
      { word: 'human', definition: 'A person speaks.' },
      { word: 'pitch', definition: 'Sells something.' },
    ],
  },
];

const parts = {
  'act/complaint': ['leaks again', 'is broken', 'undicht und kaputt', '坏了 漏水', 'never works'],
  'act/thanks': ['thank you so much', 'thanks a lot', 'vielen Dank', '谢谢 你们', 'merci bien'],
  'act/rare': ['zyx'],
  'voice/human': ['I am Kim', 'we are sorry to hear', 'what would help you?'],
  'voice/pitch': ['order now', 'our new range', '20 % off'],
} as const;
const filling = [
  'the pump',
  'our valve',
  'this seal',
  'today',
  'in the plant',
  'die Pumpe',
  '水泵',
  'on Monday',
  'here',
];

/** Messages in conversations of two, with their true codes. */
export function madeUp(count: number, seed = 1): (Codable & { codes: Set<string> })[] {
  return Array.from({ length: count }, (_, id) => {
    const random = stream(seed, 'message', id);
    const pick = (from: readonly string[]) => from[random.integer(0, from.length - 1)];
    const own = random.uniform() < 0.3;
    const codes = new Set<string>();
    if (own) codes.add(random.uniform() < 0.5 ? 'voice/human' : 'voice/pitch');
    else {
      if (random.uniform() < 0.35) codes.add('act/complaint');
      if (random.uniform() < 0.2) codes.add('act/thanks');
      if (random.uniform() < 0.005) codes.add('act/rare');
    }
    const said = [...codes].map((code) => pick(parts[code as keyof typeof parts]));
    const text = [pick(filling), ...said, pick(filling), pick(filling)].join(' ');
    return { id, text, conversation: id - (id % 2), own, source: 'x', route: 'file', codes };
  });
}

/** What a person would code of messages: all codes of the facet for the side they are of. */
export function codings(messages: readonly (Codable & { codes: Set<string> })[]): HumanCoding[] {
  return messages.map(({ id, text, conversation, own, codes }) => ({
    id,
    text,
    conversation,
    codes,
    facets: new Set([own ? 'voice' : 'act']),
  }));
}
