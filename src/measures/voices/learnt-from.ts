import { type Codebook, codeAddress } from '../../model/codebook.ts';
import type { TableFigure } from '../../model/figure.ts';
import type { Decision, Entry } from '../../model/journal.ts';
import type { Store } from '../../model/store.ts';
import { listActs } from '../../store/acts.ts';
import { journalOf } from '../decisions/journal.ts';

/** The question whose answers something was written down from. */
const question = 'voices';
const mostRows = 10;

/**
 * What was decided, expected, learnt or changed from what people say, the latest first: what was opened from an answer
 * of `measures` (all of the question where none is named), and what names a code as `facet/code`.
 */
export async function learntFrom(
  store: Store,
  codebook: Codebook,
  wanted: { measures?: string[]; codes?: string[] } = {},
): Promise<Entry[]> {
  const all = codebook.facets.flatMap(({ word, codes }) => codes.map((code) => codeAddress(word, code.word)));
  const codes = wanted.codes ?? all;
  const from = (entry: Entry) =>
    entry.seen?.question === question &&
    (wanted.measures === undefined || wanted.measures.includes(entry.seen.measure));
  const names = (entry: Entry) => codes.some((code) => namesCode(`${entry.what} ${whyOf(entry)}`, code));
  return journalOf(await listActs(store)).filter((entry) => from(entry) || names(entry));
}

const whyOf = (entry: Entry) => (entry.kind === 'decision' ? (entry.why ?? '') : '');

/** True where a text names `facet/code`, and not only a longer word that begins so. */
export function namesCode(text: string, code: string): boolean {
  const at = text.indexOf(code);
  if (at < 0) return false;
  const around = `${text[at - 1] ?? ' '}${text[at + code.length] ?? ' '}`;
  return !/[\p{L}\p{N}_-]/u.test(around) || namesCode(text.slice(at + code.length), code);
}

const kinds: Record<Entry['kind'], string> = {
  decision: 'Decided',
  expectation: 'Expected',
  note: 'Learnt',
  change: 'Changed',
};

/** What was written down, with what came of it; undefined where there is nothing. */
export function learntTable(entries: readonly Entry[]): TableFigure | undefined {
  if (entries.length === 0) return undefined;
  const left = entries.length - mostRows;
  return {
    form: 'table',
    title: 'What was learnt, and what was done about it',
    note: `From the journal, the latest first${left > 0 ? `; ${left} more on the page of decisions` : ''}`,
    columns: [
      { label: 'What', numeric: false },
      { label: '', numeric: false },
      { label: 'When', numeric: false },
      { label: 'What came of it', numeric: false },
    ],
    rows: entries.slice(0, mostRows).map((entry) => ({
      label: entry.what,
      href: `/decisions/${entry.id}`,
      cells: [kinds[entry.kind], entry.at.slice(0, 10), cameOf(entry)],
    })),
  };
}

const came = { yes: 'as expected', no: 'not as expected', 'cannot-tell': 'cannot be told' } as const;

function cameOf(entry: Entry): string {
  if (entry.kind === 'note' || entry.kind === 'change') return '';
  const outcome = entry.outcome ?? (entry.kind === 'decision' ? outcomeOf(entry) : undefined);
  if (!outcome)
    return entry.kind === 'decision' || entry.kind === 'expectation' ? `open until ${entry.by}` : '';
  return [outcome.came ? came[outcome.came] : '', outcome.what].filter(Boolean).join(': ');
}

function outcomeOf({ expectations }: Decision) {
  return expectations.find(({ outcome }) => outcome)?.outcome;
}
