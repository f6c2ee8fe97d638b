import type { Store } from '../model/store.ts';

/** How those who were in both of two waves answered the same question each time. */
export interface SharedAnswers {
  /** False where not everybody of both waves has an id of a panel: then nobody knows who was in both. */
  known: boolean;
  pairs: { earlier: string; later: string; people: number }[];
}

/** **Shared people** of two waves: panel members who answered the question in both, by what they answered. */
export async function sharedAnswers(
  store: Store,
  { survey, question, earlier, later }: { survey: string; question: string; earlier: string; later: string },
): Promise<SharedAnswers> {
  const params = { survey, earlier, later };
  const [row] = await store.query<{ known: boolean | null }>(
    `SELECT count(*) = count(panel) AND count(DISTINCT wave) = 2 AS known FROM respondent_now
    WHERE survey = $survey AND wave IN ($earlier, $later)`,
    params,
  );
  if (!row?.known) return { known: false, pairs: [] };
  const pairs = await store.query<SharedAnswers['pairs'][number]>(
    `WITH member AS (SELECT wave, panel, first(json_extract_string(answers, $path) ORDER BY respondent) AS answer
        FROM respondent_now WHERE survey = $survey AND wave IN ($earlier, $later) GROUP BY wave, panel)
    SELECT a.answer AS earlier, b.answer AS later, count(*)::INTEGER AS people
    FROM member a JOIN member b ON a.panel = b.panel
    WHERE a.wave = $earlier AND b.wave = $later AND a.answer IS NOT NULL AND b.answer IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`,
    { ...params, path: `$."${question.replaceAll('"', '')}"` },
  );
  return { known: true, pairs };
}
