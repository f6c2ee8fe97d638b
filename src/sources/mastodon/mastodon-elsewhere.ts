import { z } from 'zod';
import type { Wire } from '../../model/connector.ts';
import { isProblem } from '../../model/problem.ts';

const finger = z.object({
  links: z.array(z.object({ rel: z.string(), href: z.string().optional() })),
});

/**
 * The profile address of an account whose domain is not its server, by WebFinger (RFC 7033); undefined where the domain
 * does not say.
 */
export async function profileElsewhere(
  origin: string,
  name: string,
  wire: Wire,
): Promise<string | undefined> {
  const resource = encodeURIComponent(`acct:${name}@${new URL(origin).host}`);
  try {
    const answer = await wire.get(`${origin}/.well-known/webfinger?resource=${resource}`);
    const links = finger.safeParse(answer.json).data?.links ?? [];
    const page =
      links.find(({ rel }) => rel === 'http://webfinger.net/rel/profile-page') ??
      links.find(({ rel }) => rel === 'self');
    const href = page?.href;
    return href !== undefined && URL.canParse(href) && new URL(href).origin !== origin ? href : undefined;
  } catch (error) {
    if (isProblem(error)) return undefined;
    throw error;
  }
}
