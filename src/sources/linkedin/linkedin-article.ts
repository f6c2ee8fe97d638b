import type { Author, Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { accountOf } from '../accounts.ts';
import { excerptOf } from '../csv.ts';
import { invalidByte } from '../encoding/encoding.ts';
import { decodeEntities } from '../entities.ts';
import { htmlText } from '../html-text.ts';
import { textOf } from '../separated.ts';
import { unsound } from '../sound.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import { archiveSummary, whoseArchive } from './linkedin-archive.ts';
import { askAccount } from './linkedin-name.ts';

/** A long post of a member, as the copy of their data holds it: a page of HTML each, in the folder `Articles`. */
export const linkedinArticle: Reader = {
  word: 'linkedin-article',
  title: "Articles of a LinkedIn member's archive (HTML)",
  version: 1,
  detect,
  read,
};

/** A whole article has some ten thousand characters; its pictures lie elsewhere. */
const mostBytes = 2 * 2 ** 20;

const heading =
  /<h1[^>]{0,200}>\s*<a[^>]{0,200}href="(https?:\/\/www\.linkedin\.com\/pulse\/[^"?#]{1,400})[^"]*"[^>]{0,200}>([\s\S]{0,2000}?)<\/a>/i;
const written = (what: 'created' | 'published') =>
  new RegExp(`<p class="${what}">[^<]{0,60}?(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})`, 'i');
const created = written('created');
const published = written('published');

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const head = await textOf(await file.head(65_536), 'utf-8');
  if (!/^\s*</.test(head) || !heading.test(head) || !(created.test(head) || published.test(head)))
    return undefined;
  const account = accountOf(undefined, options.us);
  return {
    reader: linkedinArticle.word,
    confidence: 0.98,
    summary: `LinkedIn article of ${account?.id ?? 'one member'}`,
    questions: account === undefined ? [askAccount(whoseArchive)] : [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('iso', 'UTC');

  async function* rows(): AsyncGenerator<Row[]> {
    const author = accountOf(undefined, options.us);
    if (author === undefined)
      throw new Problem(`${file.shown}: ${whoseArchive}`, askAccount(whoseArchive).why);
    count.own(author.id);
    if (file.bytes > mostBytes)
      throw new Problem(`${file.shown} is larger than an article of LinkedIn can be.`);
    const html = await textOf(await file.head(mostBytes), 'utf-8');
    const message = article(html, author);
    const wrong = typeof message === 'string' ? message : unsound([message]);
    if (wrong !== undefined)
      yield [{ line: 1, rejected: wrong, excerpt: wrong === draft ? '' : excerptOf(html) }];
    else if (typeof message !== 'string') yield [{ line: 1, messages: [count.add(message)] }];
  }

  function article(html: string, author: Author): Message | string {
    if (invalidByte.test(html)) return 'holds bytes that are no UTF-8';
    const [whole, link, title = ''] = heading.exec(html) ?? [];
    if (whole === undefined || link === undefined) return 'names no article of LinkedIn';
    const on = published.exec(html);
    if (on === null) return created.test(html) ? draft : 'does not say when it was published';
    const stated = time(on[1] ?? '');
    if ('wrong' in stated) return stated.wrong;
    const body = html.slice(html.indexOf('</p>', on.index));
    const { text, repaired } = tidyText(`${htmlText(title)}\n\n${htmlText(body)}`.trim(), 'keep');
    const url = decodeEntities(link).replace(/\/$/, '');
    const message: Message = {
      source: 'linkedin',
      kind: 'post',
      author,
      own: true,
      text,
      createdAt: stated.at,
      precision: stated.precision,
      visibility: 'public',
      url,
    };
    if (repaired) message.repaired = true;
    if (!options.withoutIds) message.nativeId = url;
    return message;
  }

  return { rows: rows(), summary: () => archiveSummary(count, file.shown) };
}

const draft = 'was never published: left out on purpose';
