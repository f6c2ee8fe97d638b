import type { Author, Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { bareName, isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode } from '../encoding/encoding.ts';
import { jsonPaths } from '../json-paths.ts';
import { mentionsIn } from '../mentions.ts';
import { textOf } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';

/** What an account posted and commented, in the copy that TikTok gives (JSON). All else in the file is run over. */
export const tiktok: Reader = {
  word: 'tiktok',
  title: 'TikTok data (user_data_tiktok.json)',
  version: 1,
  detect,
  read,
};

const posts = /^(?:post|video)\/(?:posts|videos)\/videolist\/\[\]$/;
const comments = /^comment\/comments\/commentslist\/\[\]$/;
/** Of the profile the name alone, never the address, birthday or telephone number beside it. */
const ownerName = /^profile(?: and settings)?\/profile info(?:rmation)?\/profilemap\/username$/;

const marks = [
  /"(Ads and data|App Settings|Tiktok Live|TikTok Shop|Your Activity|Direct Messages?)"\s*:\s*\{/i,
  /"(OffTikTokActivityDataList|ItemFavoriteList|FavoriteEffectsList|CommentsList|VideoList|ChatHistory|SettingsMap)"\s*:/i,
];

const asked: OpenQuestion = {
  word: 'us',
  ask: 'Whose data are these? Give the @name of the account.',
  why: 'The file does not tell the name in its profile.',
};

async function isTiktok(file: InputFile): Promise<boolean> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  if (!/^\s*\{\s*"/.test(head)) return false;
  const named = /(^|\/)user_data(_tiktok)?[^/]*\.json$/i.test(file.name);
  return named ? marks.some((mark) => mark.test(head)) : marks.every((mark) => mark.test(head));
}

async function ownerOf(file: InputFile, { us = [] }: ReadOptions): Promise<Author | undefined> {
  for await (const items of jsonPaths(decode(file.stream(), 'utf-8'), (path) => ownerName.test(path))) {
    for (const item of items) {
      const name = 'value' in item && typeof item.value === 'string' ? bareName(item.value) : '';
      if (name !== '' && name !== 'n/a') return { id: name };
    }
  }
  const [only, ...others] = us;
  return only !== undefined && others.length === 0 && bareName(only) ? { id: bareName(only) } : undefined;
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (!(await isTiktok(file))) return undefined;
  const author = await ownerOf(file, options);
  return {
    reader: tiktok.word,
    confidence: 0.98,
    summary: `TikTok data, posts and comments of ${author ? `@${author.id}` : 'one account'}`,
    questions: author === undefined ? [asked] : [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  const time = timeReader('iso', options.zone ?? 'UTC');
  let kept = 0;
  let nameless = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    if (!(await isTiktok(file))) throw new Problem(`${file.shown} is no copy of TikTok data.`);
    const author = await ownerOf(file, options);
    if (author === undefined) throw new Problem(`${file.shown}: ${asked.ask}`, asked.why);
    const own = isOurs(author, options.us);
    if (own) count.own(author.id);
    const wanted = (path: string) => posts.test(path) || comments.test(path);
    yield* batches(jsonPaths(decode(file.stream(), 'utf-8'), wanted), (item): Row => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const fields = fieldsOf(item.value);
      const part = posts.test(item.path) ? 'post' : 'comment';
      const message =
        fields === undefined ? `is no ${part} of TikTok` : understand(fields, part, author, own);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      if (message === notPublic) kept += 1;
      return {
        line,
        rejected: message,
        excerpt: message === notPublic ? '' : excerptOf(JSON.stringify(item.value)),
      };
    });
    if (kept > 0) count.note(`${kept} posts are not public and were left out on purpose.`);
    if (options.withoutIds) count.note(withoutIdsNote);
    else if (nameless > 0)
      count.note(
        `TikTok gives no id for ${nameless} messages: such a one is known by its author, second and text.`,
      );
  }

  function understand(
    fields: Map<string, string>,
    part: 'post' | 'comment',
    author: Author,
    own: boolean,
  ): Message | string {
    const seen = fields.get('whocanview') ?? '';
    if (seen !== '' && !/^(everyone|public)/i.test(seen)) return notPublic;
    const stated = time(fields.get('date') ?? '');
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = tidyText(told(fields.get(part === 'post' ? 'title' : 'comment')), 'keep');
    if (part === 'comment' && text === '' && told(fields.get('photo')) === '') return 'has no text';
    const message: Message = {
      source: 'tiktok',
      kind: part,
      author,
      own,
      text,
      createdAt: stated.at,
      precision: stated.precision,
      mentions: mentionsIn(text),
      visibility: 'public',
    };
    if (repaired) message.repaired = true;
    const likes = fields.get('likes') ?? '';
    if (/^\d{1,15}$/.test(likes)) {
      message.metrics = [{ metric: 'likes', value: Number(likes), definition: 'tiktok:likes:1' }];
    }
    const link = fields.get(part === 'post' ? 'link' : 'url') ?? '';
    const video = /\/video\/(\d{5,25})/.exec(link)?.[1];
    if (part === 'post' && video) message.url = link;
    if (options.withoutIds) return message;
    if (part === 'post' && video) message.nativeId = video;
    else nameless += 1;
    if (part === 'comment' && video) message.parentId = video;
    return message;
  }

  return { rows: rows(), summary: () => count.summary('own') };
}

const notPublic = 'not public: left out on purpose';

/** The fields of an item by their names in lower case, as texts: the case changes from year to year. */
function fieldsOf(value: unknown): Map<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(
    Object.entries(value).flatMap(([key, one]) =>
      typeof one === 'string' || typeof one === 'number' ? [[key.toLowerCase(), String(one)]] : [],
    ),
  );
}

function told(text: string | undefined): string {
  return text === undefined || text === 'N/A' ? '' : text;
}
