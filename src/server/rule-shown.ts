import { type RuleExample, ruleExamples } from '../facts/index.ts';
import { withoutNames } from '../facts/pseudonym.ts';
import { ownError } from '../measures/ignoring/own-error.ts';
import { ruleError } from '../measures/ignoring/rule-error.ts';
import type { Finding } from '../model/finding.ts';
import type { Store } from '../model/store.ts';
import type { RuleShown } from '../pages/props.ts';
import { isRefusal } from '../stats/refusal.ts';
import type { Serving } from './serving.ts';

const each = 2;

const kept = new WeakMap<Serving, { version: string; examples: Promise<RuleExample[]> }>();

/** The rule behind the findings of a question, with its error and examples from the data; undefined where none of them rests on it. */
export async function ruleShown(serving: Serving, findings: Finding[]): Promise<RuleShown | undefined> {
  const made = findings.find(({ definition }) => /^expects an answer\b/.test(definition.version))?.made;
  if (!made) return undefined;
  const version = `${made.dataVersion} ${made.planVersion}`;
  let held = kept.get(serving);
  if (held?.version !== version) {
    held = { version, examples: namelessExamples(serving.db.store) };
    kept.set(serving, held);
    held.examples.catch(() => kept.delete(serving));
  }
  return {
    says: 'a question, a request or a complaint to us expects an answer',
    error: await errorShown(serving.db.store),
    examples: await held.examples,
  };
}

/** The error on this workspace's own messages where enough were judged, else on other people's. */
async function errorShown(store: Store): Promise<RuleShown['error']> {
  const own = await ownError(store);
  if (!own) {
    const { n, precision, recall } = ruleError;
    return { on: 'others', n, precision, recall };
  }
  return {
    on: 'own',
    n: own.n,
    precision: isRefusal(own.precision) ? undefined : own.precision,
    recall: isRefusal(own.recall) ? undefined : own.recall,
  };
}

/** Examples in which only our own accounts are named. */
async function namelessExamples(store: Store): Promise<RuleExample[]> {
  const [examples, own] = await Promise.all([
    ruleExamples(store, each),
    store.query<{ key: string | null }>(
      'SELECT key FROM own_account UNION SELECT handle_key FROM own_account',
    ),
  ]);
  const ours = new Set(own.flatMap(({ key }) => (key === null ? [] : [key])));
  return examples.map((example) => ({ ...example, text: withoutNames(example.text, ours) }));
}
