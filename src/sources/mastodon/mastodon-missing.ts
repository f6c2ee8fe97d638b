import { tokenHelp } from './mastodon-refusal.ts';

/** What a sync notices that it was not given. */
export interface Missed {
  /** Posts that are not as the API documents them. */
  malformed: number;
  /** Replies to our posts that the server counts and did not give. */
  withheld: number;
  /** Threads that failed, and threads for which the server was still asking others. */
  failed: number;
  refreshing: number;
  /** Posts answered by ours or in our threads that nobody could name. */
  nameless: number;
  /** True where threads are closed to strangers. */
  closed: boolean;
  /** The time of the oldest post before a list led back to itself or off the server. */
  looped?: string;
  /** What the server counts of our posts and what it gave, where these differ. */
  counted?: { posts: number; given: number };
  /** Why there is no number of followers: hidden by the account or its server, or not told. */
  followers?: 'hidden' | 'untold';
  /** Why mentions were not read: no token, one of somebody else, or one without the scope. */
  mentions?: 'none' | 'other' | 'scope';
}

export function nothingMissed(): Missed {
  return { malformed: 0, withheld: 0, failed: 0, refreshing: 0, nameless: 0, closed: false };
}

/** What was missed, in a sentence each. `capped` counts the threads of which a stranger gets a part. */
export function missingSentences(missed: Missed, host: string, capped: number): string[] {
  const said: string[] = [];
  if (missed.closed)
    said.push(
      `${host} shows no threads to strangers: replies of other people are missing, and nobody's silence can be read from that. ${tokenHelp}`,
    );
  if (capped > 0)
    said.push(
      `In ${counted(capped, 'thread')} replies may be missing: without a token a server gives 40 posts above, 60 below and 20 levels of a thread.`,
    );
  if (missed.withheld > 0)
    said.push(
      `${host} counts ${counted(missed.withheld, 'more reply', 'more replies')} to our posts than it shows: deleted or suspended accounts, or replies that it holds back.`,
    );
  if (missed.refreshing > 0)
    said.push(
      `${host} was still asking other servers for replies in ${counted(missed.refreshing, 'thread')}; the next sync asks again.`,
    );
  if (missed.failed > 0)
    said.push(`${counted(missed.failed, 'thread')} could not be read; the next sync asks again.`);
  if (missed.nameless > 0)
    said.push(
      `${counted(missed.nameless, 'reply answers', 'replies answer')} a post that ${host} does not show, deleted or not public.`,
    );
  if (missed.malformed > 0)
    said.push(
      `${counted(missed.malformed, 'post')} of ${host} could not be understood and ${missed.malformed === 1 ? 'was' : 'were'} left out.`,
    );
  if (missed.looped !== undefined)
    said.push(
      `The list of posts of ${host} leads nowhere below ${missed.looped.slice(0, 10)}; older posts may be missing.`,
    );
  if (missed.counted !== undefined)
    said.push(
      `${host} counts ${missed.counted.posts} posts of this account and gave ${missed.counted.given}; the others are for followers only, or it holds them back.`,
    );
  if (missed.followers !== undefined)
    said.push(
      missed.followers === 'hidden'
        ? `${host} hides how many follow this account, as the account or the server has set it.`
        : `${host} does not tell how many follow this account.`,
    );
  if (missed.mentions !== undefined) said.push(mentionSentence[missed.mentions]);
  return said;
}

const mentionSentence = {
  none: 'Without a token, mentions of us outside of our threads and new replies in threads quiet for more than 30 days are not told.',
  other: 'The token belongs to another account: mentions of us outside of our threads were not read.',
  scope:
    'The token does not allow to read notifications (read:notifications, read:accounts): mentions of us outside of our threads were not read.',
};

function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
