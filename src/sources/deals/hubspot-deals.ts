import type { Reader } from '../../model/reader.ts';
import { type DealWords, detectDeals, readDeals } from './deals.ts';

const words: DealWords = {
  source: 'hubspot',
  title: 'HubSpot',
  id: ['recordid', 'dealid', 'hsobjectid'],
  stage: ['dealstage'],
  won: ['isclosedwon', 'hsisclosedwon'],
  amount: ['amount', 'amountincompanycurrency', 'amountinhomecurrency'],
  currency: ['currency', 'dealcurrencycode'],
  created: ['createdate', 'hscreatedate'],
  closed: ['closedate'],
  origin: ['originaltrafficsource', 'originalsource', 'originalsourcetype', 'hsanalyticssource'],
  network: [
    'originaltrafficsourcedrilldown1',
    'originalsourcedrilldown1',
    'originalsourcedata1',
    'hsanalyticssourcedata1',
  ],
  part: 'original_source',
  isOf: (names) =>
    names.has('dealstage') && names.has('dealname') && (names.has('closedate') || names.has('createdate')),
  footer: false,
};

/** Deals of HubSpot: how many were created and won, and for how much, by day. Nothing of a single deal is kept. */
export const hubspotDeals: Reader = {
  word: 'hubspot-deals',
  title: 'Deals of HubSpot (CSV)',
  version: 1,
  detect: async (file, options) => {
    const found = await detectDeals(file, options, words);
    return found && { reader: hubspotDeals.word, ...found };
  },
  read: (file, options) => readDeals(file, options, words),
};
