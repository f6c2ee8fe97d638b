const alphabet = '234567abcdefghijklmnopqrstuvwxyz';
const form = /^[234567abcdefghij][234567a-z]{12}$/;

/**
 * The moment in a timestamp identifier, ISO UTC: 53 bits of microseconds and 10 bits that tell clocks apart, 5 bits to a
 * letter (atproto, "Timestamp Identifiers"). Only those that a server made tell the time, such as a commit's `rev`;
 * a writer's program may choose any for a record's key. Undefined where the text is none.
 */
export function tidTime(text: string): string | undefined {
  if (!form.test(text)) return undefined;
  const bits = [...text].reduce((sum, letter) => sum * 32n + BigInt(alphabet.indexOf(letter)), 0n);
  return new Date(Number((bits >> 10n) / 1000n)).toISOString();
}
