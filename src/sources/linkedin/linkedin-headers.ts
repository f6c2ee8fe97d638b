import { plainHeader } from '../header-words.ts';

/** What LinkedIn calls one thing in English, Spanish and Portuguese, as `plainHeader` writes it. */
type Words = Record<string, string>;

const sides: Words = {
  organic: 'organic organico organicos organica organicas general generales',
  sponsored: 'sponsored patrocinado patrocinados patrocinada patrocinadas',
  total: 'total totales totais',
};
const counted: Words = {
  impressions: 'impressions impresiones impressoes',
  'unique-impressions': 'uniqueimpressions impresionesunicas impressoesunicas',
  clicks: 'clicks clics cliques',
  reactions: 'reactions reacciones reacoes',
  comments: 'comments comentarios',
  reposts: 'reposts shares vecescompartido compartilhamentos',
  'engagements-per-impression': 'engagementrate tasadeinteraccion taxadeengajamento',
};
const posts: Words = {
  title: 'posttitle titulodelapublicacion titulodepublicacion titulodapublicacao titulodepublicacao',
  link: 'postlink enlacedelapublicacion enlacedepublicacion linkdapublicacao linkdepublicacao',
  type: 'posttype tipodelapublicacion tipodepublicacion tipodapublicacao tipodepublicacao',
  campaign: 'campaignname',
  'posted-by': 'postedby anunciadopor publicadapor',
  created: 'createddate fechadecreacion criacao',
  'campaign-start': 'campaignstartdate',
  'campaign-end': 'campaignenddate',
  audience: 'audience',
  impressions: 'impressions impresiones impressoes',
  video_views: 'views',
  offsite_views: 'offsiteviews',
  clicks: 'clicks clics cliques',
  clicks_per_impression: 'clickthroughratectr clickthroughrate porcentajedeclics taxadecliquesctr',
  likes: 'likes recomendaciones gostaram',
  comments: 'comments comentarios',
  reposts: 'reposts shares vecescompartido compartilhamentos',
  follows: 'follows seguidores',
  engagements_per_impression: 'engagementrate tasadeinteraccion taxadeengajamento',
  'content-type': 'contenttype tipodecontenido tipodeconteudo',
};
const date: Words = { date: 'date fecha data' };
const followers: Words = {
  'sponsored-new-followers': 'sponsoredfollowers',
  'organic-new-followers': 'organicfollowers',
  'auto-invited-new-followers': 'autoinvitedfollowers',
  'new-followers': 'totalfollowers newfollowers',
};
const pages: Words = {
  page: 'page pagina',
  'competitor-followers': 'totalfollowers',
  'competitor-new-followers': 'newfollowers',
  'competitor-engagements': 'totalpostengagements totalengagements',
  'competitor-posts': 'totalposts posts',
};

/** Breakdowns of followers, in the order of their sheets. */
export const breakdowns: Words = {
  location: 'location ubicacion localidade',
  'job-function': 'jobfunction',
  seniority: 'seniority',
  industry: 'industry sector',
  'company-size': 'companysize',
};

/** A kind of sheet: what its columns are, and in which order where LinkedIn writes all of them. */
export interface LinkedinLayout {
  kind: 'metrics' | 'posts' | 'followers' | 'visitors' | 'competitors';
  /** The columns as they stand, when a file has all of them; several where the file has had several forms. */
  orders: string[][];
  /** Without these it is another kind. */
  needs: string[];
  role(header: string): string | undefined;
}

const bothSides = Object.keys(counted).flatMap((name) =>
  name === 'unique-impressions'
    ? ['organic-unique-impressions']
    : [`organic-${name}`, `sponsored-${name}`, name],
);
const tabs = ['overview-', 'life-', 'jobs-', ''];
const devices = ['-desktop', '-mobile', ''];
const views = (tab: string) =>
  ['page-views', 'unique-visitors'].flatMap((what) => devices.map((device) => `${tab}${what}${device}`));

/** The sheets with a row for each day, post or page; `posts` first, because it is the surest. */
export const layouts: LinkedinLayout[] = [
  {
    kind: 'posts',
    orders: [Object.keys(posts)],
    needs: ['link', 'impressions'],
    role: (header) => among(posts, plainHeader(header)),
  },
  {
    kind: 'metrics',
    orders: [['date', ...bothSides]],
    needs: ['date', 'organic-impressions'],
    role: metricRole,
  },
  {
    kind: 'followers',
    orders: [
      ['date', ...Object.keys(followers)],
      ['date', ...Object.keys(followers).filter((word) => !word.startsWith('auto'))],
    ],
    needs: ['date', 'organic-new-followers'],
    role: (header) => among({ ...date, ...followers }, plainHeader(header)),
  },
  {
    kind: 'visitors',
    orders: [
      ['date', ...tabs.flatMap(views)],
      ['date', ...views('')],
    ],
    needs: ['date', 'page-views'],
    role: visitorRole,
  },
  {
    kind: 'competitors',
    orders: [Object.keys(pages)],
    needs: ['page', 'competitor-followers', 'competitor-new-followers'],
    role: (header) => among(pages, plainHeader(header)),
  },
];

/** The breakdown that a header names. */
export function breakdownOf(header: string): string | undefined {
  return among(breakdowns, plainHeader(header));
}

/** `Impressions (organic)`, `Impresiones totales`, `Clicks(total)`; a name alone would be another file's. */
function metricRole(header: string): string | undefined {
  const plain = plainHeader(header);
  const day = among(date, plain);
  if (day) return day;
  for (const [name, words] of Object.entries(counted)) {
    for (const word of words.split(' ')) {
      if (!plain.startsWith(word)) continue;
      const side = among(sides, plain.slice(word.length));
      if (side) return side === 'total' ? name : `${side}-${name}`;
    }
  }
  return undefined;
}

/** `Overview page views (desktop)`, `Total unique visitors (total)`, `Page views (mobile)`. */
function visitorRole(header: string): string | undefined {
  const plain = plainHeader(header);
  const found =
    /^(overview|life|jobs|total)?(pageviews|uniquevisitors)(desktop|mobile|total)$/.exec(plain) ?? undefined;
  if (!found) return among(date, plain);
  const [, tab = 'total', what, device] = found;
  const word = what === 'pageviews' ? 'page-views' : 'unique-visitors';
  return `${tab === 'total' ? '' : `${tab}-`}${word}${device === 'total' ? '' : `-${device}`}`;
}

function among(words: Words, plain: string): string | undefined {
  return Object.keys(words).find((name) => words[name]?.split(' ').includes(plain));
}
