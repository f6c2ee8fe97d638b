import type { InputFile } from '../../model/reader.ts';
import { isMissing } from '../amount.ts';
import { findLayout, type Layout } from '../separated.ts';
import { guessTimeFormats } from '../time/time-guess.ts';
import { metaMetric } from './meta-metrics.ts';

/** Where what stands in an export of posts. A place of -1 is a column that is not there: columns come and go. */
export interface MetaPlan {
  layout: Layout;
  source: 'facebook' | 'instagram';
  at: {
    id: number;
    time: number;
    url: number;
    texts: number[];
    /** The number, @name and name of the account. */
    account: number;
    handle: number;
    name: number;
    share: number;
  };
  format: string;
  metrics: { metric: string; at: number }[];
  /** Columns with numbers that have no known meaning. */
  unread: string[];
  /** Whether the row only explains the columns, as the second one of the older page insights does. */
  isNote(fields: string[]): boolean;
  /** Whether the row's counts are of one day, not of the post's lifetime. */
  isOfOneDay(fields: string[]): boolean;
}

/** Meta writes the month first in every language that was seen. */
const usual = ['M/d/yyyy H:mm', 'M/d/yyyy h:mm:ss a', 'M/d/yyyy H:mm:ss', 'M/d/yyyy h:mm a'];

/** What is where, by the English headings; undefined where it is no such export. */
export async function planMetaPosts(file: InputFile): Promise<MetaPlan | undefined> {
  const layout = await findLayout(file);
  if (layout === undefined) return undefined;
  const header = layout.header.map((name) => name.toLowerCase());
  const place = (...names: string[]) => names.map((name) => header.indexOf(name)).find((at) => at >= 0) ?? -1;
  const instagram = place('account username', 'account id') >= 0;
  const old = header.some((name) => name === 'lifetime post total reach');
  const at = {
    id: place('post id'),
    time: place('publish time', ...(old ? ['posted'] : [])),
    url: place('permalink'),
    texts: ['title', 'description', 'post message'].map((name) => header.indexOf(name)).filter((n) => n >= 0),
    account: place('page id', 'account id'),
    handle: place('account username'),
    name: place('page name', 'account name'),
    share: place('is share'),
  };
  if (at.id < 0 || at.time < 0 || at.url < 0) return undefined;
  if (!old && at.account < 0 && at.handle < 0 && at.name < 0) return undefined;
  const date = place('date');
  const isNote = (fields: string[]) =>
    (fields[at.id] ?? '') === '' && fields.some((field) => /^lifetime: /i.test(field));
  const posts = layout.sample.filter((row) => !isNote(row));
  const times = posts.map((row) => row[at.time] ?? '').filter((text) => text.trim() !== '');
  const formats = guessTimeFormats(times);
  const format = usual.find((one) => formats.includes(one)) ?? formats[0] ?? 'M/d/yyyy H:mm';
  const metrics: MetaPlan['metrics'] = [];
  const unread: string[] = [];
  layout.header.forEach((name, column) => {
    const metric = metaMetric(name);
    if (metric !== undefined && !metrics.some((one) => one.metric === metric))
      metrics.push({ metric, at: column });
    else if (!known.test(name) && posts.some((row) => /^[\d.,]+$/.test((row[column] ?? '').trim())))
      unread.push(name);
  });
  return {
    layout,
    source: instagram ? 'instagram' : 'facebook',
    at,
    format,
    metrics,
    unread,
    isNote,
    isOfOneDay: (fields) => {
      const of = (fields[date] ?? '').trim();
      return date >= 0 && !isMissing(of) && /\d/.test(of);
    },
  };
}

/** Columns that tell what a post is. */
const known =
  /^(post id|page id|account id|page name|account name|account username|title|description|post message|duration \(sec\)|publish time|posted|permalink|is (crosspost|share)|post type|type|date)$/i;
