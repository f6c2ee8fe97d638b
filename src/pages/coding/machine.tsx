import { clean } from '../../charts/xml.ts';
import { PostForm } from '../act.tsx';
import { count, counted, minute, shortMinute } from '../format.tsx';
import { Wrong } from '../import.tsx';
import { Row } from '../layout.tsx';
import { Outside } from '../outside.tsx';
import type { Frame } from '../props.ts';
import type { MachineProps, MachineRunShown } from './machine-props.ts';
import { Quality } from './machine-quality.tsx';
import { machineName } from './words.ts';

/** On `/code`: what a machine would read, its newest runs and how good they are. */
export function MachineSection({ frame, machine }: { frame: Frame; machine: MachineProps }) {
  return (
    <>
      <Row
        id="machine"
        marginLabel="What a machine may say"
        margin={
          <p class="note">
            <strong>No share comes from a machine alone.</strong> Its labels narrow the range of a share only
            where a random sample coded by people corrects them; without one they count for nothing.
          </p>
        }
      >
        <h2 class="heading" id="machine">
          By machine
        </h2>
        {machine.problem ? <Wrong problem={machine.problem} /> : null}
        {machine.running ? (
          <p class="notice">
            A machine codes since {minute(machine.running.startedAt, frame)}: {machine.running.progress.step}.{' '}
            <a href="/code/machine/running">See how far it is</a>
          </p>
        ) : (
          <Begin frame={frame} machine={machine} />
        )}
      </Row>
      {machine.runs.map((run) => (
        <Run frame={frame} run={run} />
      ))}
    </>
  );
}

function Begin({ frame, machine: { learned, fewest, model } }: { frame: Frame; machine: MachineProps }) {
  const taught = learned.facets.filter(({ coded }) => coded >= fewest);
  return (
    <>
      {taught.length === 0 ? (
        <p>
          From {fewest} messages on that people coded at random, a machine can learn from them and code all
          others. So far the most in one facet is {Math.max(0, ...learned.facets.map(({ coded }) => coded))}.
        </p>
      ) : (
        <>
          <p>
            A machine learns from what people coded at random (
            {taught.map(({ name, coded }, i) => (
              <>
                {i > 0 ? ', ' : ''}
                {clean(name)}: {count(coded, frame)}
              </>
            ))}
            ) and codes {counted(learned.messages, 'message', 'messages', frame)}. It works on this machine,
            costs nothing and sends nothing. 100,000 messages take about a quarter of a minute.
          </p>
          <PostForm frame={frame} action="/code/machine/start" label="Code all messages by machine">
            <p class="more">
              <button type="submit" class="button">
                Code all messages
              </button>
            </p>
          </PostForm>
        </>
      )}
      {model ? (
        <p class="note apart">
          Or by <Outside text={model.name} bare />, the language model at <Outside text={model.base} bare />:{' '}
          <a href="/code/machine/model">what would be sent, and what it costs</a>
        </p>
      ) : null}
    </>
  );
}

function Run({ frame, run }: { frame: Frame; run: MachineRunShown }) {
  const taught = Object.entries(run.trainedOn);
  return (
    <>
      <Row>
        <h3 class="heading" id={`run-${run.id}`}>
          {machineName(run.coder)}, {shortMinute(run.at, frame)}
        </h3>
        <p>
          {counted(run.messages, 'message', 'messages', frame)}, {counted(run.codes, 'code', 'codes', frame)},
          begun by <Outside text={run.who} bare />.{' '}
          {taught.length > 0
            ? `Learnt from codes by people: ${taught.map(([facet, n]) => `${facet} from ${count(n, frame)} messages`).join(', ')}.`
            : 'It learnt from no code of this workspace.'}
        </p>
        {run.outdated ? (
          <p class="note apart">The codebook has changed since. A new run codes by it as it is now.</p>
        ) : null}
        {run.notes.map((note) => (
          <p class="note apart">{note}</p>
        ))}
        <PostForm frame={frame} action={`/code/machine/${run.id}/remove`} class="undo">
          <button type="submit" class="link" aria-label={`Remove this run, ${shortMinute(run.at, frame)}`}>
            Remove this run
          </button>{' '}
          <span class="note">Shares are then told from people alone; the same run can be made again.</span>
        </PostForm>
      </Row>
      {run.quality?.length === 0 ? null : <Quality run={run} frame={frame} />}
    </>
  );
}
