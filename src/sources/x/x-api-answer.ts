import { excerptOf } from '../csv.ts';
import { knownWord } from '../known-word.ts';
import {
  type ApiTweet,
  isObject,
  notPublic,
  type ReadTweet,
  readFirst,
  readSecond,
  type Users,
  usersOf,
} from './x-api-tweet.ts';

/** One tweet of what the API answered, why something in it is not read, or that it holds nothing. */
export type ApiPart =
  | { tweet: ApiTweet; inside: ApiTweet[]; asked: boolean }
  | { refused: string; excerpt: string }
  | { empty: true };

/** Said of what the API tells of direct messages. */
export const privateMessage = 'is a private message: not read';

const notices: Record<string, string> = {
  delete: 'is the notice that a tweet was deleted, and no tweet',
  scrub_geo: 'is the notice that places were removed, and no tweet',
  limit: 'is the notice that the stream left tweets out, and no tweet',
  status_withheld: 'is the notice that a tweet was withheld, and no tweet',
  user_withheld: 'is the notice that an account was withheld, and no tweet',
  disconnect: 'is the notice that the stream ended, and no tweet',
  warning: 'is a warning of the stream, and no tweet',
};

/**
 * What one JSON value of the API holds: a tweet of version 1.1 or 2, an answer with tweets (`statuses`, or `data`
 * with `includes`), a notice of the stream, errors. Undefined where it is none of these.
 */
export function partsOf(value: unknown): ApiPart[] | undefined {
  if (!isObject(value)) return undefined;
  if (isPrivate(value)) return [{ refused: privateMessage, excerpt: '' }];
  if (isFirst(value)) return [partOf(value, readFirst, true)];
  if (isSecond(value)) return [partOf(value, inSecond(new Map()), true)];
  if (Array.isArray(value.statuses)) {
    return orEmpty(value.statuses.map((each) => partOf(each, readFirst, true)));
  }
  return answerOf(value) ?? noticeOf(value);
}

function answerOf(value: Record<string, unknown>): ApiPart[] | undefined {
  const data = Array.isArray(value.data) ? value.data : isObject(value.data) ? [value.data] : [];
  if (data.some((each) => isObject(each) && isPrivate(each))) {
    return data.map(() => ({ refused: privateMessage, excerpt: '' }));
  }
  const failed = errorsOf(value.errors);
  const none = data.length === 0 && isObject(value.meta) && value.meta.result_count === 0;
  const known = none || data.some((each) => isObject(each) && isSecond(each)) || ofTheApi(value.errors);
  if (!known) return undefined;
  const includes = isObject(value.includes) ? value.includes : {};
  const read = inSecond(usersOf(includes.users));
  const asked = new Set(data.map((each) => (isObject(each) ? each.id : undefined)));
  const others = [includes.tweets, includes.posts].flatMap((list) => (Array.isArray(list) ? list : []));
  return orEmpty([
    ...data.map((each) => partOf(each, read, true)),
    ...others
      .filter((each) => isObject(each) && !asked.has(each.id))
      .map((each) => partOf(each, read, false)),
    ...failed,
  ]);
}

const failure = 'the API answered';

/** Whether a reason is what the API said of something that it could not give. */
export function isFailure(reason: string): boolean {
  return reason.startsWith(failure);
}

/** Errors as either version writes them: with a code, or with the address of their kind. */
function ofTheApi(errors: unknown): boolean {
  return (
    Array.isArray(errors) &&
    errors.some(
      (error) =>
        isObject(error) &&
        ((typeof error.code === 'number' && typeof error.message === 'string') ||
          (typeof error.type === 'string' &&
            /^https:\/\/api\.(twitter|x)\.com\/2\/problems\//.test(error.type))),
    )
  );
}

/** What the API says of what it could not give. */
function errorsOf(errors: unknown): ApiPart[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isObject).flatMap((error) => {
    const said = [error.title, error.detail ?? error.message].filter((each) => typeof each === 'string');
    if (said.length === 0) return [];
    return [
      {
        refused: `${failure} “${excerptOf(said.join(': '))}”`,
        excerpt: excerptOf(JSON.stringify(error)),
      },
    ];
  });
}

function noticeOf(value: Record<string, unknown>): ApiPart[] | undefined {
  const [key, ...more] = Object.keys(value);
  const said =
    key !== undefined && more.length === 0 && isObject(value[key]) ? knownWord(notices, key) : undefined;
  return said === undefined ? undefined : [{ refused: said, excerpt: excerptOf(JSON.stringify(value)) }];
}

function partOf(value: unknown, read: (value: unknown) => ReadTweet, asked: boolean): ApiPart {
  const tweet = read(value);
  if (typeof tweet === 'string') {
    return { refused: tweet, excerpt: tweet === notPublic ? '' : excerptOf(JSON.stringify(value)) };
  }
  const inside = tweet.inside.map(read).filter((each) => typeof each !== 'string');
  const deeper = inside.flatMap((each) => each.inside.map(read)).filter((each) => typeof each !== 'string');
  return { tweet, inside: [...inside, ...deeper], asked };
}

function inSecond(users: Users): (value: unknown) => ReadTweet {
  return (value) => readSecond(value, users);
}

function orEmpty(parts: ApiPart[]): ApiPart[] {
  return parts.length > 0 ? parts : [{ empty: true }];
}

/** A tweet of version 1.1 carries its author; one of version 2 names them by `author_id` or carries `author`. */
function isFirst(value: Record<string, unknown>): boolean {
  return (
    isObject(value.user) &&
    typeof value.created_at === 'string' &&
    ('id_str' in value || 'in_reply_to_status_id_str' in value) &&
    ('text' in value || 'full_text' in value)
  );
}

const marks = [
  'author_id',
  'edit_history_tweet_ids',
  'edit_history_post_ids',
  'conversation_id',
  'referenced_tweets',
  'referenced_posts',
];

function isSecond(value: Record<string, unknown>): boolean {
  const { id, text } = value;
  return (
    typeof id === 'string' &&
    /^\d+$/.test(id) &&
    typeof text === 'string' &&
    marks.some((mark) => mark in value)
  );
}

/** Direct messages, as either version tells them. */
function isPrivate(value: Record<string, unknown>): boolean {
  const events = Array.isArray(value.events) ? value.events : [];
  return (
    'dm_conversation_id' in value ||
    'direct_message' in value ||
    'message_create' in value ||
    ('recipient' in value && 'sender' in value) ||
    events.some((each) => isObject(each) && 'message_create' in each)
  );
}
