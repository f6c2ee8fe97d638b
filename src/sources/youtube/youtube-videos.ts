import type { Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { jsonHead } from '../json-values.ts';
import { mentionsIn } from '../mentions.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import { youtubeItems } from './youtube-json.ts';
import { notPublic, type Video, videoShape, videosOf } from './youtube-video.ts';

/** Videos with their counts, as the YouTube Data API gives them, in JSON: what comments stand below. */
export const youtubeVideos: Reader = {
  word: 'youtube-videos',
  title: 'YouTube videos (JSON of videos.list or playlistItems.list)',
  version: 1,
  detect,
  read,
};

const mark = /"(channelUsername|youtube#(?:video|playlistItem|searchResult)|resourceId|viewCount)"/;
const looked = 50;

/** The channels of the first videos; undefined where the file holds none. */
async function channelsIn(file: InputFile): Promise<Video['channel'][] | undefined> {
  const head = await jsonHead(file);
  if (head === undefined || !mark.test(head.text)) return undefined;
  const channels = new Map<string, Video['channel']>();
  let elements = 0;
  let videos = 0;
  for await (const items of youtubeItems(file, head)) {
    for (const item of items) {
      elements += 1;
      if (!('value' in item) || videoShape(item.value) === undefined) continue;
      videos += 1;
      for (const video of videosOf(item.value))
        if (typeof video !== 'string') channels.set(video.channel.id, video.channel);
    }
    if (elements >= looked) break;
  }
  return videos > elements / 2 ? [...channels.values()] : undefined;
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const channels = await channelsIn(file);
  if (channels === undefined) return undefined;
  const asked: OpenQuestion = {
    word: 'us',
    ask: 'Which of these channels are ours? Give their @handles or ids.',
    why: 'The file holds videos of several.',
    choices: channels.slice(0, 8).map(({ id, handle }) => handle ?? id),
  };
  const of = channels.length === 1 ? (channels[0]?.name ?? channels[0]?.id) : `${channels.length} channels`;
  return {
    reader: youtubeVideos.word,
    confidence: 0.96,
    summary: `YouTube videos with their counts, of ${of}`,
    questions: channels.length > 1 && options.us === undefined ? [asked] : [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('iso', 'UTC');
  let others = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const head = await jsonHead(file);
    if (head === undefined) throw new Problem(`${file.shown} holds no videos of YouTube.`);
    yield* batches(youtubeItems(file, head), ({ line, ...item }): Row => {
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const read = videosOf(item.value).map((one) => (typeof one === 'string' ? one : understand(one)));
      const messages = read.filter((one) => typeof one !== 'string');
      if (messages.length > 0) {
        if (messages.length < read.length)
          count.note('Videos within an answer that could not be read, or are not public, were left out.');
        return { line, messages: messages.map(count.add) };
      }
      const wrong = read.find((one) => typeof one === 'string');
      if (wrong === undefined) return { line, empty: true };
      return {
        line,
        rejected: wrong,
        excerpt: wrong === notPublic ? '' : excerptOf(JSON.stringify(item.value)),
      };
    });
  }

  function understand(it: Video): Message | string {
    const stated = time(it.at);
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = tidyText(it.title, 'keep');
    const own = isOurs(it.channel, options.us);
    if (!own) others += 1;
    const message: Message = {
      source: 'youtube',
      kind: 'post',
      author: it.channel,
      own,
      text,
      createdAt: stated.at,
      precision: stated.precision,
      mentions: mentionsIn(text),
      visibility: it.unlisted ? 'unlisted' : 'public',
      url: `https://www.youtube.com/watch?v=${it.id}`,
      metrics: Object.entries(it.counts).flatMap(([metric, value]) =>
        value === undefined ? [] : [{ metric, value, definition: `youtube-videos:${metric}:1` }],
      ),
    };
    if (repaired) message.repaired = true;
    if (!options.withoutIds) message.nativeId = it.id;
    return message;
  }

  return { rows: rows(), summary: () => count.summary(others > 0 ? 'both' : 'own') };
}
