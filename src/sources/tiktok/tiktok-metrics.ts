import { isMissing, readAmount } from '../amount.ts';
import { knownWord } from '../known-word.ts';

type Unit = 'count' | 'share' | 'seconds';

const names: Record<string, [metric: string, unit?: Unit]> = {
  'total views': ['views'],
  'video views': ['views'],
  views: ['views'],
  'reached audience': ['reach'],
  'total likes': ['likes'],
  likes: ['likes'],
  'total comments': ['comments'],
  comments: ['comments'],
  'total shares': ['shares'],
  shares: ['shares'],
  'total bookmarks': ['saves'],
  bookmarks: ['saves'],
  'add to favorites': ['saves'],
  'new followers': ['follows'],
  'average watch time': ['average_watch_seconds', 'seconds'],
  'watched full video': ['watched_whole_per_view', 'share'],
};

/** Canonical metric of a column of TikTok Studio; undefined where it counts nothing that is read. */
export function tiktokMetric(column: string): string | undefined {
  return knownWord(names, column.trim().toLowerCase())?.[0];
}

/** The value of a cell: `1.2K`, `0:12` and `11.5s` in seconds, `38%` as a share; undefined where none was told. */
export function tiktokValue(column: string, cell: string): { value: number; rounded: boolean } | undefined {
  const unit = knownWord(names, column.trim().toLowerCase())?.[1] ?? 'count';
  const text = cell.trim();
  if (isMissing(text)) return undefined;
  const exact = (value: number) => ({ value, rounded: false });
  if (unit === 'seconds') {
    const [, minutes, seconds] = /^(\d{1,4}):(\d{2})$/.exec(text) ?? [];
    if (minutes !== undefined) return exact(Number(minutes) * 60 + Number(seconds));
    return /^\d{1,6}(\.\d+)?s?$/.test(text) ? exact(Number(text.replace('s', ''))) : undefined;
  }
  const [, short, times] = /^(\d{1,6}(?:\.\d{1,3})?)\s?([KMB])$/i.exec(text) ?? [];
  if (short !== undefined) {
    const by = { K: 1e3, M: 1e6, B: 1e9 }[times?.toUpperCase() ?? 'K'] ?? 1;
    return unit === 'count' ? { value: Math.round(Number(short) * by), rounded: true } : undefined;
  }
  const amount = readAmount(text, '.');
  if (amount === undefined || amount.value < 0 || amount.currency !== undefined) return undefined;
  if (unit === 'count') return amount.percent ? undefined : exact(amount.value);
  const share = amount.percent ? Number((amount.value / 100).toPrecision(12)) : amount.value;
  return share <= 1 ? exact(share) : undefined;
}
