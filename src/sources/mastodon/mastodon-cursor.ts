import { z } from 'zod';

const hour = 3_600_000;
const day = 24 * hour;

/** How long after a thread's newest message it is asked for again, in milliseconds. */
const steps = [hour, 6 * hour, day, 3 * day, 7 * day, 30 * day];

const threadShape = z.object({
  /** The server's id of the thread's first post and its ActivityPub address. */
  id: z.string(),
  uri: z.string(),
  /** Times in milliseconds since 1970: of the newest message known, and of the last asking (0: asked in vain). */
  newest: z.number(),
  asked: z.number(),
  /** How many direct replies the server counted then. */
  replies: z.number().optional(),
});
/** A thread that is asked for again. */
export type KnownThread = z.infer<typeof threadShape>;

const cursorShape = z.object({
  v: z.literal(1),
  /** The beginning of the last sync that came to its end, ISO UTC. */
  through: z.string().optional(),
  /** The sync under way: when it began and what it is at. */
  began: z.string().optional(),
  stage: z.enum(['posts', 'older', 'threads', 'mentions']).default('posts'),
  /** The page it is at, and the posts of that page that are done. */
  page: z.string().optional(),
  done: z.array(z.string()).default([]),
  /** Our posts that it has read. */
  read: z.number().default(0),
  /** Where a first look stopped going back. */
  older: z.string().optional(),
  threads: z.array(threadShape).default([]),
  /** Our answers of the last days, with their times, whose threads were read. */
  answers: z.array(z.object({ id: z.string(), at: z.number() })).default([]),
  /** Threads of which the server gave no more than a stranger gets. */
  capped: z.array(z.string()).default([]),
  /** Until when mentions were read, ISO UTC. */
  mentions: z.string().optional(),
});
/** What a sync remembers. */
export type Cursor = z.infer<typeof cursorShape>;

/** A cursor out of its text; one that cannot be read begins anew, which costs time and loses nothing. */
export function readCursor(text: string | undefined): Cursor {
  const fresh: Cursor = { v: 1, stage: 'posts', done: [], read: 0, threads: [], answers: [], capped: [] };
  if (text === undefined) return fresh;
  try {
    return cursorShape.safeParse(JSON.parse(text)).data ?? fresh;
  } catch {
    return fresh;
  }
}

/** Whether a step of the schedule has come since the thread was last asked for. */
export function isDue(thread: KnownThread, now: number): boolean {
  return steps.some((step) => thread.asked < thread.newest + step && thread.newest + step <= now);
}

/** Whether a step of the schedule is still to come; what was asked for in vain for two months is let go. */
export function isYoung(thread: KnownThread, now: number): boolean {
  return thread.asked < thread.newest + 30 * day && now < thread.newest + 60 * day;
}

/** How far before the last sync the next one begins: clocks may differ, and counts still grow. */
export const overlap = day;
