import type { Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { personOf } from '../nobody.ts';
import { findLayout, type Layout, openSeparated } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { type ParsedTime, timeReader } from '../time/time.ts';
import { reviewMessages } from './review.ts';

/** The monthly reviews of Google Play's console: a review a row, with the developer's reply. */
export const googlePlayReviews: Reader = {
  word: 'google-play-reviews',
  title: 'Reviews of the Google Play Console (CSV)',
  version: 1,
  detect,
  read,
};

const needed = ['Package Name', 'Review Submit Date and Time', 'Star Rating', 'Review Text', 'Review Link'];

async function found(file: InputFile): Promise<Layout | undefined> {
  const layout = await findLayout(file);
  return layout && needed.every((column) => layout.header.includes(column)) ? layout : undefined;
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping !== undefined || (options.rows !== undefined && options.rows !== 'messages'))
    return undefined;
  const layout = await found(file);
  if (layout === undefined) return undefined;
  const at = layout.header.indexOf('Package Name');
  const apps = [...new Set(layout.sample.map((row) => (row[at] ?? '').trim()).filter(Boolean))];
  return {
    reader: googlePlayReviews.word,
    confidence: 0.98,
    summary: `Google Play, reviews of ${apps.slice(0, 3).join(', ') || 'an app'} with the developer's replies`,
    questions: [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const iso = timeReader('iso', 'UTC');
  const millis = timeReader('epoch-milliseconds');
  const timeOf = (epoch: string, text: string): ParsedTime => {
    const exact = millis(epoch);
    return 'wrong' in exact ? iso(text) : exact;
  };

  async function* rows(): AsyncGenerator<Row[]> {
    const layout = await found(file);
    if (layout === undefined) throw new Problem(`${file.shown} is no file of reviews of Google Play.`);
    const opened = await openSeparated(file, layout);
    count.encoding(opened.encoding);
    const ofRow = (fields: string[], line: number): Row | string => {
      const made = understand((column) => (fields[layout.header.indexOf(column)] ?? '').trim());
      if (made === 'wordless') {
        count.note('Ratings without words are not read: nobody said anything in them.');
        return { line, empty: true };
      }
      return typeof made === 'string' ? made : { line, messages: made.map((message) => count.add(message)) };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
  }

  return { rows: rows(), summary: () => count.summary('both') };

  function understand(cell: (column: string) => string): Message[] | string {
    if (cell('Review Text') === '' && cell('Review Title') === '') return 'wordless';
    const app = cell('Package Name');
    if (app === '') return 'names no app: column "Package Name" is empty';
    const link = cell('Review Link');
    const id = options.withoutIds ? '' : reviewId(link);
    if (id === '' && !options.withoutIds) return 'has no id: its "Review Link" names no review';
    const at = timeOf(cell('Review Submit Millis Since Epoch'), cell('Review Submit Date and Time'));
    if ('wrong' in at) return at.wrong;
    const rating = Number(cell('Star Rating'));
    if (!(Number.isInteger(rating) && rating >= 1 && rating <= 5))
      return `"${cell('Star Rating').slice(0, 20)}" is no rating from 1 to 5`;
    const replied = timeOf(cell('Developer Reply Millis Since Epoch'), cell('Developer Reply Date and Time'));
    const ours = isOurs({ id: app }, options.us);
    if (ours) count.own(app);
    return reviewMessages({
      source: 'google-play',
      id,
      author: personOf({ id: 'A Google user' }, id || at.at),
      title: cell('Review Title'),
      body: cell('Review Text'),
      at,
      rating,
      app,
      ours,
      lang: cell('Reviewer Language'),
      url: link,
      reply: cell('Developer Reply Text'),
      repliedAt: 'wrong' in replied ? undefined : replied,
    });
  }
}

/** The id of a review in the address of its page in the console. */
function reviewId(link: string): string {
  const written = /[?&#](?:reviewid|ReviewPlace:id)=([^&#]+)/i.exec(link)?.[1] ?? '';
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
