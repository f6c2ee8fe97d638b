import { knownWord } from '../known-word.ts';

type Unit = 'count' | 'percent' | 'clock';

const names: Record<string, [metric: string, unit?: Unit]> = {
  views: ['views'],
  'engaged views': ['engaged_views'],
  'watch time (hours)': ['watch_hours'],
  subscribers: ['subscribers'],
  'subscribers gained': ['subscribers_gained'],
  'subscribers lost': ['subscribers_lost'],
  likes: ['likes'],
  dislikes: ['dislikes'],
  shares: ['shares'],
  comments: ['comments'],
  'comments added': ['comments'],
  impressions: ['impressions'],
  'thumbnail impressions': ['impressions'],
  'impressions click-through rate (%)': ['clicks_per_impression', 'percent'],
  'thumbnail click-through rate (%)': ['clicks_per_impression', 'percent'],
  'average view duration': ['average_view_seconds', 'clock'],
  'average percentage viewed (%)': ['average_share_viewed', 'percent'],
  'stayed to watch (%)': ['stayed_per_shown_in_feed', 'percent'],
  'viewed (vs. swiped away) (%)': ['viewed_per_shown_in_feed', 'percent'],
  'shown in feed': ['shown_in_feed'],
  'youtube premium views': ['premium_views'],
  'unique viewers': ['unique_viewers'],
  'new viewers': ['new_viewers'],
  'returning viewers': ['returning_viewers'],
  'casual viewers': ['casual_viewers'],
  'regular viewers': ['regular_viewers'],
  'average views per viewer': ['views_per_viewer'],
  'likes (vs. dislikes) (%)': ['likes_per_rating', 'percent'],
  'end screen element clicks': ['end_screen_clicks'],
  'card clicks': ['card_clicks'],
};

/** Canonical metric of a column of YouTube Studio; undefined where it counts nothing that is read, such as money. */
export function studioMetric(column: string): string | undefined {
  return knownWord(names, column.trim().toLowerCase())?.[0];
}

/** The value of a cell: percentages as shares, `0:01:21` in seconds; undefined where nothing was told. */
export function studioValue(column: string, cell: string): number | undefined {
  const unit = knownWord(names, column.trim().toLowerCase())?.[1] ?? 'count';
  const text = cell.trim();
  const clock = /^(?:(\d{1,6}):)?(\d{1,6}):(\d{2})$/.exec(text);
  if (clock) {
    if (unit !== 'clock') return undefined;
    return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  }
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text)) return undefined;
  return unit === 'percent' ? Number((Number(text) / 100).toPrecision(12)) : Number(text);
}
