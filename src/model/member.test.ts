import { describe, expect, it } from 'vitest';
import { isNamedBy, memberOf } from './member.ts';

describe('a member of a target group', () => {
  it('is a source and a name, without case and @', () => {
    expect(memberOf('LinkedIn:Jane-Doe')).toEqual({ source: 'linkedin', name: 'jane-doe' });
    expect(memberOf('mastodon: @ann@example.org ')).toEqual({ source: 'mastodon', name: 'ann@example.org' });
    expect(memberOf('bluesky:did:plc:abc')).toEqual({ source: 'bluesky', name: 'did:plc:abc' });
    for (const text of ['jane', '@jane', 'x:', ':jane', 'x:@', 'https://x.com/jane'])
      expect(memberOf(text), text).toBeUndefined();
  });

  it('is an account by its id or its @name, of its own source', () => {
    const account = { source: 'x', nativeId: '4711', handle: '@JaneD' };
    expect(['x:janed', 'X:@JANED', 'x:4711'].every((text) => isNamedBy(text, account))).toBe(true);
    expect(['bluesky:janed', 'x:jane', 'janed'].some((text) => isNamedBy(text, account))).toBe(false);
  });
});
