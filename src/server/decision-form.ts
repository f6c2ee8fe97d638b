import { clean } from '../charts/xml.ts';
import { dayIn } from '../measures/decisions/look-back.ts';
import { checkWords } from '../measures/decisions/proposal.ts';
import type { Act } from '../model/act.ts';
import type { Entry, Seen } from '../model/journal.ts';
import { Problem } from '../model/problem.ts';
import { numberValue } from '../pages/decide.tsx';
import { plainSentence } from './finding-files.ts';

/** What an act is but for who did it and when. */
export type Written = Pick<Act, 'id' | 'kind' | 'detail' | 'seen'>;

interface FormWorld {
  now: Date;
  zone: string;
  seen?: Seen;
  /** Channel words that there are. */
  channels: string[];
  /** A new id. */
  id(): string;
}

const longest = 500;

/** What a form on `/decisions/new` writes down: a decision with what is expected of it, or one of the others. */
export function writtenOf(fields: URLSearchParams, world: FormWorld): Written[] {
  const kind = fields.get('kind') ?? '';
  const seen = world.seen ? { seen: world.seen } : {};
  const id = world.id();
  switch (kind) {
    case 'decision': {
      const what = needed(fields, 'what', 'Say in a sentence what is decided.');
      const why = sentence(fields, 'why');
      const by = dayAhead(fields, 'by', world);
      const decision: Written = { id, kind, detail: { what, by, ...(why ? { why } : {}) }, ...seen };
      const expected = expectationOf(fields, 'expect', by, world);
      if (!expected) return [decision];
      return [decision, { id: world.id(), kind: 'expectation', detail: { ...expected, of: id }, ...seen }];
    }
    case 'expectation': {
      needed(fields, 'what', 'Say in a sentence what will be the case.');
      const detail = expectationOf(fields, 'what', dayAhead(fields, 'by', world), world);
      return detail ? [{ id, kind, detail, ...seen }] : [];
    }
    case 'note':
      return [
        { id, kind, detail: { what: needed(fields, 'what', 'Say in a sentence what you learnt.') }, ...seen },
      ];
    case 'change': {
      const what = needed(fields, 'what', 'Say in a sentence what changes.');
      const channels = [...new Set(fields.getAll('channel'))];
      const unknown = channels.find((word) => !world.channels.includes(word));
      if (unknown !== undefined)
        throw new Problem(`There is no channel “${unknown}”.`, 'Tick those that the form lists.');
      return [{ id, kind, detail: { what, from: dayOf(fields, 'from'), channels }, ...seen }];
    }
    default:
      throw new Problem(
        `“${kind}” is nothing that can be written down.`,
        'Choose one of the four on the page.',
      );
  }
}

/** What a person says happened. Throws a Problem before the day on which to look back. */
export function outcomeOf(
  fields: URLSearchParams,
  of: Entry,
  { now, zone }: Pick<FormWorld, 'now' | 'zone'>,
): Act['detail'] {
  if (of.kind !== 'decision' && of.kind !== 'expectation')
    throw new Problem('There is nothing to look back on.', 'Decisions and expectations have a day for it.');
  if (of.kind === 'decision' && of.expectations.length > 0)
    throw new Problem('Something was expected of it.', 'Say whether that came.');
  if (of.by > dayIn(now, zone))
    throw new Problem(
      `Its day is ${of.by}, which has not come.`,
      'Looking when it looks good would make every forecast good. Put the day right if it was a slip.',
    );
  const came = fields.get('came') ?? '';
  const next = fields.get('next') ?? '';
  const what = sentence(fields, 'what');
  if (next !== '' && next !== 'keep' && next !== 'change')
    throw new Problem(`“${next}” is not known.`, 'Keep it or change it, or say neither.');
  if (of.kind === 'expectation' && came !== 'yes' && came !== 'no' && came !== 'cannot-tell')
    throw new Problem('It was not said whether it came.', 'Say yes, no, or that it cannot be told.');
  if (of.kind === 'decision' && !what)
    throw new Problem('It was not said what came of it.', 'A sentence is enough.');
  return {
    of: of.id,
    what,
    ...(of.kind === 'expectation' ? { came } : {}),
    ...(next ? { next } : {}),
  };
}

