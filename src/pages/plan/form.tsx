import { PostForm } from '../act.tsx';
import { Wrong } from '../import.tsx';
import { Layout, Row } from '../layout.tsx';
import { Diff } from './diff.tsx';
import { Fieldsets } from './fields.tsx';
import type { PlanFormPageProps } from './props.ts';

/** A form on one part of the plan. What was typed stays when something is wrong with it. */
export function PlanFormPage(props: PlanFormPageProps) {
  const { frame, title, lead, version, who, fieldsets, problem, changed, remove, entries } = props;
  return (
    <Layout frame={frame} title={title}>
      <Row
        margin={
          <>
            <p class="note">
              <strong>It stays a file.</strong> Saving changes only these lines of plan.yaml; comments and
              order stay, and the version before is kept in the <a href="/plan/history">history</a>.
            </p>
            <p class="note">A field may stay empty, unless “needed” stands beside its name.</p>
          </>
        }
        marginLabel="What saving does"
      >
        <p class="dateline">
          <a href="/plan">The plan</a>
        </p>
        <h1 class="title">{title}</h1>
        <p class="evidence">{lead}</p>
        {problem ? (
          <Wrong problem={{ message: problem.message, ...(problem.help && { help: problem.help }) }} />
        ) : null}
        {changed ? (
          <>
            <h2 class="heading">What changed in the file meanwhile</h2>
            <Diff hunks={changed} label="What changed in plan.yaml meanwhile" />
          </>
        ) : null}
        <PostForm frame={frame} action={frame.path} class="form plan-form" label={title} fields={{ version }}>
          <Fieldsets fieldsets={fieldsets} />
          <div class="line">
            <div class="field">
              <label for="who">Changed by</label>
              <input type="text" id="who" name="who" value={who} autocomplete="name" />
            </div>
            <button type="submit" name="go" value="save" class="button first">
              Save
            </button>
            {remove ? (
              <button type="submit" name="go" value="remove" class="button">
                {remove}
              </button>
            ) : null}
            <a href="/plan">Leave it as it is</a>
          </div>
        </PostForm>
        {entries ? <Entries entries={entries} /> : null}
      </Row>
    </Layout>
  );
}

function Entries({ entries }: { entries: NonNullable<PlanFormPageProps['entries']> }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h2 class="heading">In the calendar</h2>
      <ul class="due">
        {entries.map(({ href, when, title, note }) => (
          <li>
            <time>{when}</time>
            <p>
              <a href={href}>{title}</a>
              <small>{note}</small>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
