import { createHmac, randomBytes } from 'node:crypto';
import type { Store, WritingStore } from '../model/store.ts';

/** Hides the ids of people who answered a survey: the same person has the same hash within a survey of a workspace. */
export interface RespondentKey {
  hidden(survey: string, id: string): string;
  /** Keeps the key in the workspace, within the transaction of the import that first needs it. */
  keep(store: WritingStore): Promise<void>;
}

/** The workspace's key, or a new one that is kept only when the import goes through. */
export async function respondentKey(store: Store): Promise<RespondentKey> {
  const [row] = await store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'respondent_key'");
  const key = row?.value ?? randomBytes(32).toString('hex');
  return {
    hidden: (survey, id) =>
      createHmac('sha256', key).update(`${survey}\u001f${id}`).digest('hex').slice(0, 32),
    async keep(writing) {
      if (!row) await writing.run("INSERT OR IGNORE INTO meta VALUES ('respondent_key', $key)", { key });
    },
  };
}
