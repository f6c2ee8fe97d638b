import { said } from './wire-world.ts';

/** A post on the made-up network. */
export interface MadePost {
  uri: string;
  who: string;
  text: string;
  at: string;
  root: string;
  parent?: string;
  quotes?: string;
  mentions?: string[];
  deleted?: boolean;
  /** Seen by Bluesky later than its writer claims, or earlier. */
  indexedAt?: string;
}

export const us = 'did:plc:acme';
export const origin = 'https://public.api.bsky.app';

/** The at-uri of the made-up post with this key. */
export function at(who: string, key: string): string {
  return `at://did:plc:${who}/app.bsky.feed.post/${key}`;
}

/**
 * A network of made-up posts that answers as the AppView does, written after the lexicons of app.bsky.feed and what a
 * local atproto network was seen to answer: a deleted post is absent, and what answers it is found by itself alone.
 */
export function blueskyHost() {
  const posts = new Map<string, MadePost>();
  const reposts: { key: string; of: string; at: string }[] = [];
  const hidden = new Set<string>();
  const blocked = new Set<string>();
  const deactivated = new Set<string>();
  let feedSize = 100;
  /** As the profile of `acme` tells it; undefined leaves it out. */
  let followers: number | undefined = 12;

  const alive = () => [...posts.values()].filter(({ deleted }) => !deleted);
  const below = (uri: string) => alive().filter(({ parent }) => parent === uri);
  const author = (who: string) => ({
    did: `did:plc:${who}`,
    handle: `${who}.example`,
    displayName: `The ${who}`,
    labels: hidden.has(who) ? [{ src: `did:plc:${who}`, val: '!no-unauthenticated' }] : [],
    aFieldOfTheFuture: { x: 1 },
  });

  function write(
    who: string,
    key: string,
    when: string,
    more: Partial<MadePost> & { answers?: string } = {},
  ) {
    const { answers, ...rest } = more;
    const uri = at(who, key);
    const above = answers === undefined ? undefined : posts.get(answers);
    const reply = answers === undefined ? {} : { parent: answers, root: above?.root ?? answers };
    posts.set(uri, { uri, who, text: `${who} says ${key}`, at: when, root: uri, ...reply, ...rest });
    return uri;
  }

  function view(post: MadePost): Record<string, unknown> {
    const facets = (post.mentions ?? []).map((who) => {
      const written = `@${who}.example`;
      const byteStart = Buffer.from(post.text.slice(0, post.text.indexOf(written))).length;
      return {
        index: { byteStart, byteEnd: byteStart + Buffer.byteLength(written) },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: `did:plc:${who}` }],
      };
    });
    return {
      uri: post.uri,
      cid: 'bafymade',
      author: author(post.who),
      record: {
        $type: 'app.bsky.feed.post',
        text: post.text,
        createdAt: post.at,
        langs: ['en'],
        facets,
        ...(post.parent && { reply: { root: { uri: post.root }, parent: { uri: post.parent } } }),
      },
      replyCount: below(post.uri).length,
      likeCount: 3,
      repostCount: 1,
      quoteCount: alive().filter(({ quotes }) => quotes === post.uri).length,
      bookmarkCount: 0,
      indexedAt: post.indexedAt ?? post.at,
      labels: [],
    };
  }

  function tree(uri: string, depth: number): unknown {
    const post = posts.get(uri);
    if (!post || post.deleted) return { $type: 'app.bsky.feed.defs#notFoundPost', uri, notFound: true };
    if (blocked.has(post.who))
      return { $type: 'app.bsky.feed.defs#blockedPost', uri, blocked: true, author: { did: post.who } };
    const replies = depth > 0 ? below(uri).map((one) => tree(one.uri, depth - 1)) : undefined;
    return { $type: 'app.bsky.feed.defs#threadViewPost', post: view(post), ...(replies && { replies }) };
  }

  function upward(uri: string | undefined): unknown {
    if (uri === undefined) return undefined;
    const here = tree(uri, 0) as { post?: unknown };
    const parent = here.post ? upward(posts.get(uri)?.parent) : undefined;
    return { ...here, ...(parent !== undefined && { parent }) };
  }

  function feedItems() {
    const own = alive()
      .filter(({ who }) => who === 'acme')
      .map((post) => ({ at: post.at, item: { post: view(post) } as Record<string, unknown> }));
    const passed = reposts.map(({ key, of, at: when }) => ({
      at: when,
      item: {
        post: view(posts.get(of) as MadePost),
        reason: {
          $type: 'app.bsky.feed.defs#reasonRepost',
          by: author('acme'),
          uri: `at://${us}/app.bsky.feed.repost/${key}`,
          indexedAt: when,
        },
      } as Record<string, unknown>,
    }));
    return [...own, ...passed].sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ item }) => item);
  }

  function answer(address: string): Response {
    const url = new URL(address);
    const ask = (name: string) => url.searchParams.get(name) ?? undefined;
    const uri = ask('uri') ?? '';
    switch (url.pathname) {
      case '/xrpc/app.bsky.actor.getProfile': {
        const actor = ask('actor') ?? '';
        const who = [...new Set([...posts.values()].map((post) => post.who))].find(
          (one) => actor === `${one}.example` || actor === `did:plc:${one}`,
        );
        if (who && deactivated.has(who))
          return said({ error: 'AccountDeactivated', message: 'Account is deactivated' }, 400);
        const counts = followers !== undefined && {
          followersCount: followers,
          followsCount: 3,
          postsCount: 1,
        };
        return who
          ? said({ ...author(who), ...counts })
          : said({ error: 'InvalidRequest', message: 'Profile not found' }, 400);
      }
      case '/xrpc/app.bsky.feed.getAuthorFeed': {
        const begin = Number(ask('cursor')?.split('__')[0] ?? 0);
        const size = Math.min(feedSize, Number(ask('limit')));
        const all = feedItems();
        const more = begin + size < all.length ? { cursor: `${begin + size}__bafy` } : {};
        return said({ feed: all.slice(begin, begin + size), ...more });
      }
      case '/xrpc/app.bsky.feed.getPostThread': {
        const thread = tree(uri, Number(ask('depth'))) as { notFound?: boolean; post?: unknown };
        if (thread.notFound) return said({ error: 'NotFound', message: `Post not found: ${uri}` }, 400);
        const parent = Number(ask('parentHeight')) > 0 ? upward(posts.get(uri)?.parent) : undefined;
        return said({ thread: { ...thread, ...(parent !== undefined && { parent }) } });
      }
      case '/xrpc/app.bsky.feed.getPosts':
        if (url.searchParams.getAll('uris').length > 25) return said({ error: 'InvalidRequest' }, 400);
        return said({
          posts: url.searchParams.getAll('uris').flatMap((one) => {
            const post = posts.get(one);
            return post && !post.deleted && !deactivated.has(post.who) ? [view(post)] : [];
          }),
        });
      case '/xrpc/app.bsky.feed.getQuotes':
        return said({
          uri,
          posts: alive()
            .filter(({ quotes }) => quotes === uri)
            .map(view),
        });
      case '/xrpc/app.bsky.feed.searchPosts':
        return new Response('<html>403 Forbidden</html>', { status: 403 });
      default:
        return said({ error: 'MethodNotImplemented' }, 501);
    }
  }

  return {
    posts,
    reposts,
    hidden,
    blocked,
    deactivated,
    write,
    view,
    answer,
    alive,
    setFollowers: (count: number | undefined) => {
      followers = count;
    },
    setFeedSize: (size: number) => {
      feedSize = size;
    },
  };
}
