import type { Child } from 'hono/jsx';
import type { SecretsWay } from '../model/connection.ts';
import { PostForm } from './act.tsx';
import { ConnectForm } from './connect.tsx';
import { count, type Local, minute, shortDay, shortMinute } from './format.tsx';
import { Row, Scroll } from './layout.tsx';
import type { Frame } from './props.ts';
import { Pace } from './running.tsx';
import type { Account, ConnectionsProps } from './sync-props.ts';
import { whatCame } from './sync-words.ts';

/** Connected accounts: how far each is read, what is missing of it, and the form that connects one more. */
export function Connections({ frame, connections, secrets, every }: ConnectionsProps & { frame: Frame }) {
  const table = connections.length > 0;
  return (
    <>
      {table ? <Accounts frame={frame} connections={connections} /> : null}
      <Row
        {...(table ? { label: 'What was read of them' } : { id: 'connections' })}
        margin={
          <p class="note">
            <strong>Only the server of an account is asked.</strong> {everyWords(every)}{' '}
            {secretsWords(connections, secrets)}
          </p>
        }
        marginLabel="How accounts are read"
      >
        {table ? (
          connections.map((one) => <Said one={one} local={frame} />)
        ) : (
          <>
            <h2 class="heading" id="connections">
              Connected accounts
            </h2>
            <p>None yet. A public account is read over the network, with the answers under its posts.</p>
          </>
        )}
        {secrets.problem ? (
          <div class="cannot wrong">
            <p>{secrets.problem.message}</p>
            {secrets.problem.help ? <p class="note">{secrets.problem.help}</p> : null}
          </div>
        ) : null}
        {table ? (
          <details class="fold no-print">
            <summary>Connect another account</summary>
            <ConnectForm frame={frame} secrets={secrets} />
          </details>
        ) : (
          <ConnectForm frame={frame} secrets={secrets} />
        )}
      </Row>
    </>
  );
}

function Accounts({ frame, connections }: { frame: Frame; connections: Account[] }) {
  return (
    <div class="full">
      <Scroll labelledBy="connections">
        <table class="table accounts">
          <caption id="connections">Connected accounts</caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Last sync</th>
              <th scope="col">Seen until</th>
              <th scope="col" class="n">
                Messages
              </th>
              <th scope="col" class="n">
                Followers
              </th>
              <th scope="col" class="no-print">
                Read
              </th>
            </tr>
          </thead>
          <tbody>
            {connections.map((one) => (
              <Line frame={frame} one={one} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function Line({ frame, one }: { frame: Frame; one: Account }) {
  const { name, title, handle, origin, endedAt, observedUntil, messages, followers, running } = one;
  const path = `/import/connections/${encodeURIComponent(name)}`;
  const at = (time: string | undefined) => (time ? shortMinute(time, frame) : 'never');
  return (
    <tr>
      <th scope="row" class="break">
        <a href={path}>
          {title} @{handle}
        </a>
        <i>
          {name}, at {new URL(origin).host}
        </i>
      </th>
      <td>{at(endedAt)}</td>
      <td>{at(observedUntil)}</td>
      <td class="n">{count(messages, frame)}</td>
      <td class="n">
        {followers ? (
          <>
            <a href="/series">{count(followers.value, frame)}</a>
            <i class="whole">{shortDay(`${followers.on}T00:00:00Z`, { ...frame, zone: 'UTC' })}</i>
          </>
        ) : (
          'not told'
        )}
      </td>
      <td class="no-print">
        {running ? (
          'being\u00a0read'
        ) : (
          <>
            <PostForm frame={frame} action={`${path}/sync`} class="undo">
              <button type="submit" class="link" aria-label={`Sync ${name} now`}>
                {'Sync\u00a0now'}
              </button>
            </PostForm>
            <a class="no-print" href={`${path}/disconnect`} aria-label={`Disconnect ${name}`}>
              Disconnect
            </a>
          </>
        )}
      </td>
    </tr>
  );
}

/** How far a sync under way is, why the last one broke off, and what is missing. */
function Said({ one, local }: { one: Account; local: Local }) {
  const { name, running, problem, missing, report } = one;
  const path = `/import/connections/${encodeURIComponent(name)}`;
  return (
    <div class="account">
      {running ? (
        <div class="notice">
          <Pace
            id={`progress-${name}`}
            source={`${path}.json`}
            progress={running}
            local={local}
            of={`${name} is being read`}
            beside
          />
          <p>
            <a href={path}>See how far it is</a>
          </p>
        </div>
      ) : null}
      {report && !running && !problem ? (
        <p class="note">
          {whatCame(one, local)} <a href={path}>What came, and what is missing</a>
        </p>
      ) : null}
      {problem && !running ? (
        <div class="cannot wrong">
          <p>
            The sync of {name} on {minute(problem.at, local)} broke off: {problem.message}
          </p>
          <p class="note">
            {problem.help ? `${problem.help} ` : ''}What was read whole is kept; the next sync goes on behind
            it.
          </p>
        </div>
      ) : null}
      {missing.length > 0 ? (
        <details class="fold" open={missing.length < 4}>
          <summary>Missing of {name}</summary>
          {missing.map((sentence) => (
            <p class="note">{sentence}</p>
          ))}
        </details>
      ) : null}
    </div>
  );
}

function everyWords(every: number | undefined): Child {
  if (every === undefined)
    return (
      <>
        They are read when you say so; <code>rapport serve --sync 15m</code> reads them by itself.
      </>
    );
  const minutes = Math.round(every / 60_000);
  const pause = minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
  return `They are read every ${pause}, less often while a server refuses.`;
}

function secretsWords(connections: Account[], { file, next }: SecretsWay): string {
  const outside = connections.some(({ token }) => token === 'environment');
  const said = [
    ...(outside ? ['Tokens come from the environment first.'] : []),
    ...(file === 'encrypted' ? ['Tokens are in an encrypted file in the workspace.'] : []),
    ...(file === 'file' ? ['Tokens are in a file in the workspace that only this user can read.'] : []),
    ...(file === 'file' && next === 'encrypted' ? ['It is encrypted when a token is next given.'] : []),
  ];
  return said.length > 0 ? said.join(' ') : 'No token is kept.';
}
