import type { Act, CodingKind } from '../model/act.ts';
import { facetSides } from '../model/codebook.ts';
import { sampleDesigns } from '../model/coding.ts';

const isText = (value: unknown) => typeof value === 'string';
const isWord = (value: unknown) => isText(value) && value !== '';
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const orNone = (holds: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || holds(value);

const isCoding = ({ sample, facets, codes, cannot, memo, versions }: Act['detail']) =>
  orNone(isWord)(sample) &&
  isTexts(facets) &&
  isTexts(codes) &&
  orNone(isTexts)(cannot) &&
  orNone(isText)(memo) &&
  orNone(isTexts)(versions);

/** What nobody could read would stand in the way of every page that shows codes. */
export const codingHolds: Record<CodingKind, (detail: Act['detail']) => boolean> = {
  sample: ({ word, design, of, facets, size, seed, strata, twice }) =>
    isWord(word) &&
    (sampleDesigns as readonly unknown[]).includes(design) &&
    (facetSides as readonly unknown[]).includes(of) &&
    isTexts(facets) &&
    isCount(size) &&
    typeof seed === 'number' &&
    orNone(isTexts)(strata) &&
    isCount(twice),
  drawn: ({ sample, place, probability, stratum, twice }) =>
    isWord(sample) &&
    isCount(place) &&
    orNone((value) => typeof value === 'number' && value > 0 && value <= 1)(probability) &&
    orNone(isText)(stratum) &&
    orNone((value) => typeof value === 'boolean')(twice),
  code: isCoding,
  'code-agreed': isCoding,
  'code-skipped': ({ sample, reason }) => isWord(sample) && isText(reason),
};
