import type { MessageRef } from '../model/act.ts';
import type { Brief } from '../model/brief.ts';
import type { Filter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { AlsoAs, ThreadTurn } from '../model/waiting.ts';

/**
 * What every page needs around it. Pages read `/style.css`, `/browser.js` and `/fonts/*` from the same host
 * and nothing else.
 */
export interface Frame {
  company: string;
  /** True while the workspace holds simulated messages. */
  simulated?: boolean;
  /** Set where people's words are kept off paper. */
  quotes?: 'inside';
  /** BCP 47; numbers and dates are written in it. */
  locale: string;
  /** IANA zone in which times are shown and asked for. */
  zone: string;
  /** The questions that are built, in their order; each becomes `/WORD` in the navigation. */
  questions: { word: string; title: string }[];
  /** Names of the plan that join own accounts, which filters offer. */
  joined?: { word: string; accounts: string[] }[];
  /** The word of the page in the navigation: a question's word, `brief`, `waiting`, `plan`, `decisions` or `import`. */
  current?: string;
  /** Goes into the hidden field `token` of every POST form. */
  formToken: string;
  /** One or two sentences for the footer: newest message, where the data end. Empty when there are none. */
  freshness: string;
  /** A sentence above the page: an import runs, the plan is wrong in line 12. */
  notice?: string;
  /** Path of the address, such as `/ignoring`, without suffix and query. */
  path: string;
  /** Query of the address without the `?`; empty when there is none. */
  query: string;
}

/** An own account that the filter offers. `id` is what `channel=` carries. */
export interface ChannelChoice {
  id: string;
  name: string;
  messages?: number;
}

/** `GET /`, once there are messages. Channels are chosen by a GET form to `frame.path`. */
export interface BriefPageProps {
  frame: Frame;
  brief: Brief;
  filter: Filter;
  channels: ChannelChoice[];
  /** The clock, ISO UTC: a week that is long over is not called "this week". */
  now?: string;
}

/** `GET /brief.html`: the same as one file that needs nothing else, under pseudonyms. */
export interface BriefFileProps {
  frame: Pick<Frame, 'company' | 'locale' | 'zone' | 'questions'>;
  brief: Brief;
  now?: string;
  /** The text of `style.css`. */
  styles: string;
  /** The bytes of a face of `fonts.json` by its file name, such as `source-serif-4-latin-400.woff2`. */
  font(name: string): Uint8Array | undefined;
}

/** `GET /WORD` and `GET /WORD/MEASURE`. The filter bar is a GET form to `frame.path`. */
export interface QuestionPageProps {
  frame: Frame;
  question: { word: string; title: string };
  filter: Filter;
  channels: ChannelChoice[];
  /** One for each measure, in the order of the question; the first gives the page's sentence. */
  findings: Finding[];
  /** The rule on which the findings rest. */
  rule?: RuleShown;
  /** Measures of the question that are folded away: not asked, and never deleted. */
  folded?: FoldedMeasure[];
}

/** A measure that is folded away, and why. */
export interface FoldedMeasure {
  word: string;
  title: string;
  because: 'retired' | 'idle';
}

/** In place of a page until its answers are made; `parts` are the measures that it asks. */
export interface ComputingPageProps {
  frame: Frame;
  title: string;
  parts: { title: string; done: boolean }[];
  /** For the filter bar, where the page has one. */
  filter?: Filter;
  channels?: ChannelChoice[];
}

/** A rule that sorts messages: how often it errs, and how it reads. */
export interface RuleShown {
  /** What it says, in a clause without a full stop. */
  says: string;
  /**
   * On `n` messages judged by hand: the share of what it picked that was right, and the share of what is right that
   * it picked. A part that cannot be told is left out.
   */
  error: { on: 'own' | 'others'; n: number; precision?: RuleErrorPart; recall?: RuleErrorPart };
  examples: RuleExampleRow[];
}

interface RuleErrorPart {
  value: number;
  low: number;
  high: number;
}

/** A message with what the rule says of it; its text names nobody but us. */
export interface RuleExampleRow {
  ref: MessageRef;
  text: string;
  kind: string;
  expects: boolean;
  reason: string;
}

/** An act that can be taken back. `note` says what was done, without the name of the person who wrote. */
export interface DoneAct {
  id: string;
  at: string;
  who: string;
  kind: string;
  note: string;
  text: string;
  href: string;
}

/**
 * `GET /waiting`. Acts are POSTed to `/act` with the fields `token`, `back` (a path of this site), `kind`, and
 * `source` + `nativeId` of the message; then
 * - `answered-elsewhere`: `at`, as `2026-11-20T09:30` in the frame's zone;
 * - `needs-no-answer`: `reason` (one of `reasons`, or `other`) and `text` (free, may be empty);
 * - `expects-answer`: `expects` (`true` or `false`);
 * - `undo`: `act`, the id of the act that is taken back (no `source`, no `nativeId`).
 */
export interface WaitingPageProps {
  frame: Frame;
  filter: Filter;
  channels: ChannelChoice[];
  /** The Finding of `waiting-now`; an answer's figure of the form `waiting` holds the rows. */
  finding: Finding;
  /** The latest acts that still hold, newest first, for undo. */
  done: DoneAct[];
}

/** Why a message needs no answer: the values of the field `reason`, with their words. */
export const reasons: readonly (readonly [value: string, words: string])[] = [
  ['thanks', 'Thanks or a closing word'],
  ['not-a-request', 'No question, request or complaint'],
  ['among-themselves', 'People talk to each other'],
  ['solved', 'They solved it themselves'],
  ['abuse', 'Spam or abuse'],
  ['other', 'Another reason'],
];

/** A message of the random sample as it is judged: neither the rule's verdict nor whether it was answered. */
export interface CheckMessage {
  ref: MessageRef;
  text: string;
  at: string;
  channel: string;
  /** What it answers. */
  before?: { text: string; from: 'us' | 'themselves' | 'another' | 'missing' };
}

/**
 * `GET /check`. A judgement is POSTed to `/act` as `expects-answer` with `sample` (the sample's word), taken back
 * as on the work list. `skip` in the query counts messages of which the reader could not tell.
 */
export interface CheckPageProps {
  frame: Frame;
  /** The sample's word. */
  word: string;
  /** Messages in the sample, those judged, and how many judgements tell something. */
  size: number;
  judged: number;
  enough: number;
  /** Messages not judged yet. */
  skipped: number;
  /** Value of `skip` with which this message is passed over. */
  next: number;
  /** The message to judge; absent when none is left. */
  message?: CheckMessage;
  /** The judgement made last; `back` is where its message comes up again. */
  last?: { act: string; expects: boolean; back: string };
  /** The Finding of `rule-check`, once no message is left. */
  finding?: Finding;
  /** Messages of which person and rule say different things, once no message is left. */
  differ: { ref: MessageRef; text: string; expects: boolean; reason: string }[];
}

/** `GET /thread/SOURCE/NATIVEID` (both percent-encoded). Acts as on the work list. */
export interface ThreadPageProps {
  frame: Frame;
  /** The message by which the thread was opened. */
  message: MessageRef;
  turns: ThreadTurn[];
  /** Other accounts of who writes in it, by `source id`. */
  also?: ReadonlyMap<string, AlsoAs[]>;
  channel?: string;
  /** Whether all replies are in the data; missing replies are no silence. */
  completeness?: 'complete' | 'own-side-only' | 'unknown';
  /** Where to go back to: a path of this site. */
  back?: string;
}

/** A message behind a number, under a pseudonym. */
export interface MessageRow {
  source: string;
  nativeId: string;
  at: string;
  who: string;
  channel: string;
  /** question, request, complaint ... */
  kind: string;
  text: string;
  /** answered, waiting, dismissed ... */
  state?: string;
  /** Seconds to the first answer, or until the data end. */
  waited?: number;
}

/** `GET /messages`. `page` counts from 1 and is the query parameter of that name. */
export interface RowsPageProps {
  frame: Frame;
  title: string;
  /** Which messages these are, in a sentence. */
  about: string;
  rows: MessageRow[];
  total: number;
  page: number;
  pageSize: number;
  /** Address of all of them as CSV. */
  csv?: string;
  /** The page whose number this opens. */
  back?: { href: string; label: string };
}

/** `GET /` while nothing has been imported. */
export interface EmptyPageProps {
  frame: Frame;
  readers: { word: string; title: string }[];
  limit: number;
}

/** Nothing is at `frame.path`. */
export interface NotFoundPageProps {
  frame: Frame;
  /** What was looked for, when the address is right in form: "a thread with this id". */
  sought?: string;
}

/** A bug: the stack is in the log under this id. */
export interface ErrorPageProps {
  frame: Frame;
  id: string;
}

/** A Problem: what was wrong and what to do. */
export interface RefusedPageProps {
  frame: Frame;
  message: string;
  help?: string;
  /** HTTP status, which chooses the words above the message. */
  status: number;
  back?: { href: string; label: string };
}
