import type { Act } from '../model/act.ts';
import type { ThreadTurn } from '../model/waiting.ts';
import { PostForm, Undo, WaitingActs } from './act.tsx';
import { counted, type Local, minute } from './format.tsx';
import { here, Layout, Row } from './layout.tsx';
import { Outside, OutsideLink } from './outside.tsx';
import type { Frame, ThreadPageProps } from './props.ts';

/** A whole thread as a tree: who said what, what the rule says of it, and what was done about it. */
export function ThreadPage({ frame, message, turns, channel, completeness, back }: ThreadPageProps) {
  const present = turns.filter(({ placeholder }) => !placeholder);
  const ours = present.filter(({ own }) => own).length;
  const people = new Set(present.filter(({ own }) => !own).map(({ who }) => who)).size;
  const missing = turns.length - present.length;
  const at = turns.findIndex(
    ({ source, nativeId }) => source === message.source && nativeId === message.nativeId,
  );
  return (
    <Layout frame={frame} title="A thread">
      <Row margin={<Notes completeness={completeness} />} marginLabel="How to read the thread">
        {back ? (
          <p class="dateline">
            <a href={back}>{backWords(back)}</a>
          </p>
        ) : null}
        <h1 class="title">
          {channel ? `A thread on ${channel}` : 'A thread'}:{' '}
          {counted(present.length, 'message', 'messages', frame)}
        </h1>
        <p class="dateline">
          {counted(people, 'person', 'people', frame)},{' '}
          {ours === 0 ? 'no answer from us' : `${counted(ours, 'message', 'messages', frame)} from us`}
          {missing > 0 ? `, ${counted(missing, 'message', 'messages', frame)} not in the data` : ''}.
        </p>
        {at > 4 ? (
          <p class="more">
            <a href={`#turn-${at + 1}`}>The message you came for</a>
          </p>
        ) : null}
        <ol class="thread">
          {turns.map((turn, i) => (
            <Turn frame={frame} turn={turn} id={String(i + 1)} current={i === at} local={frame} />
          ))}
        </ol>
      </Row>
    </Layout>
  );
}

function backWords(back: string): string {
  if (/^\/waiting\b/.test(back)) return 'Back to who is waiting';
  return /^\/messages\b/.test(back) ? 'Back to the messages' : 'Back';
}

function Notes({ completeness }: Pick<ThreadPageProps, 'completeness'>) {
  return (
    <>
      <p class="note">
        <strong>A double rule and “us”</strong> mark what we wrote. Each answer is set in under what it
        answers.
      </p>
      {completeness === 'own-side-only' ? (
        <p class="note">
          Only our own side is in the data: replies by other people are not, and are no silence.
        </p>
      ) : null}
      {completeness === 'unknown' ? (
        <p class="note">Whether every reply is in the data is not known.</p>
      ) : null}
    </>
  );
}

const states = {
  answered: 'Answered.',
  'answered-unknown-time': 'Answered, at a time that the data do not tell.',
  waiting: 'Still waiting.',
  unknown: 'An answer is said to exist but is not in the data.',
  dismissed: 'Set aside.',
} as const;

const withheldWords = {
  erased: 'Erased: its writer asked to be forgotten.',
  gone: 'Gone at its source: its text is not kept.',
  expired: 'Its text was kept as long as it may be.',
} as const;

const deepest = 6;

interface TurnProps {
  frame: Frame;
  turn: ThreadTurn;
  id: string;
  current: boolean;
  local: Local;
}

function Turn({ frame, turn, id, current, local }: TurnProps) {
  const form = turn.placeholder ? 'missing' : turn.own ? 'ours' : 'theirs';
  return (
    <li
      class={`turn ${form} d${Math.min(deepest, turn.depth)}`}
      id={`turn-${id}`}
      aria-current={current ? 'true' : undefined}
    >
      {turn.depth > 0 ? <span class="unseen">Answer, step {turn.depth}. </span> : null}
      {turn.placeholder ? (
        <p class="who">A message that is not in the data; we know it only because others answer it.</p>
      ) : (
        <>
          <p class="who">
            <b>
              <bdi>{turn.who}</bdi>
            </b>
            {turn.own ? <span class="tag">us</span> : null}, <When turn={turn} local={local} />
          </p>
          <p class="said" dir="auto">
            {turn.withheld ? <i>{withheldWords[turn.withheld]}</i> : <Outside text={turn.text} />}
          </p>
          <Rule turn={turn} />
        </>
      )}
      {turn.acts.map((act) => (
        <div class="who done">
          {act.note}{' '}
          <span>
            {minute(act.at, local)}, by {act.who}
          </span>{' '}
          {(act.kind as Act['kind']) === 'undo' ? null : <Undo frame={frame} act={act.id} of={act.note} />}
        </div>
      ))}
      {turn.own || turn.placeholder ? null : <TurnActs frame={frame} turn={turn} id={id} />}
    </li>
  );
}

function When({ turn, local }: { turn: ThreadTurn; local: Local }) {
  const words = <time datetime={turn.at}>{minute(turn.at, local)}</time>;
  return turn.url ? <OutsideLink url={turn.url}>{words}</OutsideLink> : words;
}

function Rule({ turn }: { turn: ThreadTurn }) {
  if (!turn.expects) return null;
  const { expects, kind, reason } = turn.expects;
  return (
    <p class="who rule">
      {expects ? `Expects an answer (${kind})` : 'Expects no answer'}: {reason.replace(/\.$/, '')}.{' '}
      {turn.state ? <b>{states[turn.state]}</b> : null}
    </p>
  );
}

function TurnActs({ frame, turn, id }: { frame: Frame; turn: ThreadTurn; id: string }) {
  const message = { source: turn.source, nativeId: turn.nativeId };
  const expects = turn.expects?.expects ?? false;
  const of = `message ${id}, ${turn.who}`;
  const wrong = expects ? 'The rule is wrong: no answer expected' : 'The rule is wrong: it expects an answer';
  return (
    <div class="acts">
      {turn.state === 'waiting' || turn.state === 'unknown' ? (
        <WaitingActs frame={frame} message={message} id={id} of={of} back={`${here(frame)}#turn-${id}`} />
      ) : null}
      <PostForm
        frame={frame}
        action="/act"
        class="undo"
        fields={{
          kind: 'expects-answer',
          expects: String(!expects),
          back: `${here(frame)}#turn-${id}`,
          ...message,
        }}
      >
        <button type="submit" class="link" aria-label={`${of}: ${wrong}`}>
          {wrong}
        </button>
      </PostForm>
    </div>
  );
}
