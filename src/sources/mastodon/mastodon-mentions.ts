import { z } from 'zod';
import type { Leg } from '../../model/connector.ts';
import { overlap } from './mastodon-cursor.ts';
import { pagesFrom } from './mastodon-pages.ts';
import type { Sitting } from './mastodon-sitting.ts';
import { readStatus } from './mastodon-status.ts';

const notification = z.object({ type: z.string(), created_at: z.string(), status: z.unknown() });
const path = '/api/v1/notifications?types[]=mention&limit=40';

/** Refused to read mentions; it ends that stage and not the sync. */
class Refused extends Error {}

/** Posts that name us, with their threads: told only to the account itself, by its token. */
export async function* mentions(sitting: Sitting): AsyncGenerator<Leg> {
  const { host, account, cursor, missed, threads, options, began } = sitting;
  if (!host.token) {
    missed.mentions = 'none';
    return;
  }
  const owner = await host.get('/api/v1/accounts/verify_credentials');
  const id = z.object({ id: z.string() }).safeParse(owner.json).data?.id;
  if (owner.status >= 400 || id === undefined) {
    missed.mentions = 'scope';
    return;
  }
  if (id !== account.id) {
    missed.mentions = 'other';
    return;
  }
  const until = cursor.mentions === undefined ? undefined : Date.parse(cursor.mentions) - overlap;
  const pages = pagesFrom(
    host,
    cursor.page ?? path,
    () => new Refused(),
    () => {},
  );
  try {
    for await (const { items, next } of pages) {
      let passed = false;
      for (const item of items) {
        const parsed = notification.safeParse(item);
        if (!parsed.success || parsed.data.type !== 'mention') continue;
        passed = until !== undefined && Date.parse(parsed.data.created_at) < until;
        const status = readStatus(parsed.data.status);
        if (status === undefined) missed.malformed += 1;
        else if (!threads.has(status.id)) await sitting.take(status);
        options.progress('reading mentions');
        if (sitting.full()) yield sitting.leg();
      }
      if (passed || next === undefined) break;
      cursor.page = next;
      yield sitting.leg();
    }
    cursor.mentions = began;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    missed.mentions = 'scope';
  }
  delete cursor.page;
}
