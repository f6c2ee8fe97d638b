import type { InputFile } from '../../model/reader.ts';
import { decode } from '../encoding/encoding.ts';
import { jsonBeside } from '../files/beside.ts';
import { jsonItems } from '../json-items.ts';
import { timeReader } from '../time/time.ts';
import { readTweet, type Tweet, tweetsOpening } from './x-tweet.ts';

/** Whose archive it is and how that is known. */
export interface Owner {
  handle: string;
  name?: string;
  by: string;
}

/** Posts that name their author before reading stops. */
const enough = 20;

/**
 * The owner of an X archive: named in `manifest.js` or `account.js` next to the posts (of which only the user
 * name and display name are looked at), otherwise in posts that name their own author for certain: a picture
 * uploaded with the post carries the address `/NAME/status/<id of the post>`, and a reply to a post of the same
 * archive carries its author's name. The newest such post counts, since names change.
 */
export async function findOwner(file: InputFile): Promise<Owner | undefined> {
  const manifest = fields(await jsonBeside(file, 'manifest.js'), 'userInfo');
  const stated = manifest ?? fields(await jsonBeside(file, 'account.js'), 'account');
  const handle = stated?.userName ?? stated?.username;
  if (typeof handle === 'string' && handle !== '') {
    const name = stated?.displayName ?? stated?.accountDisplayName;
    const by = manifest ? 'manifest.js' : 'account.js';
    return typeof name === 'string' && name !== '' ? { handle, name, by } : { handle, by };
  }
  return inPosts(file);
}

/** When the export was made, ISO UTC, where `manifest.js` says so. */
export async function findExportTime(file: InputFile): Promise<string | undefined> {
  const date = fields(await jsonBeside(file, 'manifest.js'), 'archiveInfo')?.generationDate;
  const time = timeReader('iso', 'UTC')(typeof date === 'string' ? date : '');
  return 'wrong' in time ? undefined : time.at;
}

async function inPosts(file: InputFile): Promise<Owner | undefined> {
  const named: { id: bigint; handle: string }[] = [];
  const ids = new Set<string>();
  const replies: Tweet[] = [];
  for await (const items of jsonItems(decode(file.stream(), 'utf-8'), tweetsOpening)) {
    for (const item of items) {
      const tweet = 'value' in item ? readTweet(item.value) : '';
      if (typeof tweet === 'string') continue;
      ids.add(tweet.id_str);
      const own = ownPicture(tweet);
      if (own !== undefined) named.push({ id: BigInt(tweet.id_str), handle: own });
      else if (tweet.in_reply_to_status_id_str && tweet.in_reply_to_screen_name) replies.push(tweet);
    }
    if (named.length >= enough) break;
  }
  for (const tweet of replies) {
    if (!ids.has(tweet.in_reply_to_status_id_str ?? '')) continue;
    named.push({ id: BigInt(tweet.id_str), handle: tweet.in_reply_to_screen_name ?? '' });
  }
  const newest = named.reduce<(typeof named)[number] | undefined>(
    (a, b) => (a && a.id > b.id ? a : b),
    undefined,
  );
  return newest && { handle: newest.handle, by: 'posts that carry their own address' };
}

function ownPicture(tweet: Tweet): string | undefined {
  for (const each of [...(tweet.extended_entities?.media ?? []), ...(tweet.entities?.media ?? [])]) {
    const [, handle, id] =
      /\/\/(?:twitter|x)\.com\/([A-Za-z0-9_]{1,20})\/status\/(\d+)\//.exec(each.expanded_url ?? '') ?? [];
    if (handle !== undefined && id === tweet.id_str) return handle;
  }
  return undefined;
}

function fields(value: unknown, key: string): Record<string, unknown> | undefined {
  const outer = Array.isArray(value) ? value[0] : value;
  const inner =
    typeof outer === 'object' && outer !== null ? (outer as Record<string, unknown>)[key] : undefined;
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : undefined;
}
