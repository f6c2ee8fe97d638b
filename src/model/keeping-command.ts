import type { AuditLine, ErasureCounts, FoundAccount, Leftover, PersonFound } from './keeping.ts';
import type { Keeps, KeptClass } from './retention.ts';

/** An account as it was found and is meant. */
export type MeantAccount = Pick<FoundAccount, 'source' | 'nativeId'>;

/** What is asked about what the workspace keeps of people. */
export type KeepingRequest =
  | { do: 'find'; person: string }
  /** Removes all there is of it, for good. */
  | { do: 'erase'; account: MeantAccount; who: string }
  /** Writes all there is of it into a folder; `target` is an absolute path. */
  | { do: 'hand-out'; account: MeantAccount; target: string; who: string }
  /** Removes the texts whose time is up. */
  | { do: 'expire'; who: string }
  | { do: 'audit' };

export type KeepingResult =
  /** `ours`: the account is one of our own side. `plain`: messages of others that hold the name in plain words. */
  | { did: 'find'; found: PersonFound; ours: boolean; plain: number }
  | { did: 'erase'; counts: ErasureCounts; left: Leftover[]; uploads: number }
  | {
      did: 'hand-out';
      target: string;
      files: { name: string; bytes: number }[];
      messages: number;
      namedIn: number;
      acts: number;
    }
  | { did: 'expire'; messages: number; names: number; classes: (KeptClass & { keeps: Keeps | null })[] }
  | { did: 'audit'; lines: AuditLine[] };
