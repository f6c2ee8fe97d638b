import type { Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { jsonHead } from '../json-values.ts';
import { mentionsIn } from '../mentions.ts';
import { personOf } from '../nobody.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import { commentsOf, onlyAge, shapeOf, type VideoComment } from './youtube-comment.ts';
import { youtubeItems } from './youtube-json.ts';

/** Comments on videos with their replies, as the YouTube Data API gives them, in JSON. */
export const youtubeComments: Reader = {
  word: 'youtube-comments',
  title: 'YouTube comments (JSON of commentThreads.list or comments.list)',
  version: 1,
  detect,
  read,
};

const mark = /"(topLevelComment|textOriginal|textDisplay|cid)"\s*:/;
const looked = 20;

const asked: OpenQuestion = {
  word: 'us',
  ask: 'Which channels are ours? Give their @handles or ids.',
  why: 'Nothing in the first comments says whose videos these are.',
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const head = await jsonHead(file);
  if (head === undefined || !mark.test(head.text)) return undefined;
  const first: (VideoComment | string)[] = [];
  for await (const items of youtubeItems(file, head)) {
    for (const item of items) {
      if ('value' in item && shapeOf(item.value) !== undefined) first.push(...commentsOf(item.value));
    }
    if (first.length >= looked) break;
  }
  if (first.length === 0) return undefined;
  const ages = first.filter((one) => typeof one === 'string' && one.endsWith(onlyAge));
  if (ages.length === first.length) {
    throw new Problem(
      `${file.shown} holds comments of YouTube, but each ${ages[0]}: none can be put in time.`,
      'Fetch them with the YouTube Data API (commentThreads.list), which tells publishedAt.',
    );
  }
  const comments = first.filter((one) => typeof one !== 'string');
  if (comments.length === 0) return undefined;
  const known = comments.some(({ channel, byOwner }) => channel !== undefined || byOwner);
  return {
    reader: youtubeComments.word,
    confidence: 0.97,
    summary: 'YouTube comments and their replies',
    questions: options.us === undefined && !known ? [asked] : [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('iso', 'UTC');
  const told = new Map<string, number>();
  const present = new Map<string, number>();
  let refused = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const head = await jsonHead(file);
    if (head === undefined) throw new Problem(`${file.shown} holds no comments of YouTube.`);
    yield* batches(youtubeItems(file, head), ({ line, ...item }): Row => {
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const read = commentsOf(item.value).map((one) => (typeof one === 'string' ? one : understand(one)));
      const messages = read.filter((one) => typeof one !== 'string');
      const wrong = read.find((one) => typeof one === 'string');
      if (messages.length === 0) {
        if (wrong === undefined) return { line, empty: true };
        return { line, rejected: wrong, excerpt: excerptOf(JSON.stringify(item.value)) };
      }
      refused += read.length - messages.length;
      return { line, messages: messages.map(count.add) };
    });
    if (refused > 0) count.note(`${refused} comments within threads could not be read and were left out.`);
    const absent = [...told].reduce((sum, [id, n]) => sum + Math.max(0, n - (present.get(id) ?? 0)), 0);
    if (absent > 0) {
      count.note(
        `${absent} replies exist that are not in the file: ask comments.list for those of each thread, and import them too.`,
      );
    }
  }

  function understand(it: VideoComment): Message | string {
    const stated = time(it.at);
    if ('wrong' in stated) return stated.wrong;
    if (it.replies !== undefined) told.set(it.id, it.replies);
    if (it.parent !== undefined) present.set(it.parent, (present.get(it.parent) ?? 0) + 1);
    const { text, repaired } = tidyText(it.text, 'keep');
    const author = personOf(it.author, it.id);
    const message: Message = {
      source: 'youtube',
      kind: it.parent === undefined ? 'comment' : 'reply',
      author,
      own: options.us === undefined ? it.byOwner : isOurs(author, options.us),
      text,
      createdAt: stated.at,
      precision: stated.precision,
      mentions: mentionsIn(text),
      visibility: 'public',
      metrics: [
        ...(it.likes === undefined
          ? []
          : [{ metric: 'likes', value: it.likes, definition: 'youtube-comments:likes:1' }]),
        ...(it.replies === undefined
          ? []
          : [{ metric: 'replies', value: it.replies, definition: 'youtube-comments:replies:1' }]),
      ],
    };
    if (repaired) message.repaired = true;
    const ours = it.channel !== undefined && isOurs({ id: it.channel }, options.us);
    if (ours && it.channel !== undefined) {
      count.own(it.channel);
      message.channel = it.channel;
    }
    if (it.video !== undefined) message.url = `https://www.youtube.com/watch?v=${it.video}&lc=${it.id}`;
    if (options.withoutIds) return message;
    message.nativeId = it.id;
    const above = it.parent ?? it.video;
    if (above !== undefined) message.parentId = above;
    return message;
  }

  return { rows: rows(), summary: () => count.summary('both') };
}
