/** When people are at their desks. Days are 1 (Monday) to 7; hours are minutes from midnight in the zone. */
export interface BusinessHours {
  zone: string;
  days: number[];
  opens: number;
  closes: number;
  /** ISO dates on which the desk is empty. */
  holidays: string[];
  /** True while nobody has stated the hours and Mon to Fri 9 to 17 is assumed. */
  assumed: boolean;
}

/** What the company says of itself. Unknown keys of plan.yaml are kept in the file and named, never used. */
export interface Plan {
  company: string;
  /** IANA zone for days, weeks and dates on pages. */
  zone: string;
  /** BCP 47, for numbers and dates on pages. */
  locale: string;
  /** Author ids of our side by source word; `*` holds those of any source. */
  own: Record<string, string[]>;
  business: BusinessHours;
  /** A conversation is closed after so many days without a message. */
  closedAfterDays: number;
  /** Changes whenever the file's content changes; part of the key under which a Finding is kept. */
  version: string;
  /** Keys that Rapport does not know, such as `brand_colour`. */
  unknown: string[];
}
