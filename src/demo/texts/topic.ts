/** What people and we say of one matter of the trade. `{words}` in braces are filled in, see `fill`. */
export interface Topic {
  word: string;
  weight: number;
  question: readonly string[];
  request: readonly string[];
  complaint: readonly string[];
  /** Our answers that end the matter, and those that ask something back, with what people tell us then. */
  answer: readonly string[];
  asks: readonly string[];
  detail: readonly string[];
  /** What other people answer. */
  help: readonly string[];
}
