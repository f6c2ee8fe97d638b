import type { SeriesKind, SeriesUnit } from '../../model/series.ts';
import { plainHeader } from '../header-words.ts';

/** What a header says of the series in its column. */
export interface Named {
  word: string;
  kind: SeriesKind;
  unit?: SeriesUnit;
  currency?: string;
  percent?: boolean;
}

/** Series by one word in every language, with what headers call them, as `plainHeader` writes it. */
const known: [word: string, kind: SeriesKind, unit: SeriesUnit | undefined, headers: string][] = [
  [
    'revenue',
    'outcome',
    'money',
    'revenue salesrevenue turnover umsatz erlos chiffreaffaires chiffredaffaires ca ingresos facturacion receita ricavi fatturato omzet 매출 売上 销售额',
  ],
  ['sales', 'outcome', undefined, 'sales absatz verkaufe ventes ventas vendas vendite verkopen 販売'],
  ['leads', 'outcome', 'count', 'leads lead newleads mql sql anfragen prospects interessenten'],
  [
    'sign-ups',
    'outcome',
    'count',
    'signups signup registrations anmeldungen registrierungen inscriptions registros iscrizioni aanmeldingen 가입 登録',
  ],
  ['orders', 'outcome', 'count', 'orders bestellungen auftrage commandes pedidos ordini bestellingen 注文'],
  [
    'memberships',
    'outcome',
    'count',
    'memberships members newmembers mitglieder adhesions membres miembros soci leden',
  ],
  [
    'applications',
    'outcome',
    'count',
    'applications bewerbungen candidatures candidaturas solicitudes sollicitaties',
  ],
  ['conversions', 'outcome', 'count', 'conversions keyevents konversionen'],
  [
    'market-share',
    'outcome',
    'share',
    'marketshare marktanteil partdemarche cuotademercado quotadimercato marktaandeel',
  ],
  ['category-sales', 'outcome', undefined, 'categorysales marktvolumen marketsize marketvolume'],
  ['category-rank', 'outcome', 'rank', 'categoryrank rank ranking rang position'],
  ['share-of-search', 'outcome', 'share', 'shareofsearch sos suchanteil'],
  [
    'visits',
    'visits',
    'count',
    'visits sessions websessions sitzungen besuche visites visitas sesiones sessoes visite bezoeken 방문 訪問',
  ],
  [
    'users',
    'visits',
    'count',
    'users totalusers visitors uniquevisitors activeusers newusers nutzer besucher visiteurs',
  ],
  ['page-views', 'visits', 'count', 'pageviews views screenpageviews seitenaufrufe pagesvues paginasvistas'],
  [
    'followers',
    'platform',
    'count',
    'followers totalfollowers followercount subscribers subscribercount abonnenten abonnes seguidores',
  ],
];

const platformWords =
  /follower|subscriber|impression|reach\b|reaction|like|comment|repost|retweet|share[sd]?\b(?! of)|engagement|mention|click|abonne|seguidor/i;
const visitWords = /\b(sessions?|visits?|visitors?|page ?views?|utm)\b/i;
const spendWords = /spend|cost|budget|kosten|ausgaben|depense|gasto|costo|\badv(ertising)?\b|werbung/i;
const moneyWords = /revenue|umsatz|amount|price|turnover|income|erlös|chiffre|ingreso|omzet|fatturato/i;
const countWords =
  /\b(n|no|number|count|anzahl|nombre|numero|aantal|total)\b|impression|conversions?|clicks?|orders?|visitors?|views?|reactions?|comments?|reposts?|likes?|followers?|subscribers?/i;
const shareWords = /%|percent|prozent|\bpct\b|\brate\b|\bquote\b|\bshare\b|\banteil\b|\btaux\b/i;
const percentWords = /%|percent|prozent|\bpct\b/i;
const rankWords = /\b(rank|ranking|rang|position)\b/i;
const indexWords = /\b(index|score|sentiment)\b/i;

