import { expect, it } from 'vitest';
import { messageId } from './message-id.ts';

it.each([
  ['x', 'https://twitter.com/acme/status/1234567890123456789?s=20', '1234567890123456789'],
  ['x', 'https://mobile.x.com/i/web/status/1234567890123456789', '1234567890123456789'],
  ['x', '1234567890123456789', '1234567890123456789'],
  ['youtube', 'https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ', 'dQw4w9WgXcQ'],
  ['youtube', 'https://youtu.be/dQw4w9WgXcQ', 'dQw4w9WgXcQ'],
  ['youtube', 'https://www.youtube.com/shorts/dQw4w9WgXcQ', 'dQw4w9WgXcQ'],
  ['tiktok', 'https://www.tiktok.com/@acme/video/7300000000000000000?lang=de', '7300000000000000000'],
  ['forum', 'https://twitter.com/acme/status/1', 'https://twitter.com/acme/status/1'],
  ['x', 'https://example.com/acme/status/1', 'https://example.com/acme/status/1'],
])('reads the id on %s in %s', (source, text, nativeId) => {
  expect(messageId(source, text)).toEqual({ nativeId, aliases: [] });
});

it('knows a LinkedIn post by its address, its URN and both ids in one', () => {
  expect(
    messageId('linkedin', 'https://www.linkedin.com/posts/acme_new-pump-activity-7300000000000000000-AbCd'),
  ).toEqual({ nativeId: 'urn:li:activity:7300000000000000000', aliases: [] });
  expect(
    messageId('linkedin', 'urn:li:activity:7300000000000000000 urn:li:share:7299999999999999999'),
  ).toEqual({
    nativeId: 'urn:li:share:7299999999999999999',
    aliases: ['urn:li:activity:7300000000000000000'],
  });
});
