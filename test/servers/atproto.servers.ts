import { beforeAll, describe, expect, it } from 'vitest';
import { addresses } from './addresses.ts';
import { call, type Person, person, type Ref, until } from './bluesky-people.ts';

const { appview, pds } = addresses().atproto ?? { appview: '', pds: '' };

interface View {
  post: Ref & { replyCount: number; likeCount: number; repostCount: number; quoteCount: number };
  replies: View[];
}

const thread = (uri: string) =>
  call(appview, 'app.bsky.feed.getPostThread', { query: { uri, depth: '1000' } }).then(
    (answer) => (answer as { thread: View }).thread,
  );

describe('the network itself', () => {
  let alice: Person;
  let bob: Person;
  beforeAll(async () => {
    alice = await person(pds, 'alice');
    bob = await person(pds, 'bob');
  });

  it('shows a stranger the thread that two people wrote', async () => {
    const root = await alice.post('We shipped the pilot. What would you try first?');
    const reply = await bob.reply('The import of exports.', root, root);
    await alice.reply('Which ones?', root, reply);
    await bob.like(root);
    const seen = await until(
      () => thread(root.uri),
      (view) => view.post.likeCount === 1 && view.replies[0]?.replies.length === 1,
    );
    expect(seen.replies[0]?.post.uri).toBe(reply.uri);
  });
});
