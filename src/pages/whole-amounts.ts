/** Keeps a percentage on one line: no line ends between a number and its sign. */
export function wholeAmounts(text: string): string {
  return text.replace(/(?<=\d) (?=%)/g, '\u00a0');
}
