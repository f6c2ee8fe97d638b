import { PostForm } from './act.tsx';
import { counted, type Local } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import type { DisconnectedPageProps, DisconnectPageProps } from './sync-props.ts';

const messagesOf = (n: number, local: Local) => counted(n, 'message', 'messages', local);

/** What would go with an account, before it goes. */
export function DisconnectPage({ frame, account, would }: DisconnectPageProps) {
  const { name, handle, title, token, running } = account;
  const path = `/import/connections/${name}`;
  return (
    <Layout frame={frame} title={`Disconnect @${handle}`}>
      <Row
        margin={
          <p class="note">
            <strong>It cannot be undone.</strong> Connect the account again, and what its server still has is
            read anew. Back-ups that you made before still hold these messages.
          </p>
        }
        marginLabel="What stays"
      >
        <p class="dateline">
          {title} <bdi>@{handle}</bdi>, kept as {name}
        </p>
        <h1 class="title">
          {would.removed > 0
            ? `${messagesOf(would.removed, frame)} would go.`
            : 'No message would go, only the connection.'}
        </h1>
        <ul class="steps">
          <li>
            The connection, so that <bdi>@{handle}</bdi> is asked for no more
            {token === 'file' || token === 'encrypted' ? ', and its token' : ''}.
          </li>
          {would.removed > 0 ? (
            <li>
              {messagesOf(would.removed, frame)} that came by it alone, in{' '}
              {counted(would.imports, 'import', 'imports', frame)}, out of the file for good.
            </li>
          ) : null}
          <li>What a file told as well stays, as the file tells it. So does what you said and decided.</li>
          {token === 'environment' ? (
            <li>The token stays in the environment: Rapport cannot take it away there.</li>
          ) : null}
        </ul>
        {running ? (
          <div class="cannot wrong">
            <p>It is being read just now, and can be taken away when that is done.</p>
          </div>
        ) : (
          <PostForm frame={frame} action={`${path}/disconnect`} label={`Disconnect @${handle}`}>
            <p class="more">
              <button type="submit" class="button first">
                {would.removed > 0
                  ? `Disconnect, and remove ${messagesOf(would.removed, frame)}`
                  : 'Disconnect'}
              </button>
            </p>
          </PostForm>
        )}
        <p class="more">
          <a href={path}>Keep it</a>
        </p>
      </Row>
    </Layout>
  );
}

/** What went. */
export function DisconnectedPage({ frame, done }: DisconnectedPageProps) {
  const { name, handle, removed, restored = 0 } = done;
  return (
    <Layout frame={frame} title={`@${handle} is disconnected`}>
      <Row>
        <p class="dateline">Kept as {name} until now</p>
        <h1 class="title break">
          <bdi>@{handle}</bdi> is disconnected.
        </h1>
        <p class="lead">
          {messagesOf(removed, frame)} removed
          {restored > 0 ? `, and ${messagesOf(restored, frame)} as a file tells them` : ''}. Back-ups that you
          made before still hold them. Who took away how much stands under <a href="/import#audit">import</a>.
        </p>
        <p class="more">
          <a class="button first" href="/import#connections">
            All accounts
          </a>
        </p>
      </Row>
    </Layout>
  );
}
