import type { Grain, SeriesKind, SeriesUnit } from './series.ts';

/** What every mapping can say of the file itself. */
interface FileLayout {
  delimiter?: string;
  encoding?: 'utf-8' | 'utf-16le' | 'windows-1252';
  /** The sheet of a workbook; needed where several could be meant. */
  sheet?: string;
}

/** Column to field, time format and zone, and who is us: how a table of messages is read. */
export interface MessageMapping extends FileLayout {
  rows?: 'messages';
  /** The platform word given to its messages, such as `google-play`. */
  source: string;
  columns: {
    /** Names the platform of each row, where a file holds several; `source` is that of a row without one. */
    platform?: string;
    id?: string;
    text: string;
    author?: string;
    authorName?: string;
    time: string;
    parent?: string;
    replies?: string;
    inbound?: string;
    own?: string;
    channel?: string;
    rating?: string;
    url?: string;
    lang?: string;
    /** The company's reply in the same row. */
    reply?: string;
    replyTime?: string;
    replyAuthor?: string;
  };
  /** Column name to canonical metric. */
  metrics?: Record<string, string>;
  time: {
    /** `iso`, `x` (Tue Oct 31 22:10:47 +0000 2017), `epoch-seconds`, `epoch-milliseconds`, or a pattern of yyyy MM dd HH mm ss a. */
    format: string;
    /** IANA zone; needed where the format carries none. */
    zone?: string;
  };
  /** Author ids of our side. */
  us?: string[];
  /** One author for every row, for exports of one's own account. */
  author?: string;
  kind?: 'post' | 'reply' | 'comment' | 'review';
  withoutIds?: boolean;
}

/** A column that is a series of its own. */
export interface SeriesColumn {
  column: string;
  word: string;
  kind?: SeriesKind;
  unit?: SeriesUnit;
  currency?: string;
  /** True where 12.5 means 12.5 %, false where 0.125 does. */
  percent?: boolean;
}

/** How a table of values over time is read: a column each series (`series`), or one of words and one of values. */
export interface SeriesMapping extends FileLayout {
  rows: 'points';
  /** Who says so, one word. */
  source: string;
  columns: { time: string; series?: string; value?: string; n?: string };
  series?: SeriesColumn[];
  /** Columns that values are broken down by. */
  dimensions?: string[];
  /** What holds for each series that does not say it itself. */
  kind?: SeriesKind;
  unit?: SeriesUnit;
  currency?: string;
  percent?: boolean;
  time: {
    /** As for messages, or a month (`yyyy-MM`), ISO week (`yyyy-'W'ww`), quarter (`yyyy-'Q'q`), year, or `serial`. */
    format: string;
    zone?: string;
    /** How long a row's stretch is, where the format does not say. */
    stretch?: Grain;
    /** Whether a date names the first or the last day of its stretch. */
    names?: 'first' | 'last';
  };
  /** What stands before the decimals in numbers. */
  decimal?: '.' | ',';
}

/** How a survey is read: lines of totals, or one respondent a row. */
export interface SurveyMapping extends FileLayout {
  rows: 'totals' | 'respondents';
  /** The survey, one word, the same for each of its waves. */
  source: string;
  columns: {
    wave?: string;
    from?: string;
    to?: string;
    /** Of totals. */
    question?: string;
    wording?: string;
    answer?: string;
    k?: string;
    n?: string;
    share?: string;
    /** Of respondents. `panel` holds ids that mean the same person in each wave. */
    id?: string;
    panel?: string;
    weight?: string;
    stratum?: string;
    population?: string;
  };
  /** For a file that is one wave. Days are ISO dates, both in the field. */
  wave?: { word?: string; from?: string; to?: string };
  /** Totals: the one question of the file, and a column for each answer's share. */
  question?: string;
  answers?: { column: string; word: string }[];
  /** Respondents: a column for each question. */
  questions?: { column: string; word: string; wording?: string }[];
  /** Respondents: columns that weights are drawn by. */
  margins?: string[];
  /** Totals: columns that they are broken down by. */
  dimensions?: string[];
  percent?: boolean;
  selfSelected?: boolean;
  time: { format: string; zone?: string };
  decimal?: '.' | ',';
}

/** What a goal can be read on, of the values that a mapping finds: `series/revenue`, `survey/awareness`. */
export function goalWords(mapping: MessageMapping | SeriesMapping | SurveyMapping): string[] {
  if (isOfMessages(mapping)) return [];
  if (mapping.rows === 'points') return (mapping.series ?? []).map(({ word }) => `series/${word}`);
  const asked = mapping.question === undefined ? [] : [mapping.question];
  return [...asked, ...(mapping.questions ?? []).map(({ word }) => word)].map((word) => `survey/${word}`);
}

/** Whether a mapping is one of messages. */
export function isOfMessages(
  mapping: MessageMapping | SeriesMapping | SurveyMapping,
): mapping is MessageMapping {
  return mapping.rows === undefined || mapping.rows === 'messages';
}
