import type { Told } from '../model/series.ts';
import type { AppendColumn } from '../model/store.ts';
import type { RespondentKey } from './respondent-key.ts';

type Value = string | number | boolean | null;

/** A column of a staged value: its name, its type when appended, and what it is cast to when kept. */
export interface FamilyColumn {
  name: string;
  type: AppendColumn['type'];
  cast?: 'TIMESTAMP' | 'DATE';
}

/** One kind of value from elsewhere: its table, what tells one from another, and what may be corrected. */
export interface Family {
  is: Told['is'];
  table: string;
  identity: FamilyColumn[];
  state: FamilyColumn[];
  /** SQL that names a staged value, under an alias, in a sentence. */
  named(s: string): string;
}

const text = (name: string): FamilyColumn => ({ name, type: 'text' });
const double = (name: string): FamilyColumn => ({ name, type: 'double' });
const time = (name: string, cast: 'TIMESTAMP' | 'DATE'): FamilyColumn => ({ name, type: 'text', cast });
const fielded = [time('fielded_from', 'DATE'), time('fielded_to', 'DATE')];
const selfSelected: FamilyColumn = { name: 'self_selected', type: 'boolean' };

export const families: Family[] = [
  {
    is: 'point',
    table: 'point',
    identity: [
      text('source'),
      text('series'),
      text('grain'),
      time('starts_at', 'TIMESTAMP'),
      text('dimensions'),
    ],
    state: [
      time('ends_at', 'TIMESTAMP'),
      ...['label', 'kind', 'unit', 'currency'].map(text),
      double('value'),
      double('n'),
    ],
    named: (s) => `${s}.label || ' of ' || ${s}.starts_at`,
  },
  {
    is: 'total',
    table: 'wave_total',
    identity: ['survey', 'wave', 'question', 'answer', 'dimensions'].map(text),
    state: [...fielded, text('wording'), double('k'), double('n'), double('share'), selfSelected],
    named: (s) => `'"' || ${s}.answer || '" to "' || ${s}.question || '" in wave ' || ${s}.wave`,
  },
  {
    is: 'respondent',
    table: 'respondent',
    identity: ['survey', 'wave', 'respondent'].map(text),
    state: [
      ...fielded,
      ...['panel', 'answers', 'wordings', 'margins'].map(text),
      double('weight'),
      text('stratum'),
      double('population'),
      selfSelected,
    ],
    named: (s) => `'a respondent of wave ' || ${s}.wave`,
  },
];

/** The values of a row in the order of the family's columns: identity, then state. */
export function familyRow(told: Told, key: RespondentKey): Value[] {
  switch (told.is) {
    case 'point':
      return [
        told.source,
        told.series,
        told.grain,
        told.from,
        sorted(told.dimensions),
        told.to,
        told.label,
        told.kind,
        told.unit,
        told.currency ?? null,
        told.value,
        told.n ?? null,
      ];
    case 'total':
      return [
        told.survey,
        told.wave,
        told.question,
        told.answer,
        sorted(told.dimensions),
        told.from,
        told.to,
        told.wording ?? null,
        told.k ?? null,
        told.n,
        told.share,
        told.selfSelected ?? null,
      ];
    case 'respondent':
      return [
        told.survey,
        told.wave,
        key.hidden(told.survey, told.id),
        told.from,
        told.to,
        told.panel === undefined ? null : key.hidden(told.survey, told.panel),
        sorted(told.answers),
        told.wordings ? sorted(told.wordings) : null,
        sorted(told.margins),
        told.weight ?? null,
        told.stratum ?? null,
        told.population ?? null,
        told.selfSelected ?? null,
      ];
  }
}

/** An object as JSON, the same for every order of its keys. */
export function sorted(object: Record<string, string>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))));
}
