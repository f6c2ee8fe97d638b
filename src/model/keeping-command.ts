import type { AuditLine, ErasureCounts, FoundAccount, Leftover, PersonFound } from './keeping.ts';
import type { Keeps, KeptClass } from './retention.ts';

/** An account as it was found and is meant. */
export type MeantAccount = Pick<FoundAccount, 'source' | 'nativeId'>;

/** What is asked about what the workspace keeps of people. */
export type KeepingRequest =
  | { do: 'find'; person: string }
  /** Writes down that two accounts are one person's. */
  | { do: 'link'; one: MeantAccount; other: MeantAccount; reason: string; who: string }
  /** Takes it back that two accounts are one person's. */
  | { do: 'unlink'; one: MeantAccount; other: MeantAccount; who: string }
  | { do: 'links' }
  /** Removes all there is of it, and of the accounts linked with it, for good. */
  | { do: 'erase'; account: MeantAccount; who: string }
  /** Writes all there is of it, and of the accounts linked with it, into a folder; `target` is an absolute path. */
  | { do: 'hand-out'; account: MeantAccount; target: string; who: string }
  /** Removes the texts whose time is up. */
  | { do: 'expire'; who: string }
  | { do: 'audit' };

/** A link between two accounts, with who made it, when (ISO UTC) and why. */
export interface LinkShown {
  at: string;
  who: string;
  reason: string;
  one: MeantAccount;
  other: MeantAccount;
}

export type KeepingResult =
  /**
   * `linked`: the other accounts of the same person. `ours`: one of them is of our own side. `plain`: messages of others
   * that hold the name in plain words. `groups`: target groups of the plan that name them.
   */
  | {
      did: 'find';
      found: PersonFound;
      linked: FoundAccount[];
      ours: boolean;
      plain: number;
      groups: string[];
    }
  /** `linked`: the other accounts that are the same person's now. */
  | { did: 'link'; one: FoundAccount; other: FoundAccount; linked: FoundAccount[] }
  | { did: 'unlink'; one: FoundAccount; other: FoundAccount }
  | { did: 'links'; links: LinkShown[] }
  /** `accounts`: how many were erased together. `plan`: in how many versions of the plan a member was taken out. */
  | {
      did: 'erase';
      accounts: number;
      counts: ErasureCounts;
      plan: { groups: string[]; versions: number };
      left: Leftover[];
      uploads: number;
    }
  | {
      did: 'hand-out';
      accounts: number;
      target: string;
      files: { name: string; bytes: number }[];
      messages: number;
      namedIn: number;
      acts: number;
    }
  | { did: 'expire'; messages: number; names: number; classes: (KeptClass & { keeps: Keeps | null })[] }
  | { did: 'audit'; lines: AuditLine[] };
