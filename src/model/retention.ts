/**
 * How long texts are kept, by whose they are and by which way they came: ours; brought in a file by the company itself;
 * read over the network, by the terms of the platform.
 */
export const retentionClasses = [
  'own_content',
  'export_file',
  'public_third_party',
  'youtube_api',
  'linkedin_api_member',
  'meta_platform',
  'x_content',
  'reddit_content',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** A length of time as it is stated: 13 months, 48 hours. */
export interface Keeps {
  count: number;
  unit: 'hours' | 'days' | 'months' | 'years';
}

/** How long each class is kept; null for without end. */
export type Retention = Record<RetentionClass, Keeps | null>;

/** What holds where the plan says nothing. */
export const usualRetention: Retention = {
  own_content: null,
  export_file: null,
  public_third_party: { count: 13, unit: 'months' },
  youtube_api: { count: 30, unit: 'days' },
  linkedin_api_member: { count: 48, unit: 'hours' },
  meta_platform: null,
  x_content: null,
  reddit_content: { count: 48, unit: 'hours' },
};

/** What is kept of a class, and until when. */
export interface KeptClass {
  class: RetentionClass;
  messages: number;
  /** When the first of their texts is to go, ISO UTC; absent where none ever is. */
  next?: string;
}

/** Classes that a platform's terms bound: no plan keeps them longer than usual. */
export const boundedClasses: readonly RetentionClass[] = [
  'youtube_api',
  'linkedin_api_member',
  'reddit_content',
];

/** Classes whose time begins anew with each reading; that of the others begins with the first one. */
export const refreshedClasses: readonly RetentionClass[] = boundedClasses;

/** The class of what is read over the network, by the word of the source; of any other, public writing of others. */
export const classOfSource: Readonly<Record<string, RetentionClass>> = {
  youtube: 'youtube_api',
  linkedin: 'linkedin_api_member',
  facebook: 'meta_platform',
  instagram: 'meta_platform',
  threads: 'meta_platform',
  x: 'x_content',
  twitter: 'x_content',
  reddit: 'reddit_content',
};

const hours = { hours: 1, days: 24, months: 24 * 30.4375, years: 24 * 365.25 };

/** About how many hours that is, to compare two of them. */
export function inHours(keeps: Keeps | null): number {
  return keeps === null ? Number.POSITIVE_INFINITY : keeps.count * hours[keeps.unit];
}

/** `13 months`, or `without end`. */
export function keepsWords(keeps: Keeps | null): string {
  return keeps === null
    ? 'without end'
    : `${keeps.count} ${keeps.count === 1 ? keeps.unit.slice(0, -1) : keeps.unit}`;
}
