/** What a person does. Acts are only ever added; an undo is an act that names the one it takes back. */
export type ActKind =
  | 'answered-elsewhere'
  | 'needs-no-answer'
  | 'expects-answer'
  | 'observed-until'
  | 'plan-edit'
  | 'undo';

/** The message an act is about, by source and native id, so that it survives a re-import. */
export interface MessageRef {
  source: string;
  nativeId: string;
}

export interface Act {
  id: string;
  at: string;
  who: string;
  kind: ActKind;
  message?: MessageRef;
  /** `{ at }` for answered-elsewhere; `{ reason }` for needs-no-answer; `{ expects, sample? }` for expects-answer;
   * `{ channel, until }` for observed-until; `{ before, after, what }` (two versions of the plan) for plan-edit; `{ act }` for undo. */
  detail: Record<string, string | number | boolean>;
}
