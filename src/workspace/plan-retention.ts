import type { z } from 'zod';
import {
  boundedClasses,
  inHours,
  type Keeps,
  keepsWords,
  type Retention,
  type RetentionClass,
  retentionClasses,
  usualRetention,
} from '../model/retention.ts';
import { checked, keys, said, text } from './plan-words.ts';

const shape = /^(\d{1,4}) (hour|day|month|year)s?$/;

function parseKeeps(written: string): Keeps | null | undefined {
  if (written.trim() === 'forever') return null;
  const [, count, unit] = shape.exec(written.trim()) ?? [];
  return count && Number(count) > 0 ? { count: Number(count), unit: `${unit}s` as Keeps['unit'] } : undefined;
}

function keeps(word: RetentionClass) {
  const usual = usualRetention[word];
  const parsed = text
    .transform(checked(parseKeeps, 'is neither a length of time nor forever, such as 13 months'))
    .meta({ type: 'string', pattern: String.raw`^(forever|\d{1,4} (hour|day|month|year)s?)$` });
  if (!boundedClasses.includes(word)) return parsed;
  return parsed.refine(
    (value) => inHours(value) <= inHours(usual),
    `is longer than the ${keepsWords(usual)} that the platform’s terms allow`,
  );
}

const about: Record<RetentionClass, string> = {
  own_content: 'What your own side wrote.',
  export_file: 'What others wrote, from files that you brought in.',
  public_third_party: 'What others wrote in public, read over the network.',
  youtube_api: 'Comments read from YouTube; at most 30 days after they were last read.',
  linkedin_api_member: 'What members wrote, read from LinkedIn; at most 48 hours.',
  meta_platform: 'Read from Facebook, Instagram and Threads; all of it goes on disconnecting.',
  x_content: 'Read from X.',
  reddit_content: 'Read from Reddit; at most 48 hours after it was last read.',
};

/** The part `retention` of plan.yaml: how long texts are kept, by class. */
export const retentionSchema = keys({
  own_content: one('own_content', 'forever'),
  export_file: one('export_file', '24 months'),
  public_third_party: one('public_third_party', '13 months'),
  youtube_api: one('youtube_api', '30 days'),
  linkedin_api_member: one('linkedin_api_member', '24 hours'),
  meta_platform: one('meta_platform', '6 months'),
  x_content: one('x_content', '30 days'),
  reddit_content: one('reddit_content', '48 hours'),
});

function one(word: RetentionClass, example: string) {
  return said(keeps(word), about[word], example).optional();
}

/** What the plan states of it; undefined where it states nothing. */
export function retentionOf(
  stated: z.output<typeof retentionSchema> | undefined,
): Partial<Retention> | undefined {
  if (stated === undefined) return undefined;
  const entries = retentionClasses.flatMap((word) =>
    stated[word] === undefined ? [] : [[word, stated[word]]],
  );
  return Object.fromEntries(entries) as Partial<Retention>;
}
