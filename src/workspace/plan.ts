import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { usualAgreement } from '../model/codebook.ts';
import type { Plan } from '../model/plan.ts';
import { Problem } from '../model/problem.ts';
import { pageLocale } from './page-locale.ts';
import { workspacePaths } from './paths.ts';
import { channelsOf } from './plan-channels.ts';
import { codebookOf } from './plan-codebook.ts';
import { businessHours, ownAccounts, salesCycle } from './plan-company.ts';
import { eventsOf, surveysOf } from './plan-events.ts';
import { type PlanFault, problemOf, valueFault } from './plan-fault.ts';
import { goalsOf } from './plan-goals.ts';
import { groupsOf } from './plan-groups.ts';
import { unknownKeys } from './plan-json-schema.ts';
import { marginsOf } from './plan-margins.ts';
import { retentionOf } from './plan-retention.ts';
import { planSchema, type StatedPlan } from './plan-schema.ts';
import { tagsOf } from './plan-tags.ts';
import { readYaml, statedTree, type TreeMap } from './plan-tree.ts';
import { whyOf } from './plan-why.ts';

/** The plan of the workspace in `dir`; defaults where there is no plan.yaml. Throws a Problem naming the line. */
export async function readPlan(dir: string): Promise<Plan> {
  return parsePlan(await readPlanText(dir), basename(workspacePaths(dir).dir));
}

/** The text of plan.yaml; empty where there is none. */
export async function readPlanText(dir: string): Promise<string> {
  const { plan } = workspacePaths(dir);
  return readFile(plan, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Problem(
      `${plan} cannot be read (${error.code}).`,
      'Let this user read the file, or move it away to work with the defaults.',
    );
  });
}

/** Changes with every byte of plan.yaml. */
export function planVersion(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/**
 * A plan from the text of plan.yaml. Every key may be left out; `company` then falls back to `folder`.
 * Scalars are read as text, so an account `0123`, the locale `no` and long ids stay as they are written.
 * Throws a Problem with the line, what is wrong there and an example of what would be right.
 */
export function parsePlan(content: string, folder = ''): Plan {
  const { plan, faults } = checkText(content, folder);
  if (plan) return plan;
  throw problemOf(faults[0] as PlanFault);
}

/** A text of plan.yaml as it was understood. */
export interface CheckedPlan {
  plan?: Plan;
  /** All that is wrong, in the order of its keys. */
  faults: PlanFault[];
  /** Every value as the text that the file has. */
  tree: TreeMap;
}

/** One request reads the same long file several times, and reading it takes far longer than all else. */
const lastChecked = new Map<string, CheckedPlan>();
const remembered = 3;

/** The plan, or all that is wrong with its text. */
export function checkText(content: string, folder = ''): CheckedPlan {
  const found = lastChecked.get(content) ?? checkAnew(content);
  lastChecked.delete(content);
  lastChecked.set(content, found);
  const [oldest] = lastChecked.keys();
  if (lastChecked.size > remembered && oldest !== undefined) lastChecked.delete(oldest);
  const { plan } = found;
  return plan && plan.company === '' ? { ...found, plan: { ...plan, company: folder } } : found;
}

function checkAnew(content: string): CheckedPlan {
  const read = readYaml(content);
  if (read.fault) return { faults: [read.fault], tree: {} };
  const tree = statedTree(read.tree);
  const parsed = planSchema.safeParse(tree);
  if (parsed.success)
    return { plan: planOf(parsed.data, read.tree, planVersion(content)), faults: [], tree: read.tree };
  const faults = parsed.error.issues.map((issue) => {
    const such = issue.code === 'custom' ? issue.params?.such : undefined;
    return valueFault({ ...read, tree }, issue.path.map(String), issue.message, such);
  });
  return { faults, tree: read.tree };
}

function planOf(stated: StatedPlan, tree: TreeMap, version: string): Plan {
  const zone = stated.zone ?? 'UTC';
  const unknown = unknownKeys(tree);
  const meant = unknown.flatMap((one) => (one.meant === undefined ? [] : [[one.name, one.meant]]));
  return {
    company: stated.company ?? '',
    zone,
    locale: pageLocale(stated.locale ?? 'en'),
    own: ownAccounts(stated.own ?? {}),
    business: businessHours(stated.business, zone),
    closedAfterDays: Number(stated.closed_after_days ?? 14),
    why: whyOf(stated.why),
    goals: goalsOf(stated.goals),
    groups: groupsOf(stated.groups),
    channels: channelsOf(stated.channels),
    events: eventsOf(stated.events),
    surveys: surveysOf(stated.surveys),
    margins: marginsOf(stated.margins),
    salesCycle: salesCycle(stated.sales_cycle),
    tags: tagsOf(stated.tags),
    codebook: codebookOf(stated.codebook),
    agreement: stated.agreement ?? usualAgreement,
    ...(stated.retention && { retention: retentionOf(stated.retention) }),
    ...(stated.quotes === 'inside' && { quotes: 'inside' as const }),
    version,
    unknown: unknown.map(({ name }) => name),
    ...(meant.length > 0 && { meant: Object.fromEntries(meant) }),
  };
}
