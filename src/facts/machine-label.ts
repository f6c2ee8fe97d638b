import type { Store } from '../model/store.ts';

/** The scores that the newest run of a machine coder gave for codes. */
export interface MachineLabels {
  coder: string;
  /** By `facet/code`: score by message id. */
  scores: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

/**
 * The scores of the newest finished run that speaks of any of these codes (`facet/code`), for messages written in a
 * stretch of time (ISO UTC, `to` exclusive); undefined where no machine labelled them. `only` names one run by its id.
 */
export async function machineLabels(
  store: Store,
  codes: string[],
  span: { from: string; to: string },
  only?: number,
): Promise<MachineLabels | undefined> {
  const [run] = await store.query<{ id: number; coder: string }>(
    `SELECT run_id AS id, coder FROM machine_run
    WHERE state = 'done' AND len(list_intersect(from_json(codes, '["VARCHAR"]'), from_json($codes, '["VARCHAR"]'))) > 0
      AND ($only::INTEGER IS NULL OR run_id = $only::INTEGER)
    ORDER BY made_at DESC, run_id DESC LIMIT 1`,
    { codes: JSON.stringify(codes), only: only ?? null },
  );
  if (!run) return undefined;
  const [code, message, score] = await store.numbers(
    `SELECT (list_position(from_json($codes, '["VARCHAR"]'), l.code) - 1)::DOUBLE, l.message_id::DOUBLE, l.score
    FROM machine_label_now l JOIN turn t ON t.message_id = l.message_id
    WHERE l.run_id = $run AND list_contains(from_json($codes, '["VARCHAR"]'), l.code)
      AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
    ORDER BY l.message_id, l.code`,
    { codes: JSON.stringify(codes), run: run.id, from: span.from, to: span.to },
  );
  const scores = new Map<string, Map<number, number>>();
  code.forEach((at, row) => {
    const word = codes[at];
    const known = scores.get(word) ?? new Map<number, number>();
    known.set(message[row], score[row]);
    scores.set(word, known);
  });
  return { coder: run.coder, scores };
}
