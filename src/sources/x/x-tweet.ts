import { z } from 'zod';
import { jsonCount } from '../json-count.ts';

const link = z.object({ expanded_url: z.string().optional() });
const media = z.object({ media: z.array(link).optional() });

/** One post of an X archive, as far as it is read. Counts are strings in the files. */
export const tweetSchema = z.object({
  id_str: z.string().regex(/^\d+$/, 'is no id'),
  created_at: z.string(),
  full_text: z.string().optional(),
  text: z.string().optional(),
  lang: z.string().optional(),
  in_reply_to_status_id_str: z.string().nullish(),
  in_reply_to_user_id_str: z.string().nullish(),
  in_reply_to_screen_name: z.string().nullish(),
  favorite_count: jsonCount,
  retweet_count: jsonCount,
  entities: media.optional(),
  extended_entities: media.optional(),
});

export type Tweet = z.infer<typeof tweetSchema>;

/** A post out of an element of the archive's list, `{ "tweet": {...} }` or the post itself, or why it is none. */
export function readTweet(element: unknown): Tweet | string {
  const inner =
    typeof element === 'object' && element !== null && 'tweet' in element ? element.tweet : element;
  const parsed = tweetSchema.safeParse(inner);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `its field ${issue?.path.join('.') || 'tweet'} is not as in an X archive (${issue?.message ?? 'unreadable'})`;
}

/** What stands before the first post of `tweets.js`. */
export const tweetsOpening: RegExp = /^\s*(?:window\.)?YTD\.tweets?\.part\d+\s*=\s*\[/;
