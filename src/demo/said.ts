import type { Habit, Kind, Language, Platform, Theme } from './parameters.ts';

/** A made-up person: one account on one platform. */
export interface Person {
  key: string;
  platform: Platform;
  habit: Habit;
  language: Language;
  name: string;
  /** What they do, such as `plant engineer`. */
  role: string;
  handle: string;
}

/** What our side does with a message: posts it, answers, asks something back. */
export type OwnKind = 'post' | 'answer' | 'asks';

/** A message as the simulation has it, with what it truly is. Moments are milliseconds since 1970. */
export interface Said {
  /** Names it for good: what other processes draw does not change it. */
  key: string;
  platform: Platform;
  /** Undefined for our side. */
  person?: Person;
  at: number;
  kind: Kind | OwnKind;
  parent?: Said;
  /** What began the conversation. */
  root: Said;
  /** The message at which what is talked about was settled: our post, or the one that wants something. */
  matter: Said;
  theme?: Theme;
}

/** Kinds that truly expect an answer from us. */
const expecting: ReadonlySet<string> = new Set(['question', 'request', 'complaint', 'detail']);

/** The truth that the rule *expects an answer* tries to find. */
export function expectsAnswer({ kind }: Said): boolean {
  return expecting.has(kind);
}

/** A message that begins a conversation. */
export function beginning(said: Omit<Said, 'root' | 'matter'>): Said {
  const begun = said as Said;
  begun.root = begun;
  begun.matter = begun;
  return begun;
}
