import { z } from 'zod';
import type { Author, Message, Row } from '../../model/message.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOneOf } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode } from '../encoding/encoding.ts';
import { jsonBeside } from '../files/beside.ts';
import { htmlText } from '../html-text.ts';
import { jsonItems } from '../json-items.ts';
import { textOf } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';

/** Posts and boosts in the archive that a Mastodon server makes: `outbox.json`. */
export const mastodonOutbox: Reader = {
  word: 'mastodon-outbox',
  title: 'Mastodon archive (outbox.json)',
  version: 1,
  detect,
  read,
};

const addressees = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);
const addressed = z.object({ to: addressees, cc: addressees });
const activity = z.object({
  id: z.string().min(1).optional(),
  type: z.string(),
  actor: z.string().min(1),
  published: z.string().optional(),
  object: z.unknown().optional(),
});
const note = addressed.extend({
  id: z.string().min(1),
  type: z.enum(['Note', 'Question', 'Article', 'Page']),
  published: z.string(),
  url: z.string().nullish(),
  inReplyTo: z.string().nullish(),
  summary: z.string().nullish(),
  content: z.string().nullish(),
  contentMap: z.record(z.string(), z.string()).nullish(),
  tag: z
    .array(z.object({ type: z.string(), name: z.string().optional(), href: z.string().optional() }))
    .nullish(),
});

const opening = /"orderedItems"\s*:\s*\[/;
const publicNames = /^(https:\/\/www\.w3\.org\/ns\/activitystreams#|as:)?Public$/;

async function detect(file: InputFile): Promise<Detection | undefined> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  if (!/^\s*\{/.test(head) || !opening.test(head) || !/"type"\s*:\s*"OrderedCollection"/.test(head))
    return undefined;
  // likes.json and bookmarks.json are such lists too, of addresses
  if (/"orderedItems"\s*:\s*\[\s*"/.test(head)) return undefined;
  const actor = /"actor"\s*:\s*"([^"]+)"/.exec(head)?.[1];
  const summary = `Mastodon archive, public posts of ${actor ? handleOf(actor) : 'one account'}`;
  return { reader: mastodonOutbox.word, confidence: 0.98, summary, questions: [] };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('iso');
  let kept = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const card = z
      .object({ id: z.string(), name: z.string().optional() })
      .safeParse(await jsonBeside(file, 'actor.json'));
    yield* batches(jsonItems(decode(file.stream(), 'utf-8'), opening), (item) => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const message = understand(item.value, card.data);
      if (message === notPublic) {
        kept += 1;
        return { line, rejected: notPublic, excerpt: '' };
      }
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: excerptOf(idOf(item.value)) };
    });
    if (kept > 0) count.note(`${kept} items are not public and were left out on purpose.`);
  }

  function understand(
    value: unknown,
    card: { id: string; name?: string | undefined } | undefined,
  ): Message | string {
    const act = activity.safeParse(value);
    if (!act.success) return 'is no activity of an outbox';
    const { type, actor, object } = act.data;
    if (type !== 'Create' && type !== 'Announce')
      return `is an activity of the kind ${type}, which is not read`;
    const visibility = visibilityOf(type === 'Create' ? object : value);
    if (visibility === undefined) return notPublic;
    const author: Author = { id: actor, handle: handleOf(actor) };
    if (card?.id === actor && card.name) author.name = card.name;
    const own = options.us === undefined || isOneOf(author, options.us);
    const base = { source: 'mastodon', author, own, visibility };
    if (type === 'Announce') {
      const stated = time(act.data.published ?? '');
      if ('wrong' in stated) return stated.wrong;
      const repost: Message = {
        ...base,
        kind: 'repost',
        text: '',
        createdAt: stated.at,
        precision: stated.precision,
      };
      if (typeof object === 'string') repost.url = object;
      if (!options.withoutIds && act.data.id !== undefined) repost.nativeId = act.data.id;
      return !options.withoutIds && act.data.id === undefined ? 'has no id' : repost;
    }
    const parsed = note.safeParse(object);
    if (!parsed.success) return 'its post is not as in a Mastodon archive';
    return post(parsed.data, base);
  }

  function post(
    it: z.infer<typeof note>,
    base: Pick<Message, 'source' | 'author' | 'own'> & { visibility: 'public' | 'unlisted' },
  ): Message | string {
    const stated = time(it.published);
    if ('wrong' in stated) return stated.wrong;
    const written = [it.summary ?? '', htmlText(it.content ?? '')].filter((part) => part !== '').join('\n\n');
    const { text, repaired } = tidyText(written, 'keep');
    const byUrl = /^https?:\/\/([^/]+)\/@([^/@]+)\//.exec(it.url ?? '');
    const message: Message = {
      ...base,
      author: byUrl ? { ...base.author, handle: `${byUrl[2]}@${byUrl[1]}` } : base.author,
      kind: it.inReplyTo ? 'reply' : 'post',
      text,
      createdAt: stated.at,
      precision: stated.precision,
      mentions: mentionsOf(it.tag ?? []),
    };
    const languages = Object.keys(it.contentMap ?? {});
    if (languages.length === 1 && languages[0] !== undefined) message.lang = languages[0];
    if (it.url) message.url = it.url;
    if (repaired) message.repaired = true;
    if (options.withoutIds) return message;
    message.nativeId = it.id;
    if (it.inReplyTo) message.parentId = it.inReplyTo;
    return message;
  }

  return { rows: rows(), summary: () => count.summary('own') };
}

const notPublic = 'not public: left out on purpose';

function visibilityOf(value: unknown): 'public' | 'unlisted' | undefined {
  const to = addressed.safeParse(value);
  if (!to.success) return undefined;
  if (to.data.to.some((name) => publicNames.test(name))) return 'public';
  return to.data.cc.some((name) => publicNames.test(name)) ? 'unlisted' : undefined;
}

/** `name@host` from the address of an account, whose last part is the name on most servers. */
function handleOf(actor: string): string {
  const [, host, name] = /^https?:\/\/([^/]+)\/(?:.*\/)?@?([^/]+)\/?$/.exec(actor) ?? [];
  return host === undefined ? actor : `${name}@${host}`;
}

function mentionsOf(
  tags: { type: string; name?: string | undefined; href?: string | undefined }[],
): string[] {
  return tags.flatMap(({ type, name, href }) => {
    if (type !== 'Mention' || !name) return [];
    const bare = name.replace(/^@/, '');
    const host = /^https?:\/\/([^/]+)/.exec(href ?? '')?.[1];
    return [bare.includes('@') || host === undefined ? bare : `${bare}@${host}`];
  });
}

function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}
