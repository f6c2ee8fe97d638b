import { raw } from 'hono/html';
import { clean } from '../charts/xml.ts';
import { BriefBody, Head } from './brief.tsx';
import { titleOf } from './brief-days.ts';
import { WaitingNote } from './brief-waiting.tsx';
import { neededFaces } from './faces.ts';
import type { BriefFileProps } from './props.ts';

/** Nothing is run and nothing is fetched, whatever the text says: only this file's own style and faces. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

/** The brief as one HTML file that needs nothing else: its own style and faces, no links, nobody named. */
export function briefFile({ frame, brief, now, styles, font }: BriefFileProps): string {
  const local = { locale: frame.locale, zone: frame.zone, clock: brief.filter.clock };
  const edition = { local, questions: frame.questions, linked: false };
  const title = titleOf(brief, frame.company, local, now);
  const body = clean(
    String(
      <body>
        <header class="site">
          <p class="mark">
            <b>Rapport</b> <span>{frame.company}</span>{' '}
            {brief.made.simulated ? <span class="tag">simulated company</span> : null}
          </p>
        </header>
        <main class="page" id="main">
          <div class="row opening">
            <div>
              <Head brief={brief} title={title} edition={edition} now={now} />
            </div>
            <aside class="margin" aria-label="Who waits">
              <WaitingNote brief={brief} edition={edition} />
            </aside>
          </div>
          <BriefBody brief={brief} edition={edition} />
        </main>
        <footer class="end">
          <p>
            {brief.made.simulated
              ? 'This is a simulated company: no person and no message of it is real. '
              : ''}
            Nobody outside is named: people stand under pseudonyms. Time zone {frame.zone}, ISO weeks. Ranges
            are 95&nbsp;% unless a line says otherwise.
          </p>
        </footer>
      </body>,
    ),
  );
  return String(
    <>
      {raw('<!doctype html>\n')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="content-security-policy" content={policy} />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <meta name="generator" content={brief.made.program} />
          <title>{title}</title>
          <style>{raw(neededFaces(styles, body, font))}</style>
        </head>
        {raw(body)}
      </html>
    </>,
  );
}
