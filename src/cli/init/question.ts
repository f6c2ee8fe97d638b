import type { Reading } from '../../measures/readable.ts';
import type { Plan } from '../../model/plan.ts';
import type { PlanChange } from '../../workspace/plan-edit.ts';
import type { TreeMap } from '../../workspace/plan-tree.ts';

/** What the questions know: the plan as it stands, and what the data and the machine say. */
export interface InitState {
  plan: Plan;
  /** The file's own words. */
  tree: TreeMap;
  /** Own accounts in the data, by platform. */
  accounts: Record<string, string[]>;
  readings: Reading[];
  /** The machine's time zone. */
  zone: string;
  /** ISO date. */
  today: string;
}

/** An answer that is offered. */
export interface InitChoice {
  value: string;
  label: string;
  group?: string;
}

/** One question of `rapport init`. It is asked while it is open, and skipped by an empty answer without a guess. */
export interface InitQuestion {
  /** Unique; what a history of changes calls the answer. */
  word: string;
  ask(state: InitState): string;
  such: string;
  open(state: InitState): boolean;
  /** Nothing is missing without an answer to it. */
  more?: true;
  /** Taken for an empty answer. */
  guess?(state: InitState): string | undefined;
  /** Offered by number, under a heading where the group changes; anything else may still be typed. */
  choices?(state: InitState): InitChoice[];
  /** Choices that a typed word may be looked for in, where it is no answer by itself. */
  searched?(typed: string): boolean;
  /** What the file shall hold. Throws a Problem for what it cannot understand. */
  changes(typed: string, state: InitState): PlanChange[];
}

/** A question whose answer stands at one path of the file as it was typed. */
export function plain(
  word: string,
  path: string[],
  ask: string,
  such: string,
  more: Partial<InitQuestion> = {},
): InitQuestion {
  return {
    word,
    ask: () => ask,
    such,
    open: ({ tree }) => valueIn(tree, path) === undefined,
    changes: (typed) => [{ path, value: typed }],
    ...more,
  };
}

/** What the file holds at a path; undefined for nothing. */
export function valueIn(tree: unknown, path: string[]): unknown {
  const found = path.reduce<unknown>(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key],
    tree,
  );
  return found === '' || found === null ? undefined : found;
}

/** A word out of a line: `Plant engineers in dairies` is `plant-engineers`. */
export function wordOf(line: string, taken: string[] = []): string {
  const words =
    line
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const word = words.slice(0, 2).join('-') || 'one';
  for (let number = 1; ; number++) {
    const tried = number === 1 ? word : `${word}-${number}`;
    if (!taken.includes(tried)) return tried;
  }
}
