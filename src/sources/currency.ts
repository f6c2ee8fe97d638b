/** What people call a currency, without case and accents, where the word means one only. */
const named: [code: string, words: RegExp][] = [
  ['EUR', /^(€|euros?)$/],
  ['USD', /^(us ?\$|us[- ]?dollars?|american dollars?|amerikanische dollar)$/],
  ['GBP', /^(£|pounds? sterling|british pounds?|pfund sterling|britische pfund|livres? sterling)$/],
  ['CHF', /^(sfr\.?|fr\.|franken|(swiss|schweizer) (francs?|franken)|francs? suisses?|francos? suizos?)$/],
  ['JPY', /^(yen|japanese yen|japanische yen|円)$/],
  ['CNY', /^(rmb|renminbi|yuan|元)$/],
  ['INR', /^(₹|indian rupees?)$/],
  ['KRW', /^(₩|(korean )?won)$/],
  ['PLN', /^(zł|złoty|zloty)$/],
  ['SEK', /^(swedish (krona|kronor|crowns?)|schwedische kronen?)$/],
];
const several: [words: RegExp, codes: string][] = [
  [/^(\$|dollars?)$/, 'USD, CAD or AUD'],
  [/^¥$/, 'JPY or CNY'],
  [/^(kr\.?|krona|kronor|krone|kronen|kroner|crowns?)$/, 'SEK, NOK or DKK'],
  [/^(pounds?|pfund|livres?)$/, 'GBP or EGP'],
  [/^(francs?|francos?)$/, 'CHF or XAF'],
];

/** The ISO 4217 code of a currency by its code, sign or name; `wrong` where it is none, or could be several. */
export function currencyCode(text: string): { code: string } | { wrong: string } {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code)) return { code };
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
  const found = named.find(([, words]) => words.test(plain));
  if (found) return { code: found[0] };
  const open = several.find(([words]) => words.test(plain));
  if (open) return { wrong: `"${text.trim()}" can be several currencies. Write ${open[1]}.` };
  return {
    wrong: `"${text.trim().slice(0, 40)}" is no currency. Write its code of three letters, such as EUR.`,
  };
}
