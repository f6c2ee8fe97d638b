import type { BlueskyEvent } from './bluesky-event.ts';

/** What later lines of a stream make of earlier ones. */
export interface Fold {
  /** Takes in an event; to be called for each in the order of the lines. */
  add(event: BlueskyEvent, line: number): void;
  /** Whether a later line removes or rewrites what the event at this line says. */
  isOver(event: BlueskyEvent, line: number): boolean;
  /** The @name of an account without the @, where the stream tells it. */
  handle(did: string): string | undefined;
}

/**
 * The last word on each record and account. Only what was removed, changed or written again is held; a stream may tell
 * the same thing twice.
 */
export function fold(): Fold {
  const records = new Map<string, number>();
  const accounts = new Map<string, { line: number; deleted: boolean }>();
  const handles = new Map<string, string>();
  return {
    add: (event, line) => {
      if (event.is === 'identity') {
        if (event.handle !== undefined) handles.set(event.did, event.handle);
      } else if (event.is === 'account') {
        accounts.set(event.did, { line, deleted: isDeleted(event) });
      } else if (event.is !== 'create' || records.has(event.uri)) records.set(event.uri, line);
    },
    isOver: (event, line) => {
      if (event.is === 'identity') return false;
      const account = accounts.get(event.did);
      if (event.is === 'account') return account !== undefined && account.line > line;
      if (account?.deleted && account.line > line) return true;
      return (records.get(event.uri) ?? 0) > line;
    },
    handle: (did) => handles.get(did),
  };
}

/** Whether an account is no more; one that is deactivated, suspended or taken down may come back. */
export function isDeleted(event: BlueskyEvent): boolean {
  return event.is === 'account' && !event.active && event.status === 'deleted';
}
