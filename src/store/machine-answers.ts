import type { Database } from './database.ts';

/** Answers of language models that were had before, in the workspace: a text is asked about once. */
export function machineAnswers(db: Database): {
  get(keys: readonly string[]): Promise<Map<string, string>>;
  put(answers: readonly (readonly [key: string, answer: string])[]): Promise<void>;
} {
  return {
    async get(keys) {
      if (keys.length === 0) return new Map();
      const rows = await db.store.query<{ key: string; answer: string }>(
        `SELECT key, first(answer) AS answer FROM machine_answer
        WHERE key IN (SELECT unnest(from_json($keys, '["VARCHAR"]'))) GROUP BY key`,
        { keys: JSON.stringify(keys) },
      );
      return new Map(rows.map(({ key, answer }) => [key, answer]));
    },
    async put(answers) {
      if (answers.length === 0) return;
      await db.transaction((store) =>
        store.append('machine_answer', [
          { type: 'text', values: answers.map(([key]) => key) },
          { type: 'text', values: answers.map(([, answer]) => answer) },
        ]),
      );
    },
  };
}
