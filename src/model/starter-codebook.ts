import type { Codebook } from './codebook.ts';
import { startersOfOthers } from './starter-others.ts';
import { startersOfOwn } from './starter-own.ts';

/** The codebook for the social media of a B2B company, in force while the plan has none. */
export const starterCodebook: Codebook = {
  facets: [...startersOfOthers, ...startersOfOwn],
  starter: true,
};
