import { PostForm } from './act.tsx';
import { count, counted, day, type Local, minute } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import { RunningPage } from './running.tsx';
import type { Account, AccountPageProps, SyncingPageProps } from './sync-props.ts';
import { tokenWords, whatCame } from './sync-words.ts';

/** How far the reading of an account is. */
export function SyncingPage({ frame, account, running, path }: SyncingPageProps) {
  return (
    <RunningPage
      frame={frame}
      title={`Reading @${account.handle}`}
      heading={
        <>
          Reading <bdi>@{account.handle}</bdi>.
        </>
      }
      dateline={`${account.title}, begun ${minute(running.startedAt, frame)}`}
      meanwhile="What is read whole is kept at once, so a reading that breaks off loses nothing."
      path={path}
      progress={running.progress}
    />
  );
}

/** One connected account: what its last sync brought, what is missing, and what can be done with it. */
export function AccountPage({ frame, account, secrets }: AccountPageProps) {
  const { name, title, handle, origin, problem, missing, report, messages } = account;
  const path = `/import/connections/${name}`;
  return (
    <Layout frame={frame} title={`@${handle}`}>
      <Row
        margin={
          <p class="note">
            <strong>Only {new URL(origin).host} is asked,</strong> {tokenWords(account.token)}.{' '}
            {secrets.problem?.message}
          </p>
        }
        marginLabel="How it is read"
      >
        <p class="dateline">
          {title} <bdi>@{handle}</bdi>, kept as {name}
        </p>
        <h1 class="title break">{whatCame(account, frame)}</h1>
        {problem ? (
          <div class="cannot wrong">
            <p>{problem.message}</p>
            <p class="note">
              {problem.help ? `${problem.help} ` : ''}What was read whole is kept; the next sync goes on
              behind it.
            </p>
          </div>
        ) : null}
        <Figures account={account} local={frame} />
        <p class="more">
          {messages > 0 ? (
            <a class="button first" href="/">
              Read the brief
            </a>
          ) : null}
          {report?.importId === undefined ? null : (
            <a class="button" href={`/import/${report.importId}`}>
              What was brought in
            </a>
          )}
          <a class="button" href="/import#connections">
            All accounts
          </a>
        </p>
      </Row>
      {missing.length > 0 ? (
        <Row id="missing">
          <h2 class="heading" id="missing">
            What is missing
          </h2>
          {missing.map((sentence) => (
            <p class="note apart">{sentence}</p>
          ))}
        </Row>
      ) : null}
      <Row id="further" class="no-print">
        <h2 class="heading" id="further">
          Read on, or take it away
        </h2>
        <PostForm frame={frame} action={`${path}/sync`} label={`Sync ${name}`}>
          <p class="buttons">
            <button type="submit" class="button">
              Sync now
            </button>
            <a class="button" href={`${path}/disconnect`}>
              Disconnect it
            </a>
          </p>
        </PostForm>
      </Row>
    </Layout>
  );
}

function Figures({ account, local }: { account: Account; local: Local }) {
  const { report, messages, followers, since, endedAt, sweptAt, observedUntil } = account;
  const lines: [string, string][] = [
    ...(report
      ? ([
          ['New', count(report.added, local)],
          ['Changed', count(report.changed, local)],
          ['Gone there', count(report.gone, local)],
          ['Looked at', counted(report.read, 'message', 'messages', local)],
        ] as [string, string][])
      : []),
    ['In all', counted(messages, 'message', 'messages', local)],
    ...(followers ? ([['Followers', followersOn(followers, local)]] as [string, string][]) : []),
    ['Connected', minute(since, local)],
    ...(endedAt ? ([['Last sync', minute(endedAt, local)]] as [string, string][]) : []),
    ...(sweptAt ? ([['Deletions', `asked ${minute(sweptAt, local)}`]] as [string, string][]) : []),
    ...(observedUntil ? ([['Seen until', minute(observedUntil, local)]] as [string, string][]) : []),
  ];
  return (
    <dl class="facts">
      {lines.map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

function followersOn({ value, on }: NonNullable<Account['followers']>, local: Local): string {
  return `${count(value, local)}, counted ${day(`${on}T00:00:00Z`, { ...local, zone: 'UTC' })}`;
}
