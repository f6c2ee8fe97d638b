import type { Reader } from '../model/reader.ts';
import { blueskyCar } from './bluesky/bluesky-car.ts';
import { blueskyJetstream } from './bluesky/bluesky-jetstream.ts';
import { hubspotDeals } from './deals/hubspot-deals.ts';
import { salesforceOpportunities } from './deals/salesforce-opportunities.ts';
import { linkedinArticle } from './linkedin/linkedin-article.ts';
import { linkedinCreator } from './linkedin/linkedin-creator.ts';
import { linkedinMember } from './linkedin/linkedin-member.ts';
import { linkedinPage } from './linkedin/linkedin-page.ts';
import { mastodonOutbox } from './mastodon/mastodon-outbox.ts';
import { facebookDyi } from './meta/facebook-dyi.ts';
import { instagramDyi } from './meta/instagram-dyi.ts';
import { metaPage } from './meta/meta-page.ts';
import { metaPosts } from './meta/meta-posts.ts';
import { newsletter } from './newsletter.ts';
import { appStoreReviews } from './reviews/app-store-reviews.ts';
import { googlePlayReviews } from './reviews/google-play-reviews.ts';
import { series } from './series/series.ts';
import { simulated } from './simulated.ts';
import { survey } from './survey/survey.ts';
import { table } from './table/table.ts';
import { telegram } from './telegram/telegram.ts';
import { tiktok } from './tiktok/tiktok.ts';
import { tiktokOverview } from './tiktok/tiktok-overview.ts';
import { tiktokStudio } from './tiktok/tiktok-studio.ts';
import { twcs } from './twcs.ts';
import { ga4 } from './visits/ga4.ts';
import { matomo } from './visits/matomo.ts';
import { plausible } from './visits/plausible.ts';
import { xAnalytics } from './x/x-analytics.ts';
import { xApi } from './x/x-api.ts';
import { xArchive } from './x/x-archive.ts';
import { xOverview } from './x/x-overview.ts';
import { youtubeComments } from './youtube/youtube-comments.ts';
import { youtubeStudio } from './youtube/youtube-studio.ts';
import { youtubeVideos } from './youtube/youtube-videos.ts';

/** Every kind of file that Rapport reads; the surest of them takes a file, not the first. */
export const readers: Reader[] = [
  xApi,
  twcs,
  xArchive,
  xAnalytics,
  xOverview,
  mastodonOutbox,
  blueskyCar,
  blueskyJetstream,
  linkedinPage,
  linkedinCreator,
  linkedinMember,
  linkedinArticle,
  metaPosts,
  metaPage,
  instagramDyi,
  facebookDyi,
  youtubeStudio,
  youtubeComments,
  youtubeVideos,
  telegram,
  tiktok,
  tiktokStudio,
  tiktokOverview,
  ga4,
  plausible,
  matomo,
  hubspotDeals,
  salesforceOpportunities,
  newsletter,
  googlePlayReviews,
  appStoreReviews,
  simulated,
  table,
  series,
  survey,
];
