import { describe, expect, it } from 'vitest';
import { isProblem } from '../../model/problem.ts';
import { timeReader } from './time.ts';
import { guessTimeFormats, needsZone } from './time-guess.ts';

describe('timeReader', () => {
  it.each([
    ['x', undefined, 'Tue Oct 31 22:10:47 +0000 2017', '2017-10-31T22:10:47.000Z', 'instant'],
    ['x', undefined, 'Tue Oct 31 22:10:47 +0200 2017', '2017-10-31T20:10:47.000Z', 'instant'],
    ['iso', undefined, '2024-06-11T18:20:30Z', '2024-06-11T18:20:30.000Z', 'instant'],
    ['iso', undefined, '2024-07-27 19:33 +09:00', '2024-07-27T10:33:00.000Z', 'minute'],
    ['iso', 'Asia/Seoul', '2024-06-11 18:20:30', '2024-06-11T09:20:30.000Z', 'instant'],
    ['iso', 'Asia/Seoul', '2024-07-27', '2024-07-26T15:00:00.000Z', 'day'],
    ['iso', undefined, '2024-06-11 18:20:30.25 UTC', '2024-06-11T18:20:30.250Z', 'instant'],
    ['epoch-seconds', undefined, '1509487847', '2017-10-31T22:10:47.000Z', 'instant'],
    ['epoch-milliseconds', undefined, '1509487847123', '2017-10-31T22:10:47.123Z', 'instant'],
    ['d.M.yyyy H:mm', 'Europe/Berlin', '3.1.2024 9:05', '2024-01-03T08:05:00.000Z', 'minute'],
    ['M/d/yyyy h:mm a', 'UTC', '1/15/2013 12:04 AM', '2013-01-15T00:04:00.000Z', 'minute'],
    ['M/d/yyyy h:mm a', 'UTC', '1/15/2013 12:04 PM', '2013-01-15T12:04:00.000Z', 'minute'],
    ['EEE, MMM d, yyyy', 'UTC', 'Tue, Jul 14, 2026', '2026-07-14T00:00:00.000Z', 'day'],
    [
      "d MMM yyyy 'at' HH:mm xx",
      undefined,
      '4 March 2024 at 10:00 -0500',
      '2024-03-04T15:00:00.000Z',
      'minute',
    ],
  ])('%s in %s reads %s', (format, zone, text, at, precision) => {
    expect(timeReader(format, zone)(text)).toEqual({ at, precision });
  });

  it.each([
    ['iso', '2023-02-29 10:00:00'],
    ['iso', '2024-04-31'],
    ['iso', '2024-01-01 24:00:00'],
    ['iso', '2024-13-01'],
    ['x', 'Tue Feb 30 22:10:47 +0000 2017'],
    ['d/M/yyyy', '31/6/2024'],
    ['M/d/yyyy', '13/1/2024'],
    ['M/d/yyyy h:mm a', '1/1/2024 13:00 PM'],
    ['epoch-seconds', '17'],
    ['iso', ''],
    ['iso', 'yesterday'],
  ])('%s refuses %s', (format, text) => {
    expect(timeReader(format, 'UTC')(text)).toHaveProperty('wrong', expect.stringContaining(text));
  });

  it('says where the clock left out or repeated the hour', () => {
    const reads = timeReader('iso', 'Europe/Amsterdam');
    expect(reads('2024-03-31 02:30:00')).toEqual({
      at: '2024-03-31T01:30:00.000Z',
      precision: 'instant',
      clock: 'skipped',
    });
    expect(reads('2024-10-27 02:30:00')).toEqual({
      at: '2024-10-27T00:30:00.000Z',
      precision: 'instant',
      clock: 'twice',
    });
  });

  it('refuses a time without zone when none is given, and zones and formats that are none', () => {
    expect(timeReader('iso')('2024-01-01 10:00')).toHaveProperty(
      'wrong',
      expect.stringContaining('time zone'),
    );
    for (const make of [
      () => timeReader('iso', 'Mars/Base'),
      () => timeReader('HH:mm'),
      () => timeReader('dd dd yyyy MM'),
    ]) {
      try {
        make();
        expect.unreachable();
      } catch (error) {
        expect(isProblem(error)).toBe(true);
      }
    }
  });
});

describe('guessTimeFormats', () => {
  it.each([
    [['2024-06-11 18:20:30', '2024-07-28T01:00:00Z'], ['iso']],
    [['1/15/2013', '1/16/2013'], ['M/d/yyyy']],
    [['15/1/2013 10:00', '', '16/1/2013 11:00'], ['d/M/yyyy H:mm']],
    [
      ['1/2/2013', '3/4/2013'],
      ['d/M/yyyy', 'M/d/yyyy'],
    ],
    [['27.03.2024, 10:15', '1.4.2024, 9:00'], ['d.M.yyyy, H:mm']],
    [['Tue, 14 Jul 2026 10:00:00 +0200'], ['EEE, d MMM yyyy H:mm:ss xx']],
    [['1509487847', '1509487900'], ['epoch-seconds']],
    [['12', '40'], []],
    [['hello', 'world'], []],
    [['8:04 AM', '9:10 PM'], []],
  ])('%j is %j', (values, formats) => {
    expect(guessTimeFormats(values)).toEqual(formats);
  });

  it('asks for a zone only where one value lacks it', () => {
    expect(needsZone('iso', ['2024-01-01T00:00:00Z'])).toBe(false);
    expect(needsZone('iso', ['2024-01-01T00:00:00Z', '2024-01-01 00:00'])).toBe(true);
    expect(needsZone('x', ['anything'])).toBe(false);
    expect(needsZone('d.M.yyyy H:mm', [])).toBe(true);
    expect(needsZone('d.M.yyyy H:mm xx', [])).toBe(false);
  });
});