const codes: Record<string, string> = { '€': 'EUR', '£': 'GBP', '₩': 'KRW', '₹': 'INR' };

/** What a header says; a unit that it does not say is left out. */
export function namedBy(header: string): Named {
  const currency = currencyIn(header);
  const plain = plainHeader(header.replace(/[([][^)\]]*[)\]]|\bin\b.*$|[%€£₩₹]/gi, ''));
  const spaced = header.replace(/[_-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2');
  const found = known.find(([, , , headers]) => headers.split(' ').includes(plain));
  if (found) {
    const [word, kind, unit] = found;
    return described({ word, kind, ...((currency ? 'money' : unit) && { unit: currency ? 'money' : unit }) });
  }
  const kind: SeriesKind = spendWords.test(spaced)
    ? 'input'
    : visitWords.test(spaced)
      ? 'visits'
      : platformWords.test(spaced)
        ? 'platform'
        : 'outcome';
  const unit = unitIn(spaced, currency);
  return described({ word: seriesWord(header), kind, ...(unit && { unit }) });

  function described(named: Named): Named {
    if (currency) named.currency = currency;
    if (named.unit === 'share' && percentWords.test(spaced)) named.percent = true;
    return named;
  }
}

function unitIn(spaced: string, currency: string | undefined): SeriesUnit | undefined {
  if (currency || spendWords.test(spaced) || moneyWords.test(spaced)) return 'money';
  if (rankWords.test(spaced)) return 'rank';
  if (shareWords.test(spaced)) return 'share';
  if (indexWords.test(spaced)) return 'index';
  return countWords.test(spaced) ? 'count' : undefined;
}

function currencyIn(header: string): string | undefined {
  const sign = /[€£₩₹]/.exec(header)?.[0];
  if (sign) return codes[sign];
  return /(?:^|[\s([_])(EUR|USD|GBP|CHF|JPY|CNY|KRW|SEK|NOK|DKK|PLN|CAD|AUD|INR|BRL)(?:$|[\s)\]_])/.exec(
    header,
  )?.[1];
}

/** `Total followers` as the word `total-followers`. */
export function seriesWord(header: string): string {
  return (
    header
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'value'
  );
}

/** A dimension's name: UTM parameters as they are written everywhere, others in the same way. */
export function dimensionWord(header: string): string {
  return seriesWord(header).replaceAll('-', '_');
}

const dateHeaders =
  /^(date|day|week|month|quarter|year|period|time|datetime|timestamp|dateweek|weekof|weekstart|weekstarting|weekending|weekend|startdate|ds|datum|tag|woche|kw|monat|quartal|jahr|zeitraum|jour|semaine|mois|trimestre|annee|periode|fecha|dia|semana|mes|ano|data|giorno|settimana|mese|anno|dag|maand|kwartaal|jaar|날짜|월|日付|月|日期|年月)$/;
const valueHeaders =
  /^(value|values|wert|valeur|valor|valore|waarde|amount|betrag|count|anzahl|number|値|数值|값)$/;
const seriesHeaders =
  /^(series|metric|metrics|measure|kpi|indicator|kennzahl|indikator|indicateur|indicador|indicatore|reihe|serie|metrica|metrik|指標|指标|지표)$/;
const sizeHeaders = /^(n|base|basis|samplesize|sample)$/;

/** What a column could be for a series, by its header. */
export function seriesRole(header: string): 'time' | 'value' | 'series' | 'n' | 'utm' | undefined {
  const plain = plainHeader(header);
  if (dateHeaders.test(plain)) return 'time';
  if (
    /^utm(source|medium|campaign|content|term)$/.test(plain) ||
    /^(session)?(source|medium|campaign|sourcemedium)$/.test(plain)
  )
    return 'utm';
  if (seriesHeaders.test(plain)) return 'series';
  if (valueHeaders.test(plain)) return 'value';
  return sizeHeaders.test(plain) ? 'n' : undefined;
}
