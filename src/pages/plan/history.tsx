import { clean } from '../../charts/xml.ts';
import type { PlanVersion } from '../../model/plan-version.ts';
import { PostForm } from '../act.tsx';
import { minute, shortMinute } from '../format.tsx';
import { Layout, Row, Scroll } from '../layout.tsx';
import type { Frame } from '../props.ts';
import { Diff } from './diff.tsx';
import type { PlanHistoryPageProps, PlanVersionPageProps } from './props.ts';

/** Every version of the plan that was in force, newest first. */
export function PlanHistoryPage({ frame, current, versions, newest }: PlanHistoryPageProps) {
  return (
    <Layout frame={frame} title="History of the plan">
      <Row
        margin={
          <p class="note">
            <strong>Every answer names the version it was read with.</strong> The versions are files in the
            folder plan-history of the workspace; a back-up carries them.
          </p>
        }
      >
        <p class="dateline">
          <a href="/plan">The plan</a>
        </p>
        <h1 class="title">
          {versions.length === 0
            ? 'No version of the plan was kept yet.'
            : versions.length === 1
              ? 'One version of the plan was in force.'
              : `${versions.length} versions of the plan were in force.`}
        </h1>
        {newest ? (
          <>
            <h2 class="heading">The last change</h2>
            <Diff hunks={newest} label="The last change" />
          </>
        ) : null}
        {versions.length > 0 ? <Versions frame={frame} current={current} versions={versions} /> : null}
      </Row>
    </Layout>
  );
}

/** Who changed something, in words; a file edited by hand names nobody. */
export function whoWords({ who, what }: Pick<PlanVersion, 'who' | 'what'>): string {
  if (what === 'made') return 'made by Rapport';
  return [who, what].filter(Boolean).join(': ');
}

function Versions({ frame, current, versions }: { frame: Frame; current: string; versions: PlanVersion[] }) {
  return (
    <Scroll labelledBy="versions">
      <table class="table">
        <caption id="versions">All versions</caption>
        <thead>
          <tr>
            <th scope="col">In force since</th>
            <th scope="col">Who, what</th>
            <th scope="col">Version</th>
            <th scope="col">Put back</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one, index) => (
            <tr>
              <th scope="row">
                <a href={`/plan/history/${one.version}`}>{shortMinute(one.at, frame)}</a>
              </th>
              <td class="break">{whoWords(one)}</td>
              <td>
                <code>{one.version}</code>
              </td>
              <td>
                {index === 0 ? 'the last one' : <PutBack frame={frame} current={current} version={one} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function PutBack({ frame, current, version }: { frame: Frame; current: string; version: PlanVersion }) {
  if (version.version === current) return 'in force';
  return (
    <PostForm frame={frame} action={`/plan/history/${version.version}`} class="undo" fields={{ current }}>
      <button
        type="submit"
        class="link"
        aria-label={`Put the version of ${shortMinute(version.at, frame)} back`}
      >
        Put back
      </button>
    </PostForm>
  );
}

/** One version, what changed in it, and its text. */
export function PlanVersionPage(props: PlanVersionPageProps) {
  const { frame, current, version, text, before, versions, changes } = props;
  return (
    <Layout frame={frame} title="A version of the plan">
      <Row
        margin={
          <p class="note">
            <strong>{version.version === current ? 'It is in force.' : 'It was in force.'}</strong> Answers
            that name <code>{version.version}</code> were read with it.
          </p>
        }
      >
        <p class="dateline">
          <a href="/plan">The plan</a>, <a href="/plan/history">all versions</a>
        </p>
        <h1 class="title">
          {version.at ? `The plan as of ${minute(version.at, frame)}` : 'Before there was a plan.yaml'}
        </h1>
        <p class="evidence">{whoWords(version)}.</p>
        {before ? (
          <>
            <h2 class="heading">Against the version of {minute(before.at, frame)}</h2>
            <Diff hunks={changes} label={`Changes against ${before.version}`} />
          </>
        ) : null}
        {versions.length > 1 ? <With {...props} /> : null}
        <details class="fold" open={!before}>
          <summary>Its whole text</summary>
          <div class="wide">
            <pre class="diff">{clean(text) || 'Nothing: the defaults held.'}</pre>
          </div>
        </details>
        {version.version === current || !version.at ? null : (
          <PostForm frame={frame} action={frame.path} class="buttons" fields={{ current }}>
            <button type="submit" class="button">
              Put this version back
            </button>
          </PostForm>
        )}
      </Row>
    </Layout>
  );
}

function With({ frame, version, before, versions }: PlanVersionPageProps) {
  const others = [...new Map(versions.map((one) => [one.version, one])).values()].filter(
    (one) => one.version !== version.version,
  );
  if (others.length === 0) return null;
  return (
    <form method="get" action={frame.path} class="filter">
      <div>
        <label for="with">Compare with</label>
        <select id="with" name="with">
          {others.map((one) => (
            <option value={one.version} selected={one.version === before?.version}>
              {`${shortMinute(one.at, frame)}, ${whoWords(one)}`}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button">
        Compare
      </button>
    </form>
  );
}
