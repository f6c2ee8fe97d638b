import type { Told } from './series.ts';

/** What sort of thing was written. A review is a message whose `rating` counts stars from 1 to 5. */
export type MessageKind = 'post' | 'reply' | 'comment' | 'repost' | 'review';

/** How exactly the source tells the time of writing. */
export type Precision = 'instant' | 'minute' | 'day';

/** The route by which a row reached us; retention and export rules hang on it. */
export type Acquisition = 'export_file' | 'api' | 'manual';

/** Who wrote something, as the source names them; `id` is unique within the source and compared without case. */
export interface Author {
  id: string;
  /** The @name without the @, when it differs from `id`. */
  handle?: string;
  name?: string;
}

/** A count that the platform reported, kept as a dated snapshot and never merged with another. */
export interface ReportedMetric {
  /** Canonical name: impressions, likes, replies, reposts, clicks ... */
  metric: string;
  value: number;
  /** Source, metric and version of the definition, such as `x-analytics:impressions:1`. */
  definition: string;
}

/** One message as a reader understood it. Ids are strings, times are ISO 8601 in UTC. */
export interface Message {
  /** The platform: x, mastodon, google-play, or the word that a mapping gives. */
  source: string;
  /** The id on the platform; undefined when the person chose to import without ids. */
  nativeId?: string;
  /** Other ids of the same message at the same source, where the row itself tells them. */
  aliases?: string[];
  kind: MessageKind;
  author: Author;
  /** True where the source says that our side wrote it, false where it says somebody else did. */
  own?: boolean;
  text: string;
  createdAt: string;
  precision: Precision;
  /** The message that this one answers, present in the data or not. */
  parentId?: string;
  /** Ids of replies that the source says exist, present in the data or not. */
  replyIds?: string[];
  /** The author id of the own account that the message was left with (a review's company, a page's wall). */
  channel?: string;
  /** @names in the text, without the @, in their order. */
  mentions?: string[];
  rating?: number;
  url?: string;
  lang?: string;
  visibility?: 'public' | 'unlisted';
  metrics?: ReportedMetric[];
  /** Set when the text had been encoded twice and was put right. */
  repaired?: boolean;
}

/** What a source says is no longer there: a message, or everything by an author. */
export type Removed = { source: string; nativeId: string } | { source: string; author: string };

/**
 * One row of a file: what it holds, what it says is gone, why it was refused, or that it is empty. One row may hold two
 * messages, or the points of several series.
 */
export type Row =
  | { line: number; messages: Message[] }
  | { line: number; told: Told[] }
  | { line: number; gone: Removed[] }
  | { line: number; rejected: string; excerpt: string }
  | { line: number; empty: true };
