/** What people and we say of one matter of the trade. Words in braces are filled in, see `fill`. */
export interface Topic {
  word: string;
  weight: number;
  /** Our answers that end the matter, by a word of their own. */
  answers: Readonly<Record<string, string>>;
  /** What people open with, and the words of the answers that fit. */
  question: Readonly<Record<string, string>>;
  request: Readonly<Record<string, string>>;
  complaint: Readonly<Record<string, string>>;
  /** What we ask back, and what people then tell us. */
  asks: Readonly<Record<string, readonly string[]>>;
  /** What other people answer. */
  help: readonly string[];
}
