import type { Reader } from '../model/reader.ts';
import { appStoreReviews } from './app-store-reviews.ts';
import { blueskyCar } from './bluesky-car.ts';
import { blueskyJetstream } from './bluesky-jetstream.ts';
import { facebookDyi } from './facebook-dyi.ts';
import { ga4 } from './ga4.ts';
import { googlePlayReviews } from './google-play-reviews.ts';
import { hubspotDeals } from './hubspot-deals.ts';
import { instagramDyi } from './instagram-dyi.ts';
import { linkedinCreator } from './linkedin-creator.ts';
import { linkedinMember } from './linkedin-member.ts';
import { linkedinPage } from './linkedin-page.ts';
import { mastodonOutbox } from './mastodon-outbox.ts';
import { matomo } from './matomo.ts';
import { metaPage } from './meta-page.ts';
import { metaPosts } from './meta-posts.ts';
import { newsletter } from './newsletter.ts';
import { plausible } from './plausible.ts';
import { salesforceOpportunities } from './salesforce-opportunities.ts';
import { series } from './series.ts';
import { simulated } from './simulated.ts';
import { survey } from './survey.ts';
import { table } from './table.ts';
import { telegram } from './telegram.ts';
import { tiktok } from './tiktok.ts';
import { twcs } from './twcs.ts';
import { xAnalytics } from './x-analytics.ts';
import { xApi } from './x-api.ts';
import { xArchive } from './x-archive.ts';
import { youtubeComments } from './youtube-comments.ts';
import { youtubeStudio } from './youtube-studio.ts';

/** Every kind of file that Rapport reads; the surest of them takes a file, not the first. */
export const readers: Reader[] = [
  xApi,
  twcs,
  xArchive,
  xAnalytics,
  mastodonOutbox,
  blueskyCar,
  blueskyJetstream,
  linkedinPage,
  linkedinCreator,
  linkedinMember,
  metaPosts,
  metaPage,
  instagramDyi,
  facebookDyi,
  youtubeStudio,
  youtubeComments,
  telegram,
  tiktok,
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
