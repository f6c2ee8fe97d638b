import { z } from 'zod';

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));

/** Our posts of a thread with the replies and quotes that were counted when the thread was read. */
const watched = z.object({
  /** When the newest message in it was written. */
  last: moment,
  asked: moment,
  own: z.record(z.string(), z.tuple([z.number(), z.number()])),
});

/** A notification: when it was, its post, and our post that it is of. */
const noticed = z.object({ at: moment, uri: z.string(), of: z.string().optional() });

/** How far notifications were read. */
const notices = z.object({
  /** When the last whole reading of them began. */
  until: moment.optional(),
  /** The oldest that was listed when they were read to the end. */
  oldest: noticed.optional(),
  /** A reading that is under way: when it began, its oldest so far, the next page, how many so far. */
  head: z
    .object({
      started: moment,
      oldest: noticed.optional(),
      page: z.string().optional(),
      read: z.number(),
    })
    .optional(),
  /** Stretches of which the host listed nothing any more; without `from`, all time before. */
  lacks: z.array(z.object({ from: moment.optional(), to: moment })),
});

const memory = z.object({
  version: z.literal(1),
  /** The newest of our posts that a whole reading saw. */
  newest: moment.optional(),
  /** A reading from the top that is under way: when it began, its newest post, the next page, posts so far. */
  head: z
    .object({ started: moment, top: moment.optional(), page: z.string().optional(), read: z.number() })
    .optional(),
  /** Where posts begin that a first look left out. */
  older: z.string().optional(),
  /** Since when mentions are searched. */
  searched: moment.optional(),
  /** The oldest of our posts that a reading from the beginning saw. */
  first: moment.optional(),
  notices: notices.optional(),
  /** Threads of the last 30 days by their first post. */
  watch: z.record(z.string(), watched),
});

/** What a sync leaves for the next one. */
export type BlueskyMemory = z.infer<typeof memory>;
export type BlueskyNotice = z.infer<typeof noticed>;
export type BlueskyNotices = z.infer<typeof notices>;
export type Watched = z.infer<typeof watched>;

/** The memory in a cursor; an empty one where there is none or it cannot be read, which reads everything again. */
export function readMemory(cursor: string | undefined): BlueskyMemory {
  try {
    const read = memory.safeParse(JSON.parse(cursor ?? '')).data;
    if (read) return read;
  } catch {}
  return { version: 1, watch: {} };
}

const hour = 3_600_000;
const day = 24 * hour;
/** After the newest message of a thread it is read again when so much time has passed, and then no more. */
const again = [hour, 6 * hour, day, 3 * day, 7 * day, 30 * day];

/** Whether a point of the schedule lies between the last reading of a thread and now. */
export function isDue({ last, asked }: Watched, now: string): boolean {
  const begin = Date.parse(last);
  return again.some((after) => begin + after <= Date.parse(now) && begin + after > Date.parse(asked));
}

/** Whether nothing more is expected of a thread. */
export function isOver(watch: Watched, now: string): boolean {
  return Date.parse(watch.last) + 30 * day <= Date.parse(now) && !isDue(watch, now);
}

/** A day before a moment: how far back is looked for what was late. */
export function dayBefore(at: string): string {
  return new Date(Date.parse(at) - day).toISOString();
}
