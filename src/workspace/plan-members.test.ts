import { describe, expect, it } from 'vitest';
import { withoutMembers } from './plan-members.ts';

const isGone = (member: string) => member === 'x:ann';

describe('withoutMembers', () => {
  it.each([
    [
      'a list in lines',
      'groups:\n  a: # ours\n    members:\n      - x:ann\n      - x:bob # old friend\n',
      'x:bob # old friend',
    ],
    ['a list in one line', 'groups: {a: {name: A, members: [x:bob, x:ann]}}\n', '[x:bob]'],
    ['one text with commas', 'groups:\n  a:\n    members: x:ann, x:bob\n', 'x:bob'],
  ])('takes one out of %s and leaves the rest', (_, text, kept) => {
    const done = withoutMembers(`# mine\ncompany: Acme\n${text}`, isGone);
    expect(done.groups).toEqual(['a']);
    expect(done.text).not.toContain('ann');
    expect(done.text).toContain(kept);
    expect(done.text).toContain('# mine\ncompany: Acme\n');
  });

  it('takes the key out with the last of them, and changes nothing else', () => {
    expect(withoutMembers('groups:\n  a:\n    name: A\n    members: [x:ann]\n', isGone).text).toBe(
      'groups:\n  a:\n    name: A\n',
    );
    const other = 'groups:\n  a:\n    members: [ x:bob ]  # x:ann is somebody else\n';
    expect(withoutMembers(other, isGone)).toEqual({ text: other, groups: [] });
  });

  it('leaves a file that is no plan as it is', () => {
    const broken = 'groups: {a: {members: [x:ann]}\n';
    expect(withoutMembers(broken, isGone)).toEqual({ text: broken, groups: [] });
  });
});
