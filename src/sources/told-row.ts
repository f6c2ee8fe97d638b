import type { Row } from '../model/message.ts';
import type { Told } from '../model/series.ts';

/** A row of values from elsewhere; one that tells none is empty. */
export function toldRow(line: number, told: Told[]): Row {
  return told.length === 0 ? { line, empty: true } : { line, told };
}
