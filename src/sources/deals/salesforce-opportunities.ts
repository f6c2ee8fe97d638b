import type { Reader } from '../../model/reader.ts';
import { type DealWords, detectDeals, readDeals } from './deals.ts';

const words: DealWords = {
  source: 'salesforce',
  title: 'Salesforce',
  id: ['opportunityid', 'id', 'casesafeid'],
  stage: ['stage', 'stagename'],
  won: ['won', 'iswon'],
  amount: ['amount', 'amountconverted'],
  currency: ['amountcurrency', 'opportunitycurrency', 'currencyisocode', 'amountconvertedcurrency'],
  created: ['createddate'],
  closed: ['closedate'],
  origin: ['leadsource'],
  network: [],
  part: 'lead_source',
  isOf: (names) =>
    (names.has('stage') &&
      (names.has('opportunityname') || names.has('opportunityid')) &&
      (names.has('closedate') || names.has('createddate'))) ||
    (names.has('stagename') && names.has('closedate')),
  footer: true,
};

/** Opportunities of Salesforce, a report or the Data Loader's file, as sums of days. Nothing of a single one is kept. */
export const salesforceOpportunities: Reader = {
  word: 'salesforce-opportunities',
  title: 'Opportunities of Salesforce (CSV)',
  version: 1,
  detect: async (file, options) => {
    const found = await detectDeals(file, options, words);
    return found && { reader: salesforceOpportunities.word, ...found };
  },
  read: (file, options) => readDeals(file, options, words),
};
