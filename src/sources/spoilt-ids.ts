const scientific = /^[+-]?\d([.,]\d+)?E\+?\d+$/i;

/** Whether a spreadsheet has turned this id into a rounded number, such as `2.91E+17`. */
export function isScientific(id: string): boolean {
  return scientific.test(id.trim());
}

/**
 * The first spoilt id of a column: one in scientific notation, or, where there are at least ten ids of 17
 * digits or more and all end in 00, one cut to the 15 digits that a spreadsheet keeps.
 */
export function spoiltExample(ids: string[]): string | undefined {
  const written = ids.find(isScientific);
  if (written !== undefined) return written.trim();
  const long = [...new Set(ids.map((id) => id.trim()).filter((id) => /^\d{17,}$/.test(id)))];
  return long.length >= 10 && long.every((id) => id.endsWith('00')) ? long[0] : undefined;
}

/** What was wrong and where, in a sentence. */
export function spoiltSentence(shown: string, column: string, example: string): string {
  return `${shown}: the ids in column "${column}" were spoilt by a spreadsheet: "${example}" is a rounded number, and many rows share it.`;
}

/** What to do about it. */
export const spoiltHelp: string =
  'Export the file again and import it without opening it in a spreadsheet, or open it there with this column imported as text; or import it with --without-ids, which joins no replies to what they answer.';
