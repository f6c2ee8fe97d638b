/** Why the company is in social: the three questions, and what it answered. All of it may be missing. */
export interface Why {
  /** What do we get out of this? */
  answer?: string;
  /** Reasons as they are, bad ones too. */
  reasons: string[];
  /** What the company means by return on investment. */
  roi?: string;
  /** What success means in a social context. */
  success?: string;
  /** What is known to leave no trace that could be counted. */
  untraceable: string[];
  by?: string;
  /** ISO date on which it was agreed. */
  on?: string;
  /** ISO date of the next review. */
  review?: string;
  /** Once a year back to the drawing table: `MM-DD`, or an ISO date. */
  drawingTable?: string;
}
