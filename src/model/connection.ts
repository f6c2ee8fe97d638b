import type { AccountCount, Connection } from './connector.ts';
import type { Progress } from './import.ts';

/** A connection with how far it has been read. Times are ISO UTC. */
export interface ConnectionState extends Connection {
  since: string;
  /** Where the next sync begins; text of the connector's own. */
  cursor?: string;
  /** Until when the source was seen. */
  observedUntil?: string;
  /** When the last sync began, and when one last went through to its end. */
  startedAt?: string;
  endedAt?: string;
  /** When it was last asked which messages are gone. */
  sweptAt?: string;
  /** Why the last sync broke off. */
  problem?: { message: string; help?: string; at: string };
  /** What the source holds or may hold and did not give, in a sentence each. */
  missing: string[];
  /** Messages that are in the workspace by this way. */
  messages: number;
  /** How many follow the account, as the last look found it, on a day of the workspace's zone; absent where none was told. */
  followers?: { value: number; on: string };
}

/** What a sync did. */
export interface SyncReport {
  name: string;
  /** `Bluesky @acme.example`. */
  shown: string;
  /** The import that holds what was new; absent where nothing was. */
  importId?: number;
  added: number;
  changed: number;
  /** Messages that are no longer at the source. */
  gone: number;
  /** Messages that were read, those included in which nothing had changed. */
  read: number;
  /** What the platform told of the account itself; absent where nothing. */
  values?: AccountCount[];
  observedUntil?: string;
  missing: string[];
  /** True where it was stopped before its end; what was read until then is kept. */
  stopped?: true;
}

/** How tokens are kept: from the environment, in a file, in an encrypted file, or there are none. */
export type SecretsKept = 'environment' | 'file' | 'encrypted' | 'none';

/** With what a host was asked for an account: a secret that was given with it, one that was kept before, or none. */
export type AskedWith = 'given' | SecretsKept;

/** An account that was looked for and found, and is not kept yet. */
export interface FoundAccount {
  connection: Connection;
  /** The connector's title, such as `Bluesky`. */
  title: string;
  /** What will be read, in a sentence or two. */
  reads: string;
  /** True where the account is connected already. */
  known: boolean;
  asked: AskedWith;
}

/** A connection as it is listed. */
export interface ConnectionShown extends ConnectionState {
  /** The connector's title, such as `Bluesky`. */
  title: string;
  token: SecretsKept;
  /** How far a sync under way is. */
  running?: Progress;
}

/** How tokens that are kept from now on will be, and how those in the file are. */
export interface SecretsWay {
  next: 'file' | 'encrypted';
  file: SecretsKept;
  /** Why the file cannot be read. */
  problem?: { message: string; help?: string };
}
