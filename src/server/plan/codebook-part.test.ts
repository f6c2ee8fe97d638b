import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPlanPages } from '../../../test/plan-pages.ts';
import { starterCodebook } from '../../model/starter-codebook.ts';
import { parsePlan } from '../../workspace/plan.ts';

let pages: Awaited<ReturnType<typeof openPlanPages>>;
beforeEach(async () => {
  pages = await openPlanPages();
});
afterEach(() => pages.close());

const codebook = async () => parsePlan(await pages.plan()).codebook;
const codeIn = async (facet: string, word: string) =>
  (await codebook()).facets.find((one) => one.word === facet)?.codes.find((one) => one.word === word);
const copy = () => pages.submit('/plan/codebook', {});

describe('/plan/codebook', () => {
  it('shows the starter, and copies it into the plan by one click', async () => {
    const page = await pages.page('/plan/codebook');
    expect(page).toContain('This is the starter codebook.');
    expect(page).toContain('Says that something of ours is not as it should be.');
    expect((await pages.get('/plan/codebook/new')).status).toBe(404);
    expect((await copy()).headers.get('location')).toBe('/plan/codebook');
    expect((await codebook()).starter).toBeUndefined();
    expect((await codebook()).facets).toEqual(starterCodebook.facets);
    // all else stays as it was
    expect((await pages.difference()).filter((line) => line.startsWith('-'))).toEqual([]);
    expect(await pages.page('/plan/codebook')).not.toContain('starter');
    const text = await pages.plan();
    await copy();
    expect(await pages.plan()).toBe(text);
    expect(await pages.page('/plan')).toContain('8\u00a0facets');
  });

  it('has a form for each facet, which changes nothing when it is sent as it came', async () => {
    await copy();
    const text = await pages.plan();
    for (const { word } of starterCodebook.facets) {
      const done = await pages.submit(`/plan/codebook/${word}`, {});
      expect([done.status, done.headers.get('location')]).toEqual([303, '/plan/codebook']);
    }
    expect(await pages.plan()).toBe(text);
    expect((await pages.get('/plan/codebook/none')).status).toBe(404);
  });

  it('begins a code from a candidate, and saves nothing before it is sent', async () => {
    const candidate = '?name=seal%2C+pump&example=Our+%3Cseal%3E+drips+again.';
    expect(await pages.page(`/plan/codebook${candidate}`)).toContain('First copy the starter codebook');
    const copied = await pages.submit(`/plan/codebook${candidate}`, {});
    expect(copied.headers.get('location')).toContain('/plan/codebook?name=seal');
    const text = await pages.plan();
    expect(await pages.page(`/plan/codebook${candidate}`)).toContain('/plan/codebook/does?name=seal%2C+pump');
    const form = await pages.page(`/plan/codebook/does${candidate}`);
    expect(form).toContain('value="seal, pump"');
    expect(form).toContain('Our &lt;seal&gt; drips again.');
    expect(await pages.plan()).toBe(text);
    const at = starterCodebook.facets[0].codes.length;
    await pages.submit(`/plan/codebook/does${candidate}`, { [`codes.${at}.word`]: 'seals' });
    expect(await codeIn('does', 'seals')).toMatchObject({
      name: 'seal, pump',
      examples: ['Our <seal> drips again.'],
      version: 1,
    });
  });

  it('starts a new version where a meaning is changed, and only there', async () => {
    await copy();
    await pages.submit('/plan/codebook/does', { 'codes.2.definition': 'Says that something is wrong.' });
    expect(await codeIn('does', 'complaint')).toMatchObject({
      definition: 'Says that something is wrong.',
      version: 2,
    });
    expect(await codeIn('does', 'question')).toMatchObject({ version: 1 });
    await pages.submit('/plan/codebook/does', { 'codes.2.avoid': '' });
    expect((await codeIn('does', 'complaint'))?.version).toBe(3);
    await pages.submit('/plan/codebook/does', {
      'codes.2.name': 'Grievance',
      'codes.2.examples': 'It broke.',
    });
    expect(await codeIn('does', 'complaint')).toMatchObject({ name: 'Grievance', version: 3 });
    expect(await pages.page('/plan/codebook')).toContain('version 3');
    expect(await pages.page('/plan/history')).toContain('codebook does');
  });

  it('adds codes below others and takes them out', async () => {
    await copy();
    const last = starterCodebook.facets[0]?.codes.length ?? 0;
    await pages.submit('/plan/codebook/does', {
      [`codes.${last}.word`]: 'delay',
      [`codes.${last}.parent`]: 'complaint',
      'codes.0.word': '',
      'codes.0.name': '',
      'codes.0.definition': '',
      'codes.0.use': '',
      'codes.0.avoid': '',
      'codes.0.examples': '',
    });
    expect(await codeIn('does', 'delay')).toMatchObject({ name: 'delay', parent: 'complaint', version: 1 });
    expect(await codeIn('does', 'question')).toBeUndefined();
    expect(await codeIn('does', 'complaint')).toMatchObject({ version: 1 });
    const wrong = await pages.submit('/plan/codebook/does', { 'codes.0.parent': 'nothing' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('no code of this facet');
  });

  it('adds a facet, and removes one', async () => {
    await writeFile(join(pages.dir, 'plan.yaml'), 'codebook: [{word: a, codes: [{word: b}]}]\n');
    const done = await pages.submit('/plan/codebook/new', {
      word: 'mood',
      name: 'How it sounds',
      level: 'ordinal',
      choose: 'one',
      'codes.0.word': 'low',
      'codes.1.word': 'high',
    });
    expect(done.status).toBe(303);
    expect((await codebook()).facets.map(({ word, level, codes }) => [word, level, codes.length])).toEqual([
      ['a', 'nominal', 1],
      ['mood', 'ordinal', 2],
    ]);
    await pages.submit('/plan/codebook/a', { go: 'remove' });
    expect((await codebook()).facets.map(({ word }) => word)).toEqual(['mood']);
  });
});
