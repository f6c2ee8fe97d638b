import { refreshFacts } from '../src/facts/index.ts';
import type { Act, ActKind } from '../src/model/act.ts';
import { addActs } from '../src/store/acts.ts';
import type { Database } from '../src/store/database.ts';
import { testPlan } from './reading.ts';

let made = 0;

/** An act of coding on a message of X, a second after the one before. */
export function codingAct(
  kind: ActKind,
  who: string,
  nativeId: string | undefined,
  detail: Act['detail'],
): Act {
  made++;
  return {
    id: `act ${String(made).padStart(5, '0')}`,
    at: new Date(Date.UTC(2026, 10, 20) + made * 1000).toISOString(),
    who,
    kind,
    ...(nativeId !== undefined && { message: { source: 'x', nativeId } }),
    detail,
  };
}

/** Somebody codes a message of a sample: the facets of the codes are judged, and those of `more`. */
export function coded(
  sample: string,
  who: string,
  nativeId: string,
  codes: string[],
  more: string[] = [],
): Act {
  const facets = [...new Set([...codes.map((code) => code.split('/')[0] ?? ''), ...more])];
  return codingAct('code', who, nativeId, { sample, facets, codes });
}

export const undone = ({ id }: Act): Act => codingAct('undo', 'test', undefined, { act: id });

export const write = (db: Database, ...acts: Act[]) =>
  addActs(db, acts, { plan: testPlan, refresh: refreshFacts });

/** Somebody says that two accounts of X, or of the sources that are named (`bluesky:ann`), are one person's. */
export function samePerson(one: string, other: string): Act {
  const [source, account] = one.includes(':') ? one.split(':') : ['x', one];
  const [otherSource, otherAccount] = other.includes(':') ? other.split(':') : ['x', other];
  return codingAct('same-person', 'test', undefined, {
    source: source as string,
    account: account as string,
    otherSource: otherSource as string,
    otherAccount: otherAccount as string,
  });
}
