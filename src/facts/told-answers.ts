import type { Store } from '../model/store.ts';

/** A question of a survey with every answer that it got, the most frequent first. */
export interface ToldQuestion {
  survey: string;
  question: string;
  answers: string[];
}

/** Every question that was asked in any wave, with its answers: what a goal can count. */
export async function toldAnswers(store: Store): Promise<ToldQuestion[]> {
  const rows = await store.query<{ survey: string; question: string; answers: string }>(
    `WITH given AS (
      SELECT survey, question, answer, sum(share * n) AS weight FROM wave_total_now GROUP BY ALL
      UNION ALL
      SELECT survey, question, json_extract_string(answers, '$."' || replace(question, '"', '') || '"') AS answer,
        count(*) AS weight
      FROM (SELECT survey, answers, unnest(json_keys(answers)) AS question FROM respondent_now) GROUP BY ALL),
    each AS (SELECT survey, question, answer, sum(weight) AS weight FROM given WHERE answer IS NOT NULL GROUP BY ALL)
    SELECT survey, question, to_json(list(answer ORDER BY weight DESC, answer))::VARCHAR AS answers
    FROM each GROUP BY survey, question ORDER BY survey, question`,
  );
  return rows.map(({ answers, ...row }) => ({ ...row, answers: JSON.parse(answers) as string[] }));
}
