/**
 * The locale of pages: their words are English, so dates are too, and the order of a date and the signs in a number are
 * those of the region. `de-AT` becomes `en-AT`; a language alone stands for the region where most speak it.
 */
export function pageLocale(stated: string): string {
  const { language, region } = new Intl.Locale(stated).maximize();
  return language === 'en' || !region ? stated : `en-${region}`;
}
