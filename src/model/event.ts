/** What stands in a company's calendar beside its social media. */
export const eventKinds = [
  'campaign',
  'newsletter',
  'press',
  'fair',
  'change-of-platform',
  'change-of-tactics',
  'other',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One entry of the calendar; `to` is its last day and absent for a single day. Costs are the user's own low and high. */
export interface PlannedEvent {
  on: string;
  to?: string;
  kind: EventKind;
  title: string;
  /** Channel words; empty means none in particular. */
  channels: string[];
  cost?: { low: number; high: number };
}
