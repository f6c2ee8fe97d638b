import type { MachineRun } from '../../store/machine-runs.ts';

const counts: Record<string, (n: number) => string> = {
  held: (n) => `${n} messages were held back and not sent.`,
  unknownCodes: (n) => `${n} codes that the codebook does not have were discarded.`,
  contradicting: (n) => `${n} times two codes came where one is asked for; these messages got none there.`,
  unusable: (n) => `${n} answers could not be read; these messages have no label.`,
  'too-long': (n) => `${n} answers were too long; these messages have no label.`,
  slow: (n) => `${n} answers came too late; these messages have no label.`,
  redirected: (n) => `${n} answers pointed elsewhere and were not followed; these messages have no label.`,
  refused: (n) => `${n} questions were refused; these messages have no label.`,
  unreachable: (n) => `${n} questions did not get through; these messages have no label.`,
};

/** What is worth knowing of a run, in sentences; what did not happen is left out. */
export function notesInWords(notes: MachineRun['notes']): string[] {
  const { untaught, replaced } = notes;
  const asked = Number(notes.asked ?? 0);
  const before = Number(notes.fromBefore ?? 0);
  return [
    ...(Array.isArray(untaught) && untaught.length > 0
      ? [`Too rare among the coded messages to be learnt: ${untaught.join(', ')}.`]
      : []),
    ...(Array.isArray(replaced) && replaced.length > 0
      ? [`A newer run took over ${replaced.join(', ')}.`]
      : []),
    ...(asked + before > 0
      ? [`${asked} texts were asked about; of ${before} the answer was there from before.`]
      : []),
    ...Object.entries(counts).flatMap(([word, say]) => {
      const n = Number(notes[word] ?? 0);
      return n > 0 ? [say(n)] : [];
    }),
  ];
}
