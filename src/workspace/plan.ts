import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { BusinessHours, Plan } from '../model/plan.ts';
import { Problem } from '../model/problem.ts';
import { isDate, isLocale, isZone, parseDays, parseHours } from './hours.ts';
import { workspacePaths } from './paths.ts';

const examples: Record<string, string> = {
  company: 'company: Tarnwell Pumps',
  zone: 'zone: Europe/Berlin',
  locale: 'locale: en-GB',
  own: 'own:\n    x: [tarnwell, tarnwellhelp]',
  business: "business:\n    days: [mon, tue, wed, thu, fri]\n    hours: '09:00-17:00'",
  closed_after_days: 'closed_after_days: 14',
  'business.zone': 'zone: Europe/Berlin',
  'business.days': 'days: [mon, tue, wed, thu, fri]',
  'business.hours': "hours: '09:00-17:00'",
  'business.holidays': 'holidays: [2026-12-25, 2027-01-01]',
};

const text = z.string('is no text');
const list = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((word) => word.trim()) : value),
  z.array(z.string('is no text'), 'is no list'),
);
const zone = text.refine(isZone, 'is no time zone name, such as Europe/Berlin');

const schema = z.looseObject({
  company: text.optional(),
  zone: zone.optional(),
  locale: text.refine(isLocale, 'is no language tag, such as en or de-AT').optional(),
  closed_after_days: text
    .refine((days) => /^[1-9]\d{0,2}$/.test(days), 'is no number of days from 1 to 999')
    .optional(),
  own: z.record(z.string(), list, 'is no list of accounts by platform').optional(),
  business: z
    .looseObject(
      {
        zone: zone.optional(),
        days: list.transform(checked(parseDays, 'holds a word that is no day of the week')).optional(),
        hours: text
          .transform(checked(parseHours, 'is no stretch of one day, opening before it closes'))
          .optional(),
        holidays: list
          .refine((dates) => dates.every(isDate), 'holds something that is no date written as YYYY-MM-DD')
          .optional(),
      },
      'is no set of keys',
    )
    .optional(),
});
const known = { top: Object.keys(schema.shape), business: ['zone', 'days', 'hours', 'holidays'] };

/** The plan of the workspace in `dir`; defaults where there is no plan.yaml. Throws a Problem naming the line. */
export async function readPlan(dir: string): Promise<Plan> {
  const file = workspacePaths(dir);
  const content = await readFile(file.plan, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Problem(
      `${file.plan} cannot be read (${error.code}).`,
      'Let this user read the file, or move it away to work with the defaults.',
    );
  });
  return parsePlan(content, basename(file.dir));
}

/**
 * A plan from the text of plan.yaml. Every key may be left out; `company` then falls back to `folder`.
 * Scalars are read as text, so an account `0123`, the locale `no` and long ids stay as they are written.
 * Throws a Problem with the line, what is wrong there and an example of what would be right.
 */
export function parsePlan(content: string, folder = ''): Plan {
  const lines = new LineCounter();
  const doc = parseDocument(content, { lineCounter: lines, schema: 'failsafe', prettyErrors: false });
  const broken = doc.errors[0];
  if (broken) throw wrong(lines.linePos(broken.pos[0]).line, `this is not YAML: ${broken.message}`);

  const tree = present(doc.toJS({ maxAliasCount: 100 }));
  if (tree !== undefined && (typeof tree !== 'object' || Array.isArray(tree))) {
    throw wrong(1, 'the file holds no keys', examples.company);
  }
  const parsed = schema.safeParse(tree ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const at = (issue?.path ?? []).map(String);
    const value = at.reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], tree);
    const shown = typeof value === 'string' ? ` (“${value}”)` : '';
    throw wrong(lineOf(doc, lines, at), `“${at.join('.')}”${shown} ${issue?.message}`, exampleFor(at));
  }

  const plan = parsed.data;
  const zoneName = plan.zone ?? 'UTC';
  return {
    company: plan.company ?? folder,
    zone: zoneName,
    locale: plan.locale ?? 'en',
    own: ownAccounts(plan.own ?? {}),
    business: businessHours(plan.business, zoneName),
    closedAfterDays: Number(plan.closed_after_days ?? 14),
    version: createHash('sha256').update(content).digest('hex').slice(0, 12),
    unknown: [
      ...Object.keys(plan).filter((key) => !known.top.includes(key)),
      ...Object.keys(plan.business ?? {})
        .filter((key) => !known.business.includes(key))
        .map((key) => `business.${key}`),
    ],
  };
}

function businessHours(stated: z.infer<typeof schema>['business'], zoneName: string): BusinessHours {
  return {
    zone: stated?.zone ?? zoneName,
    days: stated?.days ?? [1, 2, 3, 4, 5],
    opens: stated?.hours?.opens ?? 9 * 60,
    closes: stated?.hours?.closes ?? 17 * 60,
    holidays: [...new Set(stated?.holidays ?? [])].sort(),
    assumed: !stated?.days && !stated?.hours,
  };
}

/** Accounts by platform word in lower case, without the @ that people write before a name. */
function ownAccounts(stated: Record<string, string[]>): Record<string, string[]> {
  const own: Record<string, string[]> = {};
  for (const [source, names] of Object.entries(stated)) {
    const word = source.toLowerCase();
    const clean = names.map((name) => name.trim().replace(/^@/, '')).filter((name) => name !== '');
    own[word] = [...new Set([...(own[word] ?? []), ...clean])];
  }
  return own;
}

/** The tree without keys that have no value: `zone:` with nothing after it says nothing. */
function present(tree: unknown): unknown {
  if (tree === '' || tree === null || tree === undefined) return undefined;
  if (Array.isArray(tree)) return tree.filter((item) => item !== '' && item !== null);
  if (typeof tree !== 'object') return tree;
  const kept = Object.entries(tree).map(([key, value]) => [key, present(value)] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}

function checked<From, To>(parse: (from: From) => To | undefined, message: string) {
  return (from: From, context: z.RefinementCtx): To => {
    const to = parse(from);
    if (to !== undefined) return to;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
}

/** The line of the value at `path`, else of the nearest thing above it that the file holds. */
function lineOf(doc: ReturnType<typeof parseDocument>, lines: LineCounter, path: string[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = doc.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function exampleFor(path: string[]): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const example = examples[path.slice(0, length).join('.')];
    if (example) return example;
  }
  return undefined;
}

function wrong(line: number, what: string, example?: string): Problem {
  return new Problem(
    `plan.yaml, line ${line}: ${what}.`,
    example ? `Write it like this:\n  ${example}` : 'Mend the line, or put a # before it to leave it out.',
  );
}
