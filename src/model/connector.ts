import type { Message } from './message.ts';

/** An account at a host, as a connector found it and as a workspace keeps it. */
export interface Connection {
  /** The word under which a person names it, such as `bluesky`. */
  name: string;
  /** The word of the connector that reads it. */
  connector: string;
  /** The server that is asked, such as `https://public.api.bsky.app`; no other host is. */
  origin: string;
  /** The account's id at the source, which outlives a change of name: a DID, an ActivityPub address. */
  account: string;
  /** The account's @name without the @. */
  handle: string;
}

/** What a host answered, read whole; a status of 400 and above comes back too, for the connector to judge. */
export interface WireAnswer {
  status: number;
  headers: Headers;
  /** The body as JSON; undefined where it is none. */
  json: unknown;
}

/**
 * The way to one host. It waits where the host asks to, tries again what may succeed, bounds size and time, and follows
 * no way off the origin. What cannot be had after all is thrown as a Problem; what was had before stays kept.
 */
export interface Wire {
  get(address: string, headers?: Record<string, string>): Promise<WireAnswer>;
  /**
   * Sends JSON, or nothing where the body is undefined. It is sent again only where the host surely has not acted on it,
   * unless `again` says that a second time does no harm; with `atOnce` it is sent now and once, or not at all.
   */
  post(
    address: string,
    body: unknown,
    more?: { headers?: Record<string, string>; again?: boolean; atOnce?: boolean },
  ): Promise<WireAnswer>;
}

/** What a person gave along with the name of an account. */
export interface Given {
  /** The address of the server to ask in place of the usual one. */
  host?: string | undefined;
  /** A secret of theirs, where the host knows them by one. */
  token?: string | undefined;
}

/** The way to a host as somebody whom it knows. */
export interface Visit {
  wire: Wire;
  /** Signs out as well as it can; never throws. */
  leave(): Promise<void>;
}

/** A message that is no longer at the source. */
export interface Gone {
  source: string;
  nativeId: string;
}

/** A number that the platform tells of the account itself, as it was when somebody looked: how many follow it. */
export interface AccountCount {
  /** The word of the series that it is kept in, such as `followers`. */
  series: string;
  /** The same for people: `Followers`. */
  label: string;
  value: number;
  /** When it was looked at, ISO UTC. */
  at: string;
}

/**
 * A part of a reading that is whole in itself: kept in one piece together with its cursor, so that a reading that
 * breaks off is taken up after it. At most some thousand messages, since a leg is held in memory.
 */
export interface Leg {
  messages: Message[];
  gone: Gone[];
  /** What was counted of the account itself, on the first leg of a sync; absent where nothing was, never a zero instead. */
  values?: AccountCount[];
  /** Author ids of our side. */
  ownAccounts: string[];
  /** Where the next leg or the next sync begins; text of the connector's own. */
  cursor: string;
  /** Until when the source was seen, ISO UTC; only on a leg after which nothing older than it is missing. */
  observedUntil?: string;
  /** True on the last leg of a sync. */
  done: boolean;
  /** In a sentence each, what the source holds or may hold and did not give: "Replies below the 60th of a thread ...". */
  missing: string[];
}

/** What a connector is given for a sync. */
export interface SyncOptions {
  /** Signed in already, where the connector can and there is a token. */
  wire: Wire;
  /** The last leg's cursor; absent on the first sync. */
  cursor?: string;
  /** A secret of the person, where the host knows them by one. */
  token?: string;
  /** ISO UTC. */
  now: string;
  /** For a first look: no more of our own posts than this, the newest first. */
  posts?: number;
  progress: (step: string, done?: number, total?: number) => void;
}

/** One connector per kind of source that is asked over the network. */
export interface Connector {
  /** The word that a user types and the docs page carries. */
  word: string;
  title: string;
  version: number;
  /** What is read, in a sentence or two, for the person who connects an account. */
  reads?: string;
  /** True where what a person typed names an account of this kind: `@name.bsky.social`, `@name@host`. */
  knows(typed: string): boolean;
  /** The server to ask for what a person typed. Throws a Problem where it cannot be the host that they gave. */
  originOf(typed: string, given?: Given): string;
  /** The handle or the account's id in what a person typed, as `find` would give it; undefined where only the host knows. */
  named?(typed: string): string | undefined;
  /**
   * Finds the account, with the person's secret where one came. Throws a Problem that says what to do where there is
   * none, where it is closed to strangers, and where a secret is refused.
   * @param given the same as for `originOf`, to which `wire` leads.
   */
  find(typed: string, wire: Wire, given?: Given): Promise<Omit<Connection, 'name'>>;
  /**
   * Signs in before `sync` and `gone`, which then take the visit's wire; absent where a token goes along with each
   * request. Throws a Problem where the host does not let the person in.
   */
  signIn?(connection: Connection, wire: Wire, token: string): Promise<Visit>;
  /**
   * Which of these messages, by their ids, are no longer there; absent where the source cannot be asked. Throws a Problem
   * where the host does not answer: that deletes nothing.
   */
  gone?(ids: readonly string[], wire: Wire): Promise<string[]>;
  /** Reads what is new since the cursor, or everything, leg by leg. */
  sync(connection: Connection, options: SyncOptions): AsyncIterable<Leg>;
}
