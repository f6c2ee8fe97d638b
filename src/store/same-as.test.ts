import { describe, expect, it } from 'vitest';
import { sameAs } from './same-as.ts';

const edge = (one: string, other: string, named = false) => ({ source: 'linkedin', one, other, named });
const share = (n: number) => `urn:li:share:${n}`;
const activity = (n: number) => `urn:li:activity:${n}`;
const kept = (...edges: ReturnType<typeof edge>[]) =>
  Object.fromEntries(sameAs(edges).map(({ native_id, same_as }) => [native_id, same_as]));

describe('ids of one message', () => {
  it('are those that rows name, over each other too, under a real one before one that stands in', () => {
    expect(kept(edge(activity(1), share(1), true), edge('synthetic:a', activity(1), true))).toEqual({
      [activity(1)]: share(1),
      'synthetic:a': share(1),
    });
  });

  it('are those that all look alike, one of each kind', () => {
    const pairs = [
      edge(share(1), activity(1)),
      edge(activity(1), 'synthetic:a'),
      edge(share(1), 'synthetic:a'),
    ];
    expect(kept(...pairs)).toEqual({ [activity(1)]: share(1), 'synthetic:a': share(1) });
  });

  it.each([
    ['one kind is there twice', [edge(share(1), activity(1)), edge(activity(1), share(2))]],
    ['not all of it looks alike', [edge(share(1), activity(1)), edge(activity(1), 'synthetic:a')]],
    [
      'a row names an id of a kind that looks like it too',
      [edge(share(1), activity(1), true), edge(share(1), activity(2))],
    ],
  ])('stay apart where %s', (_, pairs) => {
    const named = pairs.filter((pair) => pair.named);
    expect(kept(...pairs)).toEqual(kept(...named));
  });

  it('are told within one source', () => {
    expect(
      sameAs([edge(share(1), activity(1)), { ...edge(share(1), activity(2)), source: 'other' }]),
    ).toHaveLength(2);
  });
});
