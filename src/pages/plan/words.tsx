import type { Child } from 'hono/jsx';
import { clean } from '../../charts/xml.ts';
import { day } from '../format.tsx';

/** A calendar day in the locale: it is the same day in every zone. The text itself where it is no date. */
export function isoDay(on: string, locale: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(on) ? day(`${on}T12:00:00Z`, { locale, zone: 'UTC' }) : clean(on);
}

/** The same, marked up. */
export function Day({ on, locale }: { on: string; locale: string }) {
  return <time datetime={on}>{isoDay(on, locale)}</time>;
}

/** A way to change a part; not on paper. */
export function Change({ href, children }: { href: string; children: Child }) {
  return (
    <p class="more">
      <a href={href}>{children}</a>
    </p>
  );
}

/** What people wrote into the plan, line by line. */
export function Written({ text }: { text: string }) {
  const lines = clean(text).split(/\n+/);
  return (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

/** Facts in two columns; those that are missing are left out. */
export function Facts({ facts }: { facts: [term: string, fact: Child | undefined | false | null | ''][] }) {
  const told = facts.filter(([, fact]) => fact);
  if (told.length === 0) return null;
  return (
    <dl class="facts">
      {told.map(([term, fact]) => (
        <>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </>
      ))}
    </dl>
  );
}

/** "6 to 18", or the one number that both ends are. */
export function rangeWords({ low, high }: { low: number; high: number }, locale: string): string {
  const number = new Intl.NumberFormat(locale);
  return low === high ? number.format(low) : `${number.format(low)} to ${number.format(high)}`;
}
