import { describe, expect, it } from 'vitest';
import { precisionRecall } from './precision-recall.ts';

describe('precisionRecall', () => {
  it('divides by what was found and by what is there', () => {
    const found = precisionRecall([true, true, true, false, false], [true, true, false, true, false]);
    expect(found).toMatchObject({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 });
    expect(found.precision).toMatchObject({ value: 2 / 3 });
    expect(found.recall).toMatchObject({ value: 2 / 3 });
  });
  it('refuses where there is nothing to divide by', () => {
    const found = precisionRecall([false], [false]);
    expect(found.precision).toMatchObject({ refused: 'no-observations', because: 'the rule found nothing' });
    expect(found.recall).toMatchObject({ refused: 'no-observations' });
  });
});
