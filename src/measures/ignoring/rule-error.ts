/**
 * Error of the rule *expects an answer*, version 1, on messages judged before the rule was made and not looked at
 * while it was: 100 of a customer-support corpus and 100 app-store reviews, drawn by seed. Wilson intervals at
 * 95 %. The codes are in test/expects-answer; a test computes these numbers anew where the texts are at hand.
 */
export const ruleError = {
  rule: 1,
  n: 200,
  precision: { value: 0.9273, low: 0.863, high: 0.9627 },
  recall: { value: 0.7445, low: 0.6655, high: 0.8102 },
};

/** Error of two parts of the rule where people have labelled messages for other purposes. */
export const signError = {
  /** Complaint or not: 3,000 tweets at airlines and telecoms. */
  complaint: { n: 3000, precision: 0.6695, recall: 0.6813 },
  /** Replies in which somebody asks for evidence (*query*), which is narrower than asking. */
  question: { n: 4519, precision: 0.3484, recall: 0.7123 },
};
