import { describe, expect, it } from 'vitest';
import { heldWords, mayLeave } from './may-leave.ts';

describe('what may be sent to a language model elsewhere', () => {
  it('holds back what came by the API of X, Reddit and LinkedIn, and nothing that came in a file', () => {
    for (const source of ['x', 'reddit', 'linkedin']) {
      expect(mayLeave({ source, route: 'api' })).toBe(false);
      expect(mayLeave({ source, route: 'file' })).toBe(true);
    }
    expect(mayLeave({ source: 'bluesky', route: 'api' })).toBe(true);
  });

  it('says how many stay behind, and why', () => {
    expect(heldWords({})).toBeUndefined();
    expect(heldWords({ x: 1200, linkedin: 1 })).toMatch(
      /^1,201 messages stay behind \(1,200 of X, 1 of LinkedIn\): .* terms/,
    );
    expect(heldWords({ x: 1 })).toMatch(/^1 message stays behind/);
  });
});
