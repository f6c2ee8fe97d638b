import type { Filter } from './filter.ts';
import type { Finding } from './finding.ts';
import type { Plan } from './plan.ts';
import type { Param, Store } from './store.ts';

export interface Asking {
  store: Store;
  filter: Filter;
  plan: Plan;
  seed: number;
  dataVersion: number;
  program: string;
  /** Changes with every code that is given by hand. */
  codingVersion?: number;
  /** Changes with everything that a person does. */
  actsVersion?: number;
  /** Whether the workspace holds simulated messages; every Finding then says so. */
  simulated?: boolean;
  /** What is costly to find, from where it was found before under the same key, data and `everyMeasureReads`. It stands JSON. */
  remembered?<T>(key: string, find: () => Promise<T>): Promise<T>;
  /** Coverage of the intervals; 0.95 where not given. Captions and sentences speak of 95 % whatever it is. */
  level?: number;
}

/** Parts of the plan that any measure may read. */
export const everyMeasureReads = [
  'zone',
  'locale',
  'own',
  'business',
  'closedAfterDays',
  'version',
] as const satisfies (keyof Plan)[];

/** One measure: its query on facts, its computation, its sentence. */
export interface Measure {
  word: string;
  title: string;
  /** Its answers carry headlines, so that a brief asks it. */
  headlines?: true;
  /** Parts of the plan that its answer hangs on besides `everyMeasureReads`; any part where this is absent. */
  readsOfPlan?: (keyof Plan)[];
  /** Set where its answers rest on codes, or on any act such as a decision, which change without the data. */
  reads?: 'codes' | 'acts';
  answer(asking: Asking): Promise<Finding>;
  /** The rows behind the number, for .csv: SQL with its parameters. */
  rows(asking: Asking): Promise<{ sql: string; params: Record<string, Param> }>;
}

/** One of the ten questions: a word, the question in full, and the measures that answer it in their order. */
export interface Question {
  word: string;
  title: string;
  /** Its answers rest on the plan and on what came from elsewhere too, so that they can be told without any message. */
  withoutMessages?: true;
  measures: Measure[];
}
