import { describe, expect, it } from 'vitest';
import { answer, frame, hostile } from '../../test/pages/example.ts';
import { CheckPage } from './index.tsx';
import type { CheckPageProps } from './props.ts';

const props: CheckPageProps = {
  frame: { ...frame, path: '/check', query: 'skip=2' },
  word: 'rule-1',
  size: 60,
  enough: 30,
  judged: 12,
  skipped: 48,
  next: 3,
  message: {
    ref: { source: 'x', nativeId: '17/4 a"' },
    text: hostile,
    at: '2026-11-20T08:31:00Z',
    channel: hostile,
    before: { text: hostile, from: 'us' },
  },
  last: { act: 'a "1"', expects: false, back: '/check?skip=1' },
  differ: [],
};
const end: CheckPageProps = {
  ...props,
  judged: 58,
  skipped: 2,
  message: undefined,
  finding: answer,
  differ: [
    { ref: { source: 'x', nativeId: '3/1' }, text: hostile, expects: true, reason: 'thanks or closes' },
  ],
};

describe('the page that checks the rule', () => {
  it('asks one question with two answers, a way past and a way back, each with its key', () => {
    const page = String(<CheckPage {...props} />);
    expect(page).toContain('Does this expect an answer from us?');
    expect(page).toContain('12 of 60 judged');
    expect([...page.matchAll(/data-key="(\w)"/g)].map(([, key]) => key)).toEqual(['y', 'n', 's', 'u']);
    expect(page).toContain('href="/check?skip=3"');
    expect(page.match(/name="back" value="\/check\?skip=2"/g)).toHaveLength(2);
    expect(page).toContain('name="back" value="/check?skip=1"');
    expect(page.match(/name="sample" value="rule-1"/g)).toHaveLength(2);
    expect(page).toContain('name="nativeId" value="17/4 a&quot;"');
  });

  it('has a name for every control and one heading of the first level', () => {
    for (const page of [String(<CheckPage {...props} />), String(<CheckPage {...end} />)]) {
      expect(page.match(/<h1/g)).toHaveLength(1);
      expect(page).toMatch(/<label for="judged">/);
      for (const [, inside] of page.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/g))
        expect(inside.trim()).not.toBe('');
    }
  });

  it('escapes what people wrote', () => {
    for (const page of [String(<CheckPage {...props} />), String(<CheckPage {...end} />)])
      expect(page).not.toMatch(/<script>|<img|<[^>]*\sonerror=|href="javascript:|\u202e/);
  });

  it('ends with the result, what was passed over, and where person and rule differ', () => {
    const page = String(<CheckPage {...end} />);
    expect(page).not.toContain('Does this expect');
    expect(page).toContain('href="/ignoring#rule-check"');
    expect(page).toContain('2\u00a0messages');
    expect(page).toContain('The rule: thanks or closes');
    expect(page).toContain('/thread/x/3%2F1');
  });

  it('says so when nothing can be judged', () => {
    const page = String(<CheckPage {...end} size={0} judged={0} finding={undefined} differ={[]} />);
    expect(page).toContain('Nothing can be judged yet');
    expect(page).not.toContain('<progress');
  });

  it('leads to the first result once there is one', () => {
    expect(String(<CheckPage {...props} />)).not.toContain('first result');
    expect(String(<CheckPage {...props} judged={30} />)).toContain('first result');
  });
});
