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
  /** What it was meant to change, as goals name what they are read on; without it, the two numbers of its channels. */
  measures?: string[];
  /** What it cannot have touched, in the same words: the measures are held against these. */
  controls?: string[];
}
