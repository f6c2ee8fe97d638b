import { writeCorpus } from '../corpus.mjs';

/** Writes the made-up corpus. */
export async function run({ csv, messages, seed }) {
  return writeCorpus(csv, { messages, seed });
}
