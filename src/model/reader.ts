import type { MessageMapping, SeriesMapping, SurveyMapping } from './mapping.ts';
import type { Row } from './message.ts';

/** A file as readers see it: on disk, inside an archive, or uploaded. */
export interface InputFile {
  /** Path inside its folder or archive, with `/`; for a lone file its name. */
  name: string;
  /** Where the person will look for it, such as `export.zip/data/tweets.js`. */
  shown: string;
  bytes: number;
  /** The first bytes (at most `length`), for looking into the file. */
  head(length: number): Promise<Uint8Array>;
  /** The whole content as a stream of chunks; may be called more than once. */
  stream(): AsyncIterable<Uint8Array>;
}

/** Something that a reader must know and cannot be sure of. */
export interface OpenQuestion {
  /** The key under which the answer is given: `zone`, `us`, `columns.text` ... */
  word: string;
  /** The question, in a sentence. */
  ask: string;
  /** Why it is open, with what was seen. */
  why: string;
  choices?: string[];
  /** The best guess, if there is one. */
  guess?: string;
}

/** How a table is read, by what its rows are. */
export type Mapping = MessageMapping | SeriesMapping | SurveyMapping;

/** What a row of a table is; `survey` is either totals or respondents, as the table says. */
export type RowsWord = 'messages' | 'points' | 'totals' | 'respondents' | 'survey';

/** The answers that a person or a plan gave in advance. */
export interface ReadOptions {
  mapping?: Mapping;
  /** Own accounts, narrowing what the file says. */
  us?: string[];
  zone?: string;
  withoutIds?: boolean;
  /** What the rows are, where the file can be read in several ways. */
  rows?: RowsWord;
  /** The sheet of a workbook. */
  sheet?: string;
}

/** What a reader says of a file after looking into it. */
export interface Detection {
  reader: string;
  /** From 0 to 1; the surest reader takes the file. */
  confidence: number;
  /** In words, for the preview: "X archive, posts of @name". */
  summary: string;
  questions: OpenQuestion[];
  mapping?: Mapping;
  /** What a goal can be read on (`series/visits`), where that is not what the mapping says. */
  words?: string[];
}

/** What is known of a file once it has been read to its end. */
export interface ReadSummary {
  /** Author ids of our side that the file names. */
  ownAccounts: string[];
  /** Whether other people's messages can be in such a file at all. */
  sides: 'both' | 'own';
  /** The export's own end, ISO UTC; undefined where the file does not say. */
  observedUntil?: string;
  encoding: string;
  repaired: number;
  /** Things worth saying that are no rejections. */
  notes: string[];
}

/** A reading under way: batches of rows, then the summary, which is complete once `rows` is exhausted. */
export interface Reading {
  rows: AsyncIterable<Row[]>;
  summary(): ReadSummary;
}

/** One reader per kind of file. */
export interface Reader {
  /** The word that a user types and the docs page carries. */
  word: string;
  title: string;
  version: number;
  detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined>;
  read(file: InputFile, options: ReadOptions): Reading;
}
