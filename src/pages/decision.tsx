import { clean } from '../charts/xml.ts';
import type { Expectation } from '../model/journal.ts';
import { PostForm } from './act.tsx';
import type { EntryPageProps, LookBack } from './decision-props.ts';
import { changeWords, ExpectationLine, kindWords, OutcomeLine } from './decisions.tsx';
import { day, minute, Words } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import type { Frame } from './props.ts';
import { SeenView } from './seen.tsx';

/** One entry of the journal: what was written down, what was seen then, what happened, and what can be put right. */
export function EntryPage({ frame, entry, looks }: EntryPageProps) {
  const expectations =
    entry.kind === 'decision' ? entry.expectations : entry.kind === 'expectation' ? [entry] : [];
  return (
    <Layout frame={frame} title={clean(entry.what)}>
      <Row
        marginLabel="Put right or take back"
        margin={
          <div class="no-print">
            <Correct frame={frame} entry={entry} />
            {expectations
              .filter((one) => one.id !== entry.id)
              .map((one) => (
                <Correct frame={frame} entry={one} />
              ))}
            <Undo
              frame={frame}
              act={entry.id}
              words={`Take this ${kindWords[entry.kind]} back`}
              back="/decisions"
            />
          </div>
        }
      >
        <p class="dateline">
          <a href="/decisions">Decisions</a>, {kindWords[entry.kind]} of {minute(entry.at, frame)}
        </p>
        <h1 class="title">
          <bdi>{clean(entry.what)}</bdi>
        </h1>
        <div class="told">
          {entry.kind === 'decision' && entry.why ? <p>Why: {clean(entry.why)}</p> : null}
          {entry.kind === 'change' ? <p>{changeWords(entry, frame)}</p> : null}
          {entry.kind === 'decision' && expectations.length === 0 && !entry.outcome ? (
            <p>Look back on {day(entry.by, { ...frame, zone: 'UTC' })}.</p>
          ) : null}
          {expectations.map((one) => (
            <Expected expectation={one} own={entry.kind === 'expectation'} frame={frame} />
          ))}
          {entry.kind === 'decision' && entry.outcome ? (
            <>
              <OutcomeLine outcome={entry.outcome} local={frame} />
              <Undo
                frame={frame}
                act={entry.outcome.act}
                words="Take the look back"
                back={`/decisions/${entry.id}`}
              />
            </>
          ) : null}
          {[entry, ...expectations.filter((one) => one.id !== entry.id)].flatMap(({ corrections }) =>
            corrections.map(({ at, before }) => (
              <p class="hint">
                Put right on {day(at, frame)}. It said before: <bdi>{clean(before)}</bdi>
              </p>
            )),
          )}
        </div>
      </Row>
      {looks.map((look) => (
        <Look look={look} frame={frame} />
      ))}
      {entry.seen ? (
        <Row id="seen">
          <h2 class="sentence" id="seen">
            What we saw then
          </h2>
          <SeenView seen={entry.seen} local={frame} />
        </Row>
      ) : null}
      {expectations.map(({ outcome }) =>
        outcome?.seen ? (
          <Row label="What we saw on looking back">
            <h2 class="sentence">What we saw on looking back</h2>
            <SeenView seen={outcome.seen} local={frame} />
          </Row>
        ) : null,
      )}
    </Layout>
  );
}

function Expected({ expectation, own, frame }: { expectation: Expectation; own: boolean; frame: Frame }) {
  const { outcome } = expectation;
  return (
    <div>
      <ExpectationLine expectation={expectation} own={own} local={frame} />
      {outcome ? (
        <Undo
          frame={frame}
          act={outcome.act}
          words="Take this look back away"
          back={`/decisions/${expectation.id}`}
        />
      ) : null}
    </div>
  );
}

const cameChoices = [
  ['yes', 'It came'],
  ['no', 'It did not come'],
  ['cannot-tell', 'It cannot be told'],
] as const;

function Look({ look: { of, due, proposal }, frame }: { look: LookBack; frame: Frame }) {
  const id = `look-${of.id}`;
  if (!due)
    return (
      <Row label="Look back">
        <p class="evidence">
          You are asked on {day(of.by, { ...frame, zone: 'UTC' })}. Before its day nothing is scored: looking
          when it looks good would make every forecast good.
        </p>
      </Row>
    );
  const expected = of.kind === 'expectation';
  return (
    <Row id={id}>
      <h2 class="sentence" id={id}>
        {expected ? `Did it come? ${clean(of.what)}` : 'What came of it?'}
      </h2>
      {proposal ? (
        <p class="evidence">
          <Words sentence={proposal.because} local={frame} />
        </p>
      ) : null}
      <PostForm frame={frame} action={`/decisions/${of.id}/outcome`} class="form write">
        {expected ? (
          <fieldset class="ticks">
            <legend>{proposal ? 'Did it come? Rapport proposes what is chosen.' : 'Did it come?'}</legend>
            {cameChoices.map(([value, words]) => (
              <label class="tick">
                <input type="radio" name="came" value={value} required checked={proposal?.came === value} />{' '}
                {words}
              </label>
            ))}
          </fieldset>
        ) : null}
        <p>
          <label for={`what-${of.id}`}>What happened, in a sentence</label>
          <input
            type="text"
            id={`what-${of.id}`}
            name="what"
            required={!expected}
            maxlength={500}
            autocomplete="off"
          />
        </p>
        <fieldset class="ticks">
          <legend>And now</legend>
          <label class="tick">
            <input type="radio" name="next" value="keep" /> We keep it
          </label>
          <label class="tick">
            <input type="radio" name="next" value="change" /> We change it
          </label>
        </fieldset>
        <button type="submit" class="button first">
          Write it down
        </button>
      </PostForm>
    </Row>
  );
}

function Correct({ frame, entry }: { frame: Frame; entry: EntryPageProps['entry'] }) {
  const id = (name: string) => `${name}-right-${entry.id}`;
  const words = entry.kind === 'expectation' ? 'Put the expectation right' : 'Put it right';
  return (
    <details class="fold">
      <summary>{words}</summary>
      <PostForm frame={frame} action={`/decisions/${entry.id}/correction`} class="form write">
        <p>
          <label for={id('what')}>What</label>
          <input type="text" id={id('what')} name="what" value={clean(entry.what)} required maxlength={500} />
        </p>
        {entry.kind === 'decision' ? (
          <p>
            <label for={id('why')}>Why</label>
            <input type="text" id={id('why')} name="why" value={clean(entry.why ?? '')} maxlength={500} />
          </p>
        ) : null}
        {entry.kind === 'decision' || entry.kind === 'expectation' ? (
          <p>
            <label for={id('by')}>Look back on</label>
            <input type="date" id={id('by')} name="by" value={entry.by} required />
          </p>
        ) : null}
        {entry.kind === 'change' ? (
          <p>
            <label for={id('from')}>From which day on</label>
            <input type="date" id={id('from')} name="from" value={entry.from} required />
          </p>
        ) : null}
        <p class="hint">What it said before stays to be read. How sure you were cannot be changed.</p>
        <button type="submit" class="button">
          Put it right
        </button>
      </PostForm>
    </details>
  );
}

function Undo({ frame, act, words, back }: { frame: Frame; act: string; words: string; back: string }) {
  return (
    <PostForm frame={frame} action="/act" class="undo no-print" fields={{ kind: 'undo', act, back }}>
      <button type="submit" class="link">
        {words}
      </button>
    </PostForm>
  );
}
