import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { dayReader } from '../time/day-order.ts';
import { calendarStretch } from './linkedin-day.ts';
import { isActivityOf, linkedinId, linkedinMilliseconds, linkedinUrl } from './linkedin-id.ts';
import { saidByName } from './linkedin-name.ts';

const share = '7300000000000000001';
const activity = '7300000000123456789';

describe('an id of LinkedIn', () => {
  it.each([
    ['a URN', `urn:li:share:${share}`, `urn:li:share:${share}`],
    [
      'the address of the feed',
      `https://www.linkedin.com/feed/update/urn:li:ugcPost:${share}/?x=1`,
      `urn:li:ugcPost:${share}`,
    ],
    [
      'its encoded form',
      `https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A${activity}`,
      `urn:li:activity:${activity}`,
    ],
    [
      'the address of a post',
      `https://www.linkedin.com/posts/acme_new-pump-activity-${activity}-aBcD`,
      `urn:li:activity:${activity}`,
    ],
    [
      'a post of a share',
      `https://de.linkedin.com/posts/acme_pump-share-${share}-aBcD`,
      `urn:li:share:${share}`,
    ],
    ['a post in a group', `urn%3Ali%3AgroupPost%3A918-${share}`, `urn:li:groupPost:918-${share}`],
  ])('is read from %s', (_, text, id) => {
    expect(linkedinId(text)).toEqual({ nativeId: id, aliases: [] });
    expect(linkedinId(linkedinUrl(id))?.nativeId).toBe(id);
  });

  it('is the share where a text names the activity too, which becomes its alias', () => {
    const both = `https://www.linkedin.com/feed/update/urn:li:activity:${activity}?updateEntityUrn=urn%3Ali%3Ashare%3A${share}`;
    expect(linkedinId(both)).toEqual({
      nativeId: `urn:li:share:${share}`,
      aliases: [`urn:li:activity:${activity}`],
    });
  });

  it.each([
    '',
    share,
    'https://www.linkedin.com/in/ann-lee',
    'https://example.org/%E0%A4%A',
    'urn:li:person:12',
  ])('is not read from "%s"', (text) => {
    expect(linkedinId(text)).toBeUndefined();
  });

  it('holds the time at which it was made', () => {
    // 7300000000000000001 / 2^22 = 1740455627441.40...: 25 February 2025, by bc(1)
    expect(linkedinMilliseconds(`urn:li:share:${share}`)).toBe(1740455627441);
    expect(linkedinMilliseconds(`urn:li:groupPost:918-${share}`)).toBe(1740455627441);
    expect(linkedinMilliseconds('urn:li:article:7300000000000000001')).toBeUndefined();
    expect(linkedinMilliseconds('urn:li:activity:1234567')).toBeUndefined();
  });

  it('of an activity is that of a share made within the second before', () => {
    expect(isActivityOf(`urn:li:activity:${activity}`, `urn:li:share:${share}`)).toBe(true);
    const later = String(BigInt(share) + (5000n << 22n));
    expect(isActivityOf(`urn:li:activity:${later}`, `urn:li:share:${share}`)).toBe(false);
  });
});

describe('what an export says besides', () => {
  it.each([
    [
      'acme-pumps_content_1772500000000.xls',
      { account: 'acme-pumps', about: 'content', at: '2026-03-03T01:06:40.000Z' },
    ],
    [
      'Acme Pumps_followers_1772500000000 (1).xls',
      { account: 'acme-pumps', about: 'followers', at: '2026-03-03T01:06:40.000Z' },
    ],
    [
      'acme_competitor_analytics_1772500000000.xlsx',
      { account: 'acme', about: 'competitors', at: '2026-03-03T01:06:40.000Z' },
    ],
    ['visitors.csv', { about: 'visitors' }],
    ['linkedin_followers.csv', { about: 'followers' }],
    ['export.xls', {}],
    ['contents.csv', { about: 'content' }],
    ['malcontent.csv', {}],
  ])('%s', (name, said) => {
    expect(saidByName(memoryFile(name, ''))).toEqual(said);
  });

  it('knows stretches of the calendar', () => {
    expect(calendarStretch('2026-02-01', '2026-02-28')?.grain).toBe('month');
    expect(calendarStretch('2026-02-02', '2026-02-08')?.grain).toBe('week');
    expect(calendarStretch('2026-02-03', '2026-02-09')).toBeUndefined();
    expect(calendarStretch('2026-04-01', '2026-06-30')?.grain).toBe('quarter');
    expect(calendarStretch('2026-02-01', '2026-04-30')).toBeUndefined();
    expect(calendarStretch('2026-01-01', '2026-12-31')?.grain).toBe('year');
  });

  it('reads a day in each form, and none that does not exist', () => {
    const read = dayReader(['02/27/2026'], false);
    expect(['02/27/2026', '2026-02-27', '46080', '2/30/2026', '', '13/13/2026'].map(read)).toEqual([
      '2026-02-27',
      '2026-02-27',
      '2026-02-27',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
