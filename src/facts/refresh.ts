import type { Plan } from '../model/plan.ts';
import type { WritingStore } from '../model/store.ts';
import { refreshChannels } from './channel.ts';
import { refreshConversations } from './conversation.ts';
import { refreshDismissals } from './dismissal.ts';
import { expectsAnswerRule, refreshExpectations } from './expects-answer.ts';
import { refreshFirstAnswers } from './first-answer.ts';
import { refreshOpenings } from './opening.ts';
import { refreshOwnSide } from './own-side.ts';
import { refreshPersons } from './person.ts';
import { refreshTurns } from './turn.ts';

/**
 * Brings every fact up to date within the caller's transaction: for the conversations that the messages in the
 * temporary table `touched` belong to, or for all. Returns how many reply cycles were cut.
 */
export async function refreshFacts(
  store: WritingStore,
  touched: 'touched' | 'all',
  plan: Plan,
): Promise<{ cycles: number }> {
  const everything =
    (await refreshOwnSide(store, plan)) || touched === 'all' || (await outdated(store, plan));
  await refreshPersons(store);
  await markAffected(store, everything);
  const cycles = await refreshAffected(store);
  await refreshDismissals(store);
  await refreshChannels(store);
  await refreshOpenings(store, plan.business);
  await store.run("INSERT OR REPLACE INTO meta VALUES ('facts', $key)", { key: factsKey(plan) });
  return { cycles };
}

/** The facts of the messages in `affected`; they depend on no act, so that after an act there are none to draw. */
async function refreshAffected(store: WritingStore): Promise<number> {
  const [{ affected }] = await store.query<{ affected: number }>(
    'SELECT count(*)::INTEGER AS affected FROM affected',
  );
  if (affected === 0) return 0;
  const cycles = await refreshTurns(store);
  await refreshConversations(store);
  await refreshExpectations(store);
  await refreshFirstAnswers(store);
  return cycles;
}

/** What facts depend on besides the data: the rules, whether they name people or accounts, and who we are and when our desk is open. */
function factsKey(plan: Plan): string {
  return JSON.stringify({ rule: expectsAnswerRule, of: 'people', own: plan.own, business: plan.business });
}

/** True when the plan or the rules have changed since the facts were drawn. */
export async function outdated(store: Pick<WritingStore, 'query'>, plan: Plan): Promise<boolean> {
  const [row] = await store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'facts'");
  return row !== undefined && row.value !== factsKey(plan);
}

/** All messages of every conversation that a touched message is, was or will be part of. */
async function markAffected(store: WritingStore, everything: boolean): Promise<void> {
  if (everything) {
    await store.run('CREATE TEMP TABLE affected AS SELECT message_id FROM message');
    await store.run('CREATE TEMP TABLE conversation_before AS SELECT conversation_id FROM conversation');
    for (const table of ['turn', 'conversation', 'expectation', 'first_answer'])
      await store.run(`DELETE FROM ${table}`);
    return;
  }
  await store.run(`INSERT INTO touched SELECT m.message_id FROM message m SEMI JOIN person_changed p ON p.account_id = m.account_id
    WHERE m.message_id NOT IN (SELECT message_id FROM touched)`);
  await store.run(`CREATE TEMP TABLE named AS
    SELECT m.source, m.native_id FROM message m SEMI JOIN touched t ON t.message_id = m.message_id
    UNION SELECT source, native_id FROM changed_id`);
  await store.run(`CREATE TEMP TABLE near AS
    SELECT message_id FROM touched
    UNION SELECT p.message_id FROM message m SEMI JOIN touched t ON t.message_id = m.message_id
      JOIN message p ON p.source = m.source AND p.native_id = m.parent_native_id
    UNION SELECT c.message_id FROM message m SEMI JOIN touched t ON t.message_id = m.message_id
      JOIN message c ON c.source = m.source AND c.parent_native_id = m.native_id
    UNION SELECT n.message_id FROM (
        SELECT message_id, source, unnest(string_split(reply_ids, ' ')) AS native_id FROM message WHERE reply_ids IS NOT NULL) n
      SEMI JOIN named t ON t.source = n.source AND t.native_id = n.native_id`);
  await store.run(`CREATE TEMP TABLE conversation_before AS
    SELECT DISTINCT t.conversation_id FROM turn t SEMI JOIN near n ON n.message_id = t.message_id`);
  await store.run(`CREATE TEMP TABLE affected AS
    SELECT message_id FROM near
    UNION SELECT t.message_id FROM turn t SEMI JOIN conversation_before b ON b.conversation_id = t.conversation_id`);
}
