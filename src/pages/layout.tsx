import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Frame } from './props.ts';

interface LayoutProps {
  frame: Frame;
  /** The page's title in the browser, without company and product. */
  title: string;
  /** More for the head, such as the refresh of a progress page. */
  head?: Child;
  children?: Child;
}

// A waiting curve: petrol on paper. In the page itself, so that nothing is asked of the server for it.
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0c5964"/><path d="M6 7h5v8h6v6h9" fill="none" stroke="#fcfbf7" stroke-width="3"/><circle cx="26" cy="21" r="3" fill="#efa27c"/></svg>',
)}`;

/** The document around every page. */
export function Layout({ frame, title, head, children }: LayoutProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{[title, frame.company, 'Rapport'].filter(Boolean).join(' · ')}</title>
          <link
            rel="preload"
            href="/fonts/source-serif-4-latin-400.woff2"
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
          <link
            rel="preload"
            href="/fonts/source-sans-3-latin-400.woff2"
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
          <link rel="stylesheet" href="/style.css" />
          <link rel="icon" type="image/svg+xml" href={icon} />
          {head}
          <script type="module" src="/browser.js"></script>
        </head>
        <body data-quotes={frame.quotes}>
          <a class="skip" href="#main">
            Skip to the page
          </a>
          <Header frame={frame} />
          <main class="page" id="main" tabindex={-1}>
            {frame.notice ? (
              <p class="notice" role="status">
                {frame.notice}
              </p>
            ) : null}
            {children}
          </main>
          <Footer frame={frame} />
        </body>
      </html>
    </>
  );
}

const home = { word: 'brief', title: 'This week' };

const work = [
  { word: 'waiting', title: 'Waiting' },
  { word: 'plan', title: 'Plan' },
  { word: 'code', title: 'Code' },
  { word: 'decisions', title: 'Decisions' },
  { word: 'import', title: 'Import' },
];

function Header({ frame }: { frame: Frame }) {
  const few = frame.questions.length <= 3;
  const current = (word: string) => (frame.current === word ? 'page' : undefined);
  return (
    <header class="site">
      <p class="mark">
        <a href="/">Rapport</a> <span>{frame.company}</span>{' '}
        {frame.simulated ? <span class="tag">simulated company</span> : null}
      </p>
      <nav aria-label="Pages">
        <ul>
          <li>
            <a href="/" aria-current={current(home.word)}>
              {home.title}
            </a>
          </li>
          {few
            ? frame.questions.map(({ word }) => (
                <li>
                  <a class="word" href={`/${word}`} aria-current={current(word)}>
                    {word}
                  </a>
                </li>
              ))
            : null}
          {work.map(({ word, title }) => (
            <li>
              <a href={`/${word}`} aria-current={current(word)}>
                {title}
              </a>
            </li>
          ))}
          {few ? null : (
            <li class="to-questions">
              <a href="#questions">Questions</a>
            </li>
          )}
        </ul>
      </nav>
      {few ? null : (
        <nav class="questions" aria-label="Questions, short">
          <ul>
            {frame.questions.map(({ word }) => (
              <li>
                <a href={`/${word}`} aria-current={current(word)}>
                  {word}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

function Footer({ frame }: { frame: Frame }) {
  const first = frame.questions[0];
  return (
    <footer class="end">
      <nav id="questions" aria-labelledby="questions-title">
        <h2 id="questions-title">{frame.questions.length > 1 ? 'The questions' : 'The question'}</h2>
        <ul>
          {frame.questions.map(({ word, title }) => (
            <li>
              <a href={`/${word}`}>{word}</a> {title}
            </li>
          ))}
        </ul>
      </nav>
      <p>
        {frame.simulated ? 'This is a simulated company: no person and no message of it is real. ' : null}
        {frame.freshness} Time zone {frame.zone}, ISO weeks. Ranges are 95&nbsp;% unless a line says
        otherwise. {first && frame.freshness ? <a href={`/${first.word}#definitions`}>Definitions</a> : null}
      </p>
    </footer>
  );
}

/** Two columns as in a letter: the text, and beside it the margin. */
export function Row({ label, id, class: name, margin, marginLabel, children }: RowProps) {
  const names = ['row', name].filter(Boolean).join(' ');
  const inside = (
    <>
      <div>{children}</div>
      {margin ? (
        <aside class="margin" aria-label={marginLabel ?? 'Notes'}>
          {margin}
        </aside>
      ) : null}
    </>
  );
  return id || label ? (
    <section class={names} aria-labelledby={id} aria-label={id ? undefined : label}>
      {inside}
    </section>
  ) : (
    <div class={names}>{inside}</div>
  );
}

interface RowProps {
  /** The name of the section, or the id of its heading. */
  label?: string;
  id?: string;
  class?: string;
  margin?: Child;
  marginLabel?: string;
  children?: Child;
}

/**
 * A role written out. On narrow screens the style sheet makes blocks of some tables' rows, which takes them out of
 * the accessibility tree unless they say what they are.
 */
export const role = (name: string) => ({ role: name });

/** A part that may be wider than its column: scrolls by itself, and by keyboard. */
export function Scroll({
  label,
  labelledBy,
  children,
}: {
  label?: string;
  labelledBy?: string;
  children?: Child;
}) {
  return (
    <section class="scroll" tabindex={0} aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}

/** The address of the page itself, for coming back after an act. */
export function here({ path, query }: Frame): string {
  return query ? `${path}?${query}` : path;
}

/** The address of the page with another value of one query parameter. */
export function hereWith({ path, query }: Frame, name: string, value: string): string {
  const search = new URLSearchParams(query);
  search.set(name, value);
  return `${path}?${search}`;
}
