/** Why a message stands without its text: its writer asked for it, it is gone at the source, or its time was up. */
export type WithheldReason = 'erased' | 'gone' | 'expired';

/** An account by which a person is known: what was imported of it, or only that others name it. */
export interface FoundAccount {
  source: string;
  /** The id at the source; where only others name it, the name that they use. */
  nativeId: string;
  handle?: string;
  name?: string;
  /** Messages that it wrote, and messages of others that name it. */
  messages: number;
  namedIn: number;
}

/** What there is of a person: the account that was meant, several that could be, or none. */
export type PersonFound =
  | { kind: 'found'; account: FoundAccount }
  /** `exact`: every one of them is called so; else only something like it. */
  | { kind: 'unclear'; candidates: FoundAccount[]; exact?: true }
  | { kind: 'none' }
  /** Was erased before. */
  | { kind: 'forgotten' };

/** What an erasure removed or changed: messages unless the word says otherwise. */
export interface ErasureCounts {
  /** Whose text was removed. */
  texts: number;
  /** Of others, in which the @name was covered. */
  covered: number;
  /** Acts (codes, dismissals, notes) from which words were taken; the codes stay. */
  acts: number;
  /** Excerpts of rows that could not be read. */
  excerpts: number;
  /** Texts that two files told differently. */
  conflicts: number;
  /** Messages of which machines said something. */
  labels: number;
}

/** What can be left after an erasure, for a person to look after. */
export interface Leftover {
  /** Absolute path. */
  file: string;
  /** `names` where the file holds the @name or the id, `copy` where it is a copy of the database of before. */
  why: 'names' | 'copy';
}

/** What was done to what people wrote: removed on demand, removed because its time was up, handed out. */
export type AuditDeed = 'erase' | 'export' | 'expiry' | 'gone' | 'purge';

/** What was done, in words: “kim *erased a person*”. */
export const deedWords: Record<AuditDeed, string> = {
  erase: 'erased a person',
  export: 'handed out what is held on a person',
  expiry: 'removed texts whose time was up',
  gone: 'removed texts that are gone at their source',
  purge: 'removed what a connected account had brought',
};

/** How much of what, in words: `texts 12, covered 3`; what there was none of is left out. */
export function howMuch({ counts }: Pick<AuditLine, 'counts'>): string {
  const words = Object.entries(counts).filter(([, value]) => value > 0);
  return words.map(([word, value]) => `${word} ${value.toLocaleString('en')}`).join(', ') || 'nothing';
}

/** A line of the audit: nobody is named in it but who did it. */
export interface AuditLine {
  id: number;
  /** ISO UTC. */
  at: string;
  who: string;
  did: AuditDeed;
  /** How much of what, by the words of the deed. */
  counts: Record<string, number>;
}
