import type { Dimensions, ReadableWave, Wave, WaveRespondent } from '../model/series.ts';
import type { Store } from '../model/store.ts';

interface Fielded {
  survey: string;
  wave: string;
  from: string;
  to: string;
  selfSelected: boolean | null;
  wording: string | null;
  files: string;
}
interface TotalsRow extends Fielded {
  answers: string;
}
interface PeopleRow extends Fielded {
  unanswered: number;
  respondents: string;
}

const fieldedSql = `survey, wave, strftime(min(fielded_from), '%Y-%m-%d') AS "from",
  strftime(max(fielded_to), '%Y-%m-%d') AS "to", bool_or(self_selected) AS "selfSelected",
  to_json(list_sort(list(DISTINCT f.shown)))::VARCHAR AS files`;

/**
 * **Waves** of a survey's question, in the order in which they were in the field, each with what it must be compared
 * with care for: other words, overlapping days, the same people. `n` is who was asked. A wave that came as totals and
 * as respondents is taken from the respondents, who can be weighted.
 */
export async function wavesOf(store: Store, survey: string, question: string): Promise<Wave[]> {
  const params = { survey, question };
  const totals = await store.query<TotalsRow>(
    `SELECT ${fieldedSql}, first(wording ORDER BY p.file_id DESC) FILTER (wording IS NOT NULL) AS wording,
      to_json(list({'answer': answer, 'k': k, 'n': n, 'share': share, 'dimensions': dimensions}
        ORDER BY dimensions, share DESC, answer))::VARCHAR AS answers
    FROM wave_total_now p JOIN import_file f ON f.file_id = p.file_id
    WHERE survey = $survey AND question = $question GROUP BY survey, wave`,
    params,
  );
  const people = await store.query<PeopleRow>(
    `SELECT ${fieldedSql}, first(asked ORDER BY p.file_id DESC) FILTER (asked IS NOT NULL) AS wording,
      count(*) FILTER (answer IS NULL)::INTEGER AS unanswered,
      coalesce(to_json(list({'answer': answer, 'weight': weight, 'stratum': stratum, 'population': population, 'margins': margins}
        ORDER BY respondent) FILTER (answer IS NOT NULL)), '[]')::VARCHAR AS respondents
    FROM (SELECT *, json_extract_string(answers, $path) AS answer, json_extract_string(wordings, $path) AS asked
      FROM respondent_now WHERE survey = $survey) p JOIN import_file f ON f.file_id = p.file_id
    GROUP BY survey, wave HAVING count(answer) > 0`,
    { survey, path: `$."${question.replaceAll('"', '')}"` },
  );
  const shared = await sharedPanel(store, survey);
  const told = new Set(people.map(({ wave }) => wave));
  const waves = [
    ...people.map((row) => peopleWave(question, row)),
    ...totals.filter(({ wave }) => !told.has(wave)).map((row) => totalsWave(question, row)),
  ].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.wave, b.wave));
  return waves.map((wave, index) => {
    const earlier = waves[index - 1];
    if (!earlier) return wave;
    const samePeople = shared.get(JSON.stringify([earlier.wave, wave.wave]));
    return {
      ...wave,
      before: {
        ...(wave.wording !== undefined &&
          earlier.wording !== undefined && {
            wordingChanged: plain(wave.wording) !== plain(earlier.wording),
          }),
        overlaps: wave.from < earlier.to,
        ...(samePeople !== undefined && { samePeople }),
      },
    };
  });
}

/** Every wave with its questions, for the list and for a goal that names one. */
export async function readableWaves(store: Store): Promise<ReadableWave[]> {
  const rows = await store.query<
    Omit<ReadableWave, 'questions' | 'files' | 'selfSelected'> & {
      questions: string;
      files: string;
      selfSelected: boolean | null;
    }
  >(
    `SELECT ${fieldedSql}, 'totals' AS "as", max(n)::DOUBLE AS n,
      to_json(list_sort(list(DISTINCT question)))::VARCHAR AS questions
    FROM wave_total_now p JOIN import_file f ON f.file_id = p.file_id GROUP BY survey, wave
    UNION ALL BY NAME
    SELECT ${fieldedSql}, 'respondents' AS "as", count(DISTINCT respondent)::DOUBLE AS n,
      to_json(list_sort(list(DISTINCT question)))::VARCHAR AS questions
    FROM (SELECT *, unnest(json_keys(answers)) AS question FROM respondent_now) p
    JOIN import_file f ON f.file_id = p.file_id GROUP BY survey, wave
    ORDER BY survey, "from", "to", wave`,
  );
  return rows.map(({ questions, files, selfSelected, ...row }) => ({
    ...row,
    ...(selfSelected !== null && { selfSelected }),
    questions: JSON.parse(questions) as string[],
    files: JSON.parse(files) as string[],
  }));
}

/** How many panel members two waves share, for waves in which every respondent has a panel id. */
async function sharedPanel(store: Store, survey: string): Promise<Map<string, number>> {
  const rows = await store.query<{ one: string; other: string; shared: number }>(
    `WITH member AS (SELECT DISTINCT wave, panel FROM respondent_now WHERE survey = $survey AND panel IS NOT NULL),
      panels AS (SELECT wave FROM respondent_now WHERE survey = $survey GROUP BY wave HAVING count(*) = count(panel))
    SELECT a.wave AS one, b.wave AS other,
      (SELECT count(*) FROM member m JOIN member k ON k.panel = m.panel
        WHERE m.wave = a.wave AND k.wave = b.wave)::INTEGER AS shared
    FROM panels a JOIN panels b ON a.wave <> b.wave`,
    { survey },
  );
  return new Map(rows.map(({ one, other, shared }) => [JSON.stringify([one, other]), shared]));
}

function base(question: string, { selfSelected, wording, files, survey, wave, from, to }: Fielded) {
  return {
    survey,
    wave,
    question,
    from,
    to,
    ...(wording !== null && { wording }),
    ...(selfSelected !== null && { selfSelected }),
    files: JSON.parse(files) as string[],
  };
}

function totalsWave(question: string, row: TotalsRow): Wave {
  const answers = (
    JSON.parse(row.answers) as {
      answer: string;
      k: number | null;
      n: number;
      share: number;
      dimensions: string;
    }[]
  ).map(({ k, dimensions, ...answer }) => ({
    ...answer,
    ...(k !== null && { k }),
    dimensions: JSON.parse(dimensions) as Dimensions,
  }));
  const n = Math.max(...answers.map((answer) => answer.n));
  return { ...base(question, row), told: { as: 'totals', answers }, n };
}

function peopleWave(question: string, row: PeopleRow): Wave {
  const respondents = (
    JSON.parse(row.respondents) as {
      answer: string;
      weight: number | null;
      stratum: string | null;
      population: number | null;
      margins: string;
    }[]
  ).map(
    ({ answer, weight, stratum, population, margins }): WaveRespondent => ({
      answer,
      ...(weight !== null && { weight }),
      ...(stratum !== null && { stratum }),
      ...(population !== null && { population }),
      margins: JSON.parse(margins) as Record<string, string>,
    }),
  );
  return {
    ...base(question, row),
    told: { as: 'respondents', respondents, unanswered: row.unanswered },
    n: respondents.length,
  };
}

/** Words of a question without case, spaces and punctuation: a full stop more is no other question. */
function plain(wording: string): string {
  return wording
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
