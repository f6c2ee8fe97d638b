import type { Plan } from '../../model/plan.ts';
import type { DiffLine, PlanVersion } from '../../model/plan-version.ts';
import type { Frame } from '../props.ts';

/** One question of a form on the plan; `name` is the path of its key within the part, such as `purpose.kind`. */
export interface PlanField {
  name: string;
  label: string;
  hint?: string | undefined;
  /** `line` one line, `text` a few, `lines` a list with one entry a line, `choice` one of `options`, `offer` a line
   * for which `options` are offered, `ticks` any number of `options`. */
  as: 'line' | 'text' | 'lines' | 'date' | 'choice' | 'offer' | 'ticks';
  options?: { value: string; label: string }[];
  /** As typed or as the file has it; of `ticks`, the chosen ones with spaces between. */
  value: string;
  error?: string | undefined;
  /** Stands in one line with the field before it, where there is room. */
  beside?: boolean | undefined;
}

/** Fields under one heading; `rows` of them where the heading stands for a list. */
export interface PlanFieldset {
  legend: string;
  note?: string | undefined;
  fields?: PlanField[];
  rows?: { name: string; label: string; fields: PlanField[][] };
}

/**
 * A form on one part of the plan. It is POSTed to its own address with the fields, `version` (of the plan.yaml that it
 * shows), `who`, and `go` (`save` or `remove`).
 */
export interface PlanFormPageProps {
  frame: Frame;
  title: string;
  lead: string;
  version: string;
  who: string;
  fieldsets: PlanFieldset[];
  /** What is wrong beside no field. */
  problem?: { message: string; help?: string | undefined } | undefined;
  /** The file changed since the form was made: what changed in it. */
  changed?: DiffLine[][] | undefined;
  /** What the button that removes it says, where it can be removed. */
  remove?: string | undefined;
  /** The calendar below the form that adds to it. */
  entries?: { href: string; when: string; title: string; note: string }[];
}

/** Something that is wrong with a part of the plan, or missing in it. */
export interface PlanWord {
  kind: 'refused' | 'warning';
  message: string;
  help: string;
}

/** `GET /plan`: the whole plan. */
export interface PlanPageProps {
  frame: Frame;
  plan: Plan;
  /** ISO date of today in the plan's zone. */
  today: string;
  /** What is wrong with each goal, by its word. */
  goals: Record<string, PlanWord[]>;
  /** What is wrong with what events name to be read on, by their day and title. */
  eventFaults: Record<string, { message: string; help: string }[]>;
  balance: { message: string; help: string }[];
  /** What is still missing, with where to write it. */
  missing: { message: string; href: string; label: string }[];
  /** What is due or overdue. */
  due: { on: string; message: string; href: string }[];
  /** What goals can be read on. */
  readable: { word: string; label: string }[];
  /** Channels of the data that the plan gives no role. */
  roleless: string[];
  last?: PlanVersion | undefined;
  /** The version before the last change, where the page can put it back. */
  undo?: string | undefined;
}

/** `GET /plan/history`: every version that was in force, newest first, with what changed in the newest. */
export interface PlanHistoryPageProps {
  frame: Frame;
  current: string;
  versions: PlanVersion[];
  newest?: DiffLine[][];
}

/** `GET /plan/history/VERSION`: one version, compared with another, and its whole text. */
export interface PlanVersionPageProps {
  frame: Frame;
  current: string;
  version: PlanVersion;
  text: string;
  before?: PlanVersion | undefined;
  versions: PlanVersion[];
  changes: DiffLine[][];
}
