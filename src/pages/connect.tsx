import type { AskedWith, SecretsKept, SecretsWay } from '../model/connection.ts';
import { PostForm } from './act.tsx';
import { Layout, Row } from './layout.tsx';
import type { ConnectFormProps, FoundPageProps } from './sync-props.ts';

/** Names an account, with a secret for it where there is one. */
export function ConnectForm({ frame, secrets, typed = '', host = '', problem, hadSecret }: ConnectFormProps) {
  return (
    <PostForm frame={frame} action="/import/connect" class="form connect" label="Connect an account">
      <div class="field">
        <label for="connect-typed">Account</label>
        <input
          type="text"
          id="connect-typed"
          name="typed"
          value={typed}
          required
          maxlength={300}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={problem ? 'connect-wrong connect-hint' : 'connect-hint'}
          aria-invalid={problem ? 'true' : undefined}
        />
        {problem ? (
          <p class="wrong" id="connect-wrong" role="alert">
            {problem.message} {problem.help}
          </p>
        ) : null}
        <p class="hint" id="connect-hint">
          @name.bsky.social, @name@server, or the address of a profile.
        </p>
      </div>
      <div class="field">
        <label for="connect-secret">App password or access token, if you have one</label>
        <input
          type="password"
          id="connect-secret"
          name="secret"
          maxlength={4000}
          autocomplete="off"
          aria-describedby={hadSecret ? 'connect-again connect-secret-hint' : 'connect-secret-hint'}
        />
        {hadSecret ? (
          <p class="wrong" id="connect-again">
            What you gave here was not kept: give it again.
          </p>
        ) : null}
        <p class="hint" id="connect-secret-hint">
          What is public needs none. It goes to the server of the account and to no other
          {secrets.next === 'encrypted'
            ? ', and is kept encrypted in the workspace.'
            : ', and is kept in a file in the workspace that only this user can read.'}
        </p>
      </div>
      <details class="fold" open={host !== ''}>
        <summary>Another server</summary>
        <div class="field">
          <label for="connect-host">Server of the account</label>
          <input
            type="text"
            id="connect-host"
            name="host"
            value={host}
            maxlength={300}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="connect-host-hint"
          />
          <p class="hint" id="connect-host-hint">
            Only where an account of Bluesky is not with Bluesky itself: its own server, such as
            pds.acme.example.
          </p>
        </div>
      </details>
      <div class="field">
        <button type="submit" class="button first">
          Look it up
        </button>
        <p class="hint" role="status" data-asking="Its server is being asked: a quarter of a minute at most.">
          Its server is asked for the account now. You see what was found before anything is kept.
        </p>
      </div>
    </PostForm>
  );
}

/** `/import/connect`: the form by itself, and with what was wrong in it. */
export function ConnectPage(props: ConnectFormProps) {
  const { frame, problem } = props;
  return (
    <Layout frame={frame} title={problem ? 'Not connected' : 'Connect an account'}>
      <Row
        margin={
          <p class="note">
            <strong>Or bring in a file.</strong> Most platforms give their posts as an export, which needs no
            connection: <a href="/import">import</a>.
          </p>
        }
        marginLabel="Another way in"
      >
        <p class="dateline">Nothing kept yet</p>
        <h1 class="title">Connect an account.</h1>
        <ConnectForm {...props} />
      </Row>
    </Layout>
  );
}

/** What was found, who will be asked and what will be read, before anything is kept. */
export function FoundPage({ frame, action, found, kept, secrets }: FoundPageProps) {
  const { connection, title, reads, known, asked } = found;
  const { name, handle, account, origin } = connection;
  const { host } = new URL(origin);
  return (
    <Layout frame={frame} title={`Connect @${handle}`}>
      <Row
        margin={
          <p class="note">
            <strong>It counts as your own side.</strong> Its posts are yours, and what others write to it may
            wait for your answer. Connect accounts that are your company's.
          </p>
        }
        marginLabel="Whose account"
      >
        <p class="dateline">{known ? 'Found, connected already' : 'Found, nothing kept yet'}</p>
        <h1 class="title break">
          <bdi>@{handle}</bdi> on {title}
        </h1>
        <p class="lead">{reads}</p>
        <dl class="facts">
          <dt>Asked</dt>
          <dd>only {host}</dd>
          <dt>As</dt>
          <dd>{askedWords(asked, kept, secrets)}</dd>
          <dt>Its id there</dt>
          <dd class="break">
            <bdi>{account}</bdi>
          </dd>
          <dt>Name here</dt>
          <dd>{name}</dd>
        </dl>
        <PostForm frame={frame} action={action} label={`Connect @${handle}`}>
          <p class="buttons">
            <button type="submit" name="go" value="read" class="button first">
              {known ? 'Keep it and read now' : 'Connect and read now'}
            </button>
            <button type="submit" name="go" value="keep" class="button">
              {known ? 'Keep it, read later' : 'Connect, read later'}
            </button>
            <button type="submit" name="go" value="drop" class="button">
              Not this one
            </button>
          </p>
        </PostForm>
      </Row>
    </Layout>
  );
}

/** As whom it is read. The environment's token comes before any other. */
function askedWords(asked: AskedWith, kept: SecretsKept, { next }: SecretsWay): string {
  const way = asked === 'given' && kept !== 'environment' ? 'given' : kept;
  switch (way) {
    case 'given':
      return next === 'encrypted'
        ? 'somebody it knows, by the secret that you gave, which will be kept encrypted'
        : 'somebody it knows, by the secret that you gave, which will be kept in secrets.json';
    case 'environment':
      return asked === 'given'
        ? 'somebody it knows, by the token from the environment, which comes before the secret that you gave'
        : 'somebody it knows, by the token from the environment';
    case 'file':
    case 'encrypted':
      return 'somebody it knows, by the token that is kept for this account already';
    case 'none':
      return 'a stranger, without a token: what is public';
  }
}
