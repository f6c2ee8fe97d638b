import { call, type Person, person, type Ref, until } from './bluesky-people.ts';

/** A small company on Bluesky, and who talks with it. */
export interface Scene {
  alice: Person;
  bob: Person;
  carol: Person;
  dave: Person;
  /** Posts by a short name. */
  posts: Record<string, Ref>;
}

/** How many posts of the company nobody answers: enough for a second page. */
export const silent = 110;

/**
 * Lets four people talk: a thread of five with its middle deleted, a quote, likes, a repost, a mention, a reply of ours
 * in somebody else's thread, a post of ours that is deleted, and many that nobody answers; two follow us. Waits until it
 * is indexed.
 */
export async function playScene({ pds, appview }: { pds: string; appview: string }): Promise<Scene> {
  // Servers that stay up see several scenes.
  const stamp = Date.now().toString(36);
  const [alice, bob, carol, dave] = await Promise.all([
    person(pds, `ours-${stamp}`),
    person(pds, `bob-${stamp}`),
    person(pds, `carol-${stamp}`),
    person(pds, `dave-${stamp}`),
  ]);
  await bob.follow(alice.did);
  await carol.follow(alice.did);
  for (let n = 0; n < silent; n++) await alice.post(`Note ${n}`);
  const question = await alice.post('We shipped the pilot. What would you try first?');
  const answer = await bob.reply('The import of exports.', question, question);
  const middle = await carol.reply('Why that one?', question, answer);
  const ours = await alice.reply('Because it needs no token.', question, middle);
  const last = await dave.reply('Then I am in.', question, ours);
  const side = await dave.reply('Nothing at all.', question, question);
  const quote = await dave.quote('Worth a look:', question);
  await bob.like(question);
  await carol.like(question);
  await carol.repost(question);
  const theirs = await bob.post('Who knows a tool for exports?');
  const offer = await alice.reply('We do.', theirs, theirs);
  const thanks = await bob.reply('Thank you!', theirs, offer);
  const shared = await alice.repost(theirs);
  const text = `@${alice.handle} does it read polls?`;
  const features = [{ $type: 'app.bsky.richtext.facet#mention', did: alice.did }];
  const mention = await carol.post(text, {
    facets: [{ index: { byteStart: 0, byteEnd: alice.handle.length + 1 }, features }],
  });
  const regretted = await alice.post('Said too early.');
  await carol.remove(middle);
  const posts = {
    question,
    answer,
    middle,
    ours,
    last,
    side,
    quote,
    theirs,
    offer,
    thanks,
    shared,
    mention,
    regretted,
  };
  await indexed(
    appview,
    [thanks.uri, mention.uri, regretted.uri, quote.uri, last.uri, side.uri],
    [middle.uri],
  );
  await until(
    () =>
      call(appview, `app.bsky.actor.getProfile?actor=${alice.did}`) as Promise<{ followersCount?: number }>,
    ({ followersCount }) => followersCount === 2,
  );
  return { alice, bob, carol, dave, posts };
}

/** Waits until the AppView shows these posts and no longer those. */
export async function indexed(appview: string, there: string[], gone: string[] = []): Promise<void> {
  const query = new URLSearchParams([...there, ...gone].map((uri) => ['uris', uri]));
  await until(
    () => call(appview, `app.bsky.feed.getPosts?${query}`) as Promise<{ posts: { uri: string }[] }>,
    ({ posts }) => {
      const seen = new Set(posts.map(({ uri }) => uri));
      return there.every((uri) => seen.has(uri)) && !gone.some((uri) => seen.has(uri));
    },
  );
}
