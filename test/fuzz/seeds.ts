import type { Seed } from './seed.ts';
import { linkedinSeeds } from './seeds-linkedin.ts';
import { metaSeeds } from './seeds-meta.ts';
import { openSeeds } from './seeds-open.ts';
import { outcomeSeeds } from './seeds-outcomes.ts';
import { ownSeeds } from './seeds-own.ts';
import { reviewSeeds } from './seeds-reviews.ts';
import { videoSeeds } from './seeds-video.ts';
import { xSeeds } from './seeds-x.ts';

/** At least one for each reader in `src/sources/readers.ts`; a test says which is missing. */
export const seeds: Seed[] = [
  ...xSeeds,
  ...openSeeds,
  ...linkedinSeeds,
  ...metaSeeds,
  ...videoSeeds,
  ...reviewSeeds,
  ...outcomeSeeds,
  ...ownSeeds,
];