/** What a person puts right: only what differs. */
export function correctionOf(fields: URLSearchParams, of: Entry): Act['detail'] {
  const what = needed(fields, 'what', 'Leave at least a few words; to take it all back, undo it.');
  const detail: Act['detail'] = { of: of.id };
  if (what !== of.what) detail.what = what;
  if (of.kind === 'decision') {
    const why = sentence(fields, 'why');
    if (why !== (of.why ?? '')) detail.why = why;
  }
  if (of.kind === 'decision' || of.kind === 'expectation') {
    const by = dayOf(fields, 'by');
    if (by !== of.by) detail.by = by;
  }
  if (of.kind === 'change') {
    const from = dayOf(fields, 'from');
    if (from !== of.from) detail.from = from;
  }
  if (Object.keys(detail).length === 1)
    throw new Problem('Nothing was changed.', 'Change the words or the day.');
  return detail;
}

/** What is said of a metric, or of how many numbers are shown. */
export function metricActOf(fields: URLSearchParams, known: string[]): Pick<Act, 'kind' | 'detail'> {
  const kind = fields.get('kind') ?? '';
  if (kind === 'numbers-shown') {
    const show = fields.get('show') ?? '';
    if (show !== 'all' && show !== 'few') throw new Problem(`“${show}” is not known.`, 'It is all or few.');
    return { kind, detail: { show } };
  }
  if (kind !== 'metric-retired' && kind !== 'metric-kept')
    throw new Problem(`“${kind}” is nothing that can be done with a metric.`);
  const measure = fields.get('measure') ?? '';
  if (!known.includes(measure))
    throw new Problem(`There is no metric “${measure}”.`, 'The page /decisions/metrics lists them.');
  const why = sentence(fields, 'why');
  return { kind, detail: { measure, ...(why ? { why } : {}) } };
}

/** What is expected; undefined where nothing is. */
function expectationOf(
  fields: URLSearchParams,
  field: string,
  by: string,
  { seen }: FormWorld,
): Act['detail'] | undefined {
  const check = checkOf(fields, seen);
  const what = sentence(fields, field) || (check?.words ?? '');
  const sure = (fields.get('sure') ?? '').trim().replace(',', '.');
  if (!what) {
    if (sure)
      throw new Problem(
        'It was not said what is expected.',
        'Say in a sentence what will be the case by then.',
      );
    return undefined;
  }
  const number = Number(sure);
  if (sure === '' || !(number >= 1 && number <= 99))
    throw new Problem(
      sure ? `“${sure}” is no per cent from 1 to 99.` : 'It was not said how sure you are.',
      'Write a number from 1 to 99, such as 70: of ten things of which you are 70 sure, seven should come.',
    );
  return { what, by, sure: number, ...check?.detail };
}

function checkOf(fields: URLSearchParams, seen: Seen | undefined) {
  const number = fields.get('number') ?? '';
  const typed = (fields.get('value') ?? '')
    .trim()
    .replace(',', '.')
    .replace(/\s*(%|h)$/, '');
  if (number === '') {
    if (typed) throw new Problem('A value was given without its number.', 'Choose the number that it is of.');
    return undefined;
  }
  const estimate = seen?.estimates.find((one) => one.period === 'now' && numberValue(one) === number);
  if (!estimate) throw new Problem('The answer has no such number.', 'Choose one that the form lists.');
  const value = Number(typed);
  const { name, channel, unit } = estimate;
  if (typed === '' || !Number.isFinite(value) || value < 0 || (unit === 'share' && value > 100))
    throw new Problem(
      typed ? `“${typed}” cannot be a value of it.` : 'The value was left out.',
      unit === 'share'
        ? 'Write per cent, from 0 to 100.'
        : unit === 'seconds'
          ? 'Write hours, such as 4 or 1.5.'
          : 'Write a number, such as 30.',
    );
  const is = fields.get('is') === 'at-least' ? 'at-least' : 'at-most';
  const scaled = unit === 'share' ? value / 100 : unit === 'seconds' ? value * 3600 : value;
  const detail = { name, is, value: scaled, ...(channel === undefined ? {} : { channel }) } as const;
  return { detail, words: plainSentence(checkWords(detail, estimate)) };
}

function sentence(fields: URLSearchParams, name: string): string {
  return clean(fields.get(name) ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
}

function needed(fields: URLSearchParams, name: string, help: string): string {
  const text = sentence(fields, name);
  if (!text) throw new Problem('The words are missing.', help);
  return text;
}

function dayOf(fields: URLSearchParams, name: string): string {
  const text = (fields.get(name) ?? '').trim();
  const at = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text)
    throw new Problem(`“${text}” is no day.`, 'Write it as year-month-day, such as 2026-11-20.');
  return text;
}

function dayAhead(fields: URLSearchParams, name: string, { now, zone }: FormWorld): string {
  const day = dayOf(fields, name);
  if (day <= dayIn(now, zone))
    throw new Problem(
      `${day} is not ahead.`,
      'Name a day from tomorrow on: then you are asked what happened.',
    );
  return day;
}
