import { describe, expect, it } from 'vitest';
import { keepPatience, type UnderWay } from './patience.ts';

/** Work that ends when the test says so. */
function work(): UnderWay<string> & { done: (value: string) => void; fail: (error: Error) => void } {
  let done: (value: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const whole = new Promise<string>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  return { whole, parts: [{ title: 'How long people wait', done: false }], done, fail };
}

describe('patience', () => {
  it('gives the whole where it is there in time', async () => {
    const patience = keepPatience(60_000);
    const one = { whole: Promise.resolve('page'), parts: [] };
    expect(await patience.wait('a', () => one)).toEqual({ whole: 'page' });
  });

  it('says how far it is, and gives the same work to who asks again, begun once', async () => {
    const patience = keepPatience(0);
    const one = work();
    let begun = 0;
    const begin = () => {
      begun++;
      return one;
    };
    expect(await patience.wait('a', begin)).toEqual({ parts: one.parts });
    one.done('page');
    await one.whole;
    expect(await patience.wait('a', begin)).toEqual({ whole: 'page' });
    expect(begun).toBe(1);
    one.parts[0].done = true;
    await patience.wait('a', begin);
    expect(begun).toBe(2);
  });

  it('tells what failed meanwhile to the next who asks, and then begins anew', async () => {
    const patience = keepPatience(0);
    const one = work();
    await patience.wait('a', () => one);
    one.fail(new Error('the disk is full'));
    await expect(one.whole).rejects.toThrow();
    await expect(patience.wait('a', () => one)).rejects.toThrow('the disk is full');
    expect(await patience.wait('a', () => ({ whole: Promise.resolve('page'), parts: [] }))).toEqual({
      whole: 'page',
    });
  });

  it('keeps pages apart by their key', async () => {
    const patience = keepPatience(0);
    await patience.wait('a', work);
    expect(await patience.wait('b', () => ({ whole: Promise.resolve('b'), parts: [] }))).toEqual({
      whole: 'b',
    });
  });
});
