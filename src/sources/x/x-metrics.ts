import { knownWord } from '../known-word.ts';

const names: Record<string, string> = {
  impressions: 'impressions',
  engagements: 'engagements',
  'engagement rate': 'engagements_per_impression',
  retweets: 'reposts',
  replies: 'replies',
  likes: 'likes',
  'user profile clicks': 'profile_clicks',
  'url clicks': 'url_clicks',
  'hashtag clicks': 'hashtag_clicks',
  'detail expands': 'detail_expands',
  'permalink clicks': 'permalink_clicks',
  'app opens': 'app_opens',
  'app installs': 'app_installs',
  follows: 'follows',
  'new follows': 'follows',
  reposts: 'reposts',
  bookmarks: 'bookmarks',
  shares: 'shares',
  'profile visits': 'profile_visits',
  'email tweet': 'emails',
  'dial phone': 'phone_calls',
  'media views': 'media_views',
  'media engagements': 'media_engagements',
};

/** Canonical metric of a column of X analytics, in lower case; undefined where it counts nothing. */
export function analyticsMetric(column: string): string | undefined {
  const promoted = column.startsWith('promoted ');
  const name = knownWord(names, promoted ? column.slice('promoted '.length) : column);
  return name !== undefined && promoted ? `promoted_${name}` : name;
}
