import type { Reader } from '../../model/reader.ts';
import { accountDays } from '../account-days.ts';

/** The account's counts by day that TikTok Studio exports: `Overview.csv`. */
export const tiktokOverview: Reader = accountDays({
  word: 'tiktok-overview',
  title: 'TikTok Studio, an account by day (Overview.csv)',
  platform: 'tiktok',
  called: 'TikTok Studio overview',
  columns: {
    'video views': 'video-views',
    'reached audience': 'reach',
    'profile views': 'profile-views',
    likes: 'likes',
    comments: 'comments',
    shares: 'shares',
    'website clicks': 'website-clicks',
    'net growth': 'net-new-followers',
    'new followers': 'new-followers',
    'lost followers': 'lost-followers',
    followers: 'followers',
  },
  needs: ['video views', 'profile views', 'likes'],
});
