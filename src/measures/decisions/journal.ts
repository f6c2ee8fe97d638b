import type { Act } from '../../model/act.ts';
import type { Change, Check, Decision, Entry, Expectation, Outcome } from '../../model/journal.ts';

/** Acts that were not taken back. */
export function standing(acts: Act[]): Act[] {
  const undone = new Set(acts.flatMap(({ kind, detail }) => (kind === 'undo' ? [detail.act] : [])));
  return acts.filter(({ kind, id }) => kind !== 'undo' && !undone.has(id));
}

/**
 * The learning journal, the latest entry first: what was decided, expected, learnt and changed, each with what happened
 * and what was put right. The expectations of a decision stand with it; what belongs to something taken back is gone
 * with it. The same list of acts has the same journal, which nobody may change.
 */
export function journalOf(acts: Act[]): Entry[] {
  const entries = journals.get(acts) ?? readJournal(acts);
  journals.set(acts, entries);
  return entries;
}

const journals = new WeakMap<Act[], Entry[]>();

function readJournal(acts: Act[]): Entry[] {
  const held = standing(acts);
  const outcomes = new Map<unknown, Act>();
  const corrections = new Map<unknown, Act[]>();
  for (const act of held) {
    if (act.kind === 'outcome') outcomes.set(act.detail.of, act);
    if (act.kind === 'correction')
      corrections.set(act.detail.of, [...(corrections.get(act.detail.of) ?? []), act]);
  }
  const written = held.flatMap((act) => {
    const entry = entryOf(act, outcomes.get(act.id));
    return entry ? [(corrections.get(act.id) ?? []).reduce(corrected, entry)] : [];
  });
  const decisions = new Map<string, Decision>();
  for (const entry of written) if (entry.kind === 'decision') decisions.set(entry.id, entry);
  const entries: Entry[] = [];
  for (const entry of written) {
    if (entry.kind !== 'expectation' || entry.of === undefined) entries.push(entry);
    else decisions.get(entry.of)?.expectations.push(entry);
  }
  return entries.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}

/** All expectations of a journal, those of decisions too. */
export function expectationsOf(entries: Entry[]): Expectation[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'decision') return entry.expectations;
    return entry.kind === 'expectation' ? [entry] : [];
  });
}

/** Changes of tactics by their day, the earliest first, for the charts and series that mark them. */
export function changesOf(entries: Entry[]): Change[] {
  return entries
    .flatMap((entry) => (entry.kind === 'change' ? [entry] : []))
    .sort((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id));
}

function entryOf({ id, at, kind, detail, seen }: Act, outcome: Act | undefined): Entry | undefined {
  const text = (key: string): string => String(detail[key] ?? '');
  const written = { id, at, what: text('what'), corrections: [], ...(seen ? { seen } : {}) };
  const happened = outcome ? { outcome: outcomeOf(outcome) } : {};
  switch (kind) {
    case 'decision':
      return {
        ...written,
        kind,
        by: text('by'),
        expectations: [],
        ...(detail.why ? { why: text('why') } : {}),
        ...happened,
      };
    case 'expectation': {
      const check = checkOf(detail);
      return {
        ...written,
        kind,
        by: text('by'),
        sure: Number(detail.sure),
        ...(check ? { check } : {}),
        ...(detail.of ? { of: text('of') } : {}),
        ...happened,
      };
    }
    case 'note':
      return { ...written, kind };
    case 'change':
      return {
        ...written,
        kind,
        from: text('from'),
        channels: Array.isArray(detail.channels) ? detail.channels : [],
      };
    default:
      return undefined;
  }
}

function checkOf({ name, channel, is, value }: Act['detail']): Check | undefined {
  if (typeof name !== 'string' || typeof value !== 'number') return undefined;
  return {
    name,
    is: is === 'at-least' ? 'at-least' : 'at-most',
    value,
    ...(typeof channel === 'string' ? { channel } : {}),
  };
}

function outcomeOf({ id, at, detail, seen }: Act): Outcome {
  const { came, what, next } = detail;
  return {
    act: id,
    at,
    what: String(what ?? ''),
    ...(came === 'yes' || came === 'no' || came === 'cannot-tell' ? { came } : {}),
    ...(next === 'keep' || next === 'change' ? { next } : {}),
    ...(seen ? { seen } : {}),
  };
}

/** What was put right; how sure somebody was and which number they named stay as they were. */
function corrected(entry: Entry, { id, at, detail }: Act): Entry {
  const { what, why, by, from } = detail;
  const day = entry.kind === 'change' ? entry.from : 'by' in entry ? entry.by : '';
  const before = [entry.what, 'why' in entry ? entry.why : '', day].filter(Boolean).join(' · ');
  const same = { ...entry, corrections: [...entry.corrections, { act: id, at, before }] };
  if (typeof what === 'string' && what) same.what = what;
  if (typeof why === 'string' && same.kind === 'decision') {
    if (why) same.why = why;
    else delete same.why;
  }
  if (typeof by === 'string' && (same.kind === 'decision' || same.kind === 'expectation')) same.by = by;
  if (typeof from === 'string' && same.kind === 'change') same.from = from;
  return same;
}
