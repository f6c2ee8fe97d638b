import { Connections } from './connections.tsx';
import { DropForm } from './drop.tsx';
import { Kinds, whatCanBeRead } from './kinds.tsx';
import { Layout, Row } from './layout.tsx';
import type { EmptyPageProps, ErrorPageProps, NotFoundPageProps, RefusedPageProps } from './props.ts';
import type { ConnectionsProps } from './sync-props.ts';

/** Nothing has been imported yet: what to do first. */
export function EmptyPage({
  frame,
  readers,
  limit,
  connected,
}: EmptyPageProps & { connected?: ConnectionsProps }) {
  return (
    <Layout frame={frame} title="Nothing is here yet">
      <Row
        margin={
          <p class="note">
            <strong>It stays with you.</strong> A workspace is a folder on your machine; a copy of it is a
            back-up. Nothing of it is sent anywhere: of an account that you connect, only its server is asked.
          </p>
        }
        marginLabel="What stays with you"
      >
        <p class="dateline">New workspace, nothing in it</p>
        <h1 class="title">Nothing is here yet. One file or one account answers the first question.</h1>
        <ol class="steps">
          <li>
            <b>Bring in a file you already have:</b> {whatCanBeRead}. You can undo it. Or{' '}
            <a href="#connections">connect a public account</a>, which is read over the network.
            <Kinds readers={readers} />
          </li>
          <li>
            <b>Say what the file does not tell,</b> if anything is open: its time zone, or which name is
            yours.
          </li>
          <li>
            <b>Read the first sentence</b> on whom you ignore. It needs about 30 messages.
          </li>
        </ol>
        <DropForm frame={frame} limit={limit} />
        <p class="evidence">
          Or in a terminal: <code>rapport import FILE</code>, or <code>rapport try @name.bsky.social</code>{' '}
          for a public account.
        </p>
      </Row>
      {connected ? <Connections frame={frame} {...connected} /> : null}
    </Layout>
  );
}

/** Nothing is at this address. */
export function NotFoundPage({ frame, sought }: NotFoundPageProps) {
  const first = frame.questions[0];
  return (
    <Layout frame={frame} title="Not here">
      <Row>
        <p class="dateline">404</p>
        <h1 class="title">{sought ? `There is no such ${sought}.` : 'Nothing is at this address.'}</h1>
        <div class="cannot">
          <p>
            You asked for <code>{frame.path}</code>.{' '}
            {sought
              ? 'It may have gone with an import that was undone.'
              : 'The address may be mistyped, or from a version that named it otherwise.'}
          </p>
        </div>
        <p class="more">
          {first ? (
            <a class="button" href={`/${first.word}`}>
              {first.title}
            </a>
          ) : null}
          <a class="button" href="/waiting">
            Who is waiting
          </a>
          <a class="button" href="/import">
            Import
          </a>
        </p>
      </Row>
    </Layout>
  );
}

/** Something broke that the reader cannot mend. */
export function ErrorPage({ frame, id }: ErrorPageProps) {
  return (
    <Layout frame={frame} title="Something broke">
      <Row
        margin={
          <p class="note">
            <strong>Nothing you brought in is lost.</strong> A change is kept as a whole or not at all.
          </p>
        }
      >
        <p class="dateline">500</p>
        <h1 class="title">Something broke, and it is our fault.</h1>
        <div class="cannot">
          <p>
            What happened is in <code>rapport.log</code> in your workspace, under the id <code>{id}</code>.
            The log holds no words of messages, so you can pass it on.
          </p>
        </div>
        <p class="more">
          <a class="button" href={frame.path}>
            Try again
          </a>
        </p>
      </Row>
    </Layout>
  );
}

const refusals: Record<number, string> = {
  403: 'This was refused.',
  404: 'This is not here.',
  409: 'This cannot be done now.',
  413: 'This is too large.',
};

/** What was asked for cannot be done as asked: what is wrong, and what to do. */
export function RefusedPage({ frame, message, help, status, back }: RefusedPageProps) {
  return (
    <Layout frame={frame} title="Refused">
      <Row>
        <p class="dateline">{status}</p>
        <h1 class="title">{refusals[status] ?? 'This cannot be done as asked.'}</h1>
        <div class="cannot" role="alert">
          <p>{message}</p>
          {help ? (
            <>
              <h2 class="heading">What to do</h2>
              <p>{help}</p>
            </>
          ) : null}
        </div>
        <p class="more">
          <a class="button" href={back?.href ?? '/'}>
            {back?.label ?? 'To the start'}
          </a>
        </p>
      </Row>
    </Layout>
  );
}
