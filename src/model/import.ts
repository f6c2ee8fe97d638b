import type { Message } from './message.ts';
import type { Detection, OpenQuestion } from './reader.ts';
import type { Told } from './series.ts';

/** What became of one file. accepted + rejected + empty = rows, always. */
export interface FileReport {
  shown: string;
  reader: string;
  encoding: string;
  rows: number;
  accepted: number;
  rejected: number;
  empty: number;
  /** Messages in the accepted rows (a review with a reply in its row is two). */
  messages: number;
  /** Points of series, survey totals and respondents in the accepted rows, where the file is of such. */
  values?: number;
  repaired: number;
  sides: 'both' | 'own';
  observedUntil?: string;
  notes: string[];
  /** True when this very file (same bytes) had been imported before; it is then not read again. */
  known: boolean;
}

/** What an import did. */
export interface ImportReport {
  /** 0 when every file was known already and nothing was recorded. */
  importId: number;
  at: string;
  files: FileReport[];
  /** Messages that were not there before, got something newer, or were the same already. */
  added: number;
  changed: number;
  same: number;
  /** Equal id with a different text where neither could be preferred; the first was kept. */
  conflicts: number;
  /** The same of points, survey totals and respondents; absent where no file held any. */
  values?: ValueCounts;
  /** Totals of the workspace afterwards. */
  totals: WorkspaceTotals;
  /** Reply cycles found and survived. */
  cycles: number;
  /** Rows known under an id of another kind: matched one to one, or too alike to tell and left apart. */
  recognised?: { matched: number; apart: number };
  /** Messages of the workspace of which a file says that they are no longer at their source; absent where none is. */
  gone?: number;
  /** Messages that came with a text which is gone at its source, and were kept without it; absent where none did. */
  stillGone?: number;
  seconds: number;
}

/** Points, survey totals and respondents that were not there before, were corrected, or were the same already. */
export interface ValueCounts {
  added: number;
  changed: number;
  same: number;
}

export interface WorkspaceTotals {
  messages: number;
  placeholders: number;
  people: number;
  ownAccounts: number;
  conversations: number;
  channels: number;
  /** Series from elsewhere and survey waves; absent where there are none. */
  series?: number;
  waves?: number;
}

/** An import in the list of imports. */
export interface ImportRecord {
  importId: number;
  at: string;
  who: string;
  state: 'done' | 'undone';
  files: FileReport[];
  added: number;
  changed: number;
  same: number;
  conflicts: number;
  values?: ValueCounts;
}

/** A quarantined row. */
export interface RejectedRow {
  importId: number;
  shown: string;
  line: number;
  reason: string;
  excerpt: string;
}

/** Equal id, different text, neither better. */
export interface Conflict {
  source: string;
  nativeId: string;
  kept: string;
  other: string;
  shown: string;
}

/** How a file would be read: the first rows as understood and what is still open. */
export interface Preview {
  shown: string;
  bytes: number;
  detection?: Detection;
  /** Why no reader takes the file, with what to do, when `detection` is absent. */
  refused?: string;
  /** How many more files this one stands for: read by the same reader, with the same questions. */
  alike?: number;
  sample: Message[];
  /** The first values as understood, of a file that holds no messages. */
  told?: Told[];
  rejectedSample: { line: number; reason: string; excerpt: string }[];
  questions: OpenQuestion[];
}

/** Work that lasts longer than a second says how far it is. */
export interface Progress {
  /** `reading posts.csv`, `joining threads` ... */
  step: string;
  done?: number;
  total?: number;
}
