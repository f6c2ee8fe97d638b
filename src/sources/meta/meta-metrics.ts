import { knownWord } from '../known-word.ts';

const names: Record<string, string> = {
  views: 'views',
  impressions: 'impressions',
  reach: 'reach',
  reactions: 'reactions',
  'reactions, comments and shares': 'reactions_comments_and_shares',
  likes: 'likes',
  'likes and reactions': 'reactions',
  comments: 'comments',
  shares: 'shares',
  saves: 'saves',
  follows: 'follows',
  replies: 'replies',
  navigation: 'navigation',
  'profile visits': 'profile_visits',
  'total clicks': 'clicks',
  'link clicks': 'link_clicks',
  'photo click': 'photo_clicks',
  'photo clicks': 'photo_clicks',
  'photo view': 'photo_clicks',
  'video click': 'video_clicks',
  'video clicks': 'video_clicks',
  'other clicks': 'other_clicks',
  'clip to play': 'clicks_to_play',
  'sticker taps': 'sticker_taps',
  'seconds viewed': 'seconds_viewed',
  'average seconds viewed': 'average_seconds_viewed',
  '3-second video views': '3_second_video_views',
  '1-minute video views': '1_minute_video_views',
  'negative feedback from users: hide all': 'hide_all',
  'ad impressions': 'ad_impressions',
  'lifetime post total reach': 'reach',
  'lifetime post organic reach': 'organic_reach',
  'lifetime post paid reach': 'paid_reach',
  'lifetime post total impressions': 'impressions',
  'lifetime post organic impressions': 'organic_impressions',
  'lifetime post paid impressions': 'paid_impressions',
  'lifetime engaged users': 'engaged_users',
  'lifetime post consumers': 'consumers',
  'lifetime post consumptions': 'consumptions',
  'lifetime negative feedback': 'negative_feedback',
  'lifetime negative feedback from users': 'users_with_negative_feedback',
};

/**
 * Canonical metric of a column of Meta's post exports; undefined where it counts nothing that is read. Views and
 * impressions stay two metrics: Meta counts a view anew each time, and gave up impressions for them in 2024 and 2025.
 */
export function metaMetric(column: string): string | undefined {
  return knownWord(names, column.trim().toLowerCase().replace(/\s+/g, ' '));
}
