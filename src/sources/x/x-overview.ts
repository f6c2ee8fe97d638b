import type { Reader } from '../../model/reader.ts';
import { accountDays } from '../account-days.ts';

/** The account's counts by day that X Premium exports: `account_overview_analytics.csv`. */
export const xOverview: Reader = accountDays({
  word: 'x-overview',
  title: 'X analytics, an account by day (account_overview_analytics.csv)',
  platform: 'x',
  called: 'X account overview',
  columns: {
    impressions: 'impressions',
    likes: 'likes',
    engagements: 'engagements',
    bookmarks: 'bookmarks',
    shares: 'shares',
    'new follows': 'new-followers',
    unfollows: 'lost-followers',
    replies: 'replies',
    reposts: 'reposts',
    'profile visits': 'profile-visits',
    'create post': 'posts',
    'video views': 'video-views',
    'media views': 'media-views',
  },
  needs: ['impressions', 'engagements', 'new follows', 'profile visits'],
  // `Tue, Jul 14, 2026`
  beforeDate: /^\p{L}+\.?,\s*/u,
});
