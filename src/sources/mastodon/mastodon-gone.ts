import type { Wire } from '../../model/connector.ts';
import { isProblem } from '../../model/problem.ts';
import { saysGone } from './mastodon-host.ts';

/**
 * Which of the posts are no longer at their server. The ids are ActivityPub addresses on the host of the wire: a post
 * is asked for where it lives, since another server may have missed its deletion. Gone is what answers 404 (with a
 * JSON body), 410 or a Tombstone; a server that refuses, fails or is away says nothing about its posts.
 */
export async function mastodonGone(ids: readonly string[], wire: Wire): Promise<string[]> {
  const gone: string[] = [];
  for (const id of ids) {
    try {
      const answer = await wire.get(id, { accept: 'application/activity+json' });
      if (saysGone(answer) || (answer.status === 200 && isTombstone(answer.json))) gone.push(id);
    } catch (error) {
      if (!isProblem(error)) throw error;
    }
  }
  return gone;
}

function isTombstone(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'type' in json && json.type === 'Tombstone';
}
