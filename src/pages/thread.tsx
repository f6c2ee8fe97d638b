import type { Act } from '../model/act.ts';
import type { AlsoAs, ThreadTurn } from '../model/waiting.ts';
import { PostForm, Undo, WaitingActs } from './act.tsx';
import { counted, type Local, minute } from './format.tsx';
import { here, Layout, Row } from './layout.tsx';
import { Outside, OutsideLink } from './outside.tsx';
import type { Frame, ThreadPageProps } from './props.ts';

/** A whole thread as a tree: who said what, what the rule says of it, and what was done about it. */
export function ThreadPage({ frame, message, turns, also, channel, completeness, back }: ThreadPageProps) {
  const present = turns.filter(({ placeholder }) => !placeholder);
  const ours = present.filter(({ own }) => own).length;
  const people = new Set(present.filter(({ own }) => !own).map(({ who }) => who)).size;
  const missing = turns.length - present.length;
  const firstOf = new Map<string, number>();
  turns.forEach((turn, i) => {
    const key = authorKey(turn);
    if (key !== undefined && !firstOf.has(key)) firstOf.set(key, i);
  });
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
            <Turn
              frame={frame}
              turn={turn}
              id={String(i + 1)}
              current={i === at}
              local={frame}
              also={also?.get(authorKey(turn) ?? '') ?? []}
              first={firstOf.get(authorKey(turn) ?? '') === i}
            />
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

/** Who wrote from outside, where that is known. */
function authorKey({ own, placeholder, source, author }: ThreadTurn): string | undefined {
  return own || placeholder || author === undefined ? undefined : `${source} ${author}`;
}

interface TurnProps {
  frame: Frame;
  turn: ThreadTurn;
  id: string;
  current: boolean;
  local: Local;
  /** Other accounts of its writer. */
  also: AlsoAs[];
  /** The writer's first message in the thread. */
  first: boolean;
}

function Turn({ frame, turn, id, current, local, also, first }: TurnProps) {
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
          {first && also.length > 0 ? <Also frame={frame} turn={turn} also={also} /> : null}
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
      {turn.own || turn.placeholder ? null : <TurnActs frame={frame} turn={turn} id={id} first={first} />}
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

/** The other accounts of a writer, each to be parted again where it was linked with this one. */
function Also({ frame, turn, also }: { frame: Frame; turn: ThreadTurn; also: AlsoAs[] }) {
  return (
    <div class="who done">
      Also{' '}
      {also.map(({ source, nativeId, shown, act }, i) => (
        <>
          {i > 0 ? '; ' : ''}
          <bdi title={`${source}:${nativeId}`}>{shown}</bdi> on {source}
          {act ? (
            <>
              {' '}
              <Undo frame={frame} act={act} of={`${turn.who} is also ${shown} on ${source}`} />
            </>
          ) : null}
        </>
      ))}
    </div>
  );
}

interface TurnActsProps {
  frame: Frame;
  turn: ThreadTurn;
  id: string;
  first: boolean;
}

/** Says that a writer has another account. */
function SamePerson({ frame, turn, id }: Omit<TurnActsProps, 'first'>) {
  return (
    <details class="act" data-act="same-person">
      <summary aria-label={`${turn.who}: this is also somebody`}>This is also …</summary>
      <PostForm
        frame={frame}
        action="/act"
        class="form"
        label={`${turn.who} is also`}
        fields={{
          kind: 'same-person',
          source: turn.source,
          author: turn.author ?? '',
          back: `${here(frame)}#turn-${id}`,
        }}
      >
        <p>
          <label for={`other-${id}`}>
            Another account, by platform and @name, such as bluesky:ann.example.org
          </label>
          <input
            type="text"
            id={`other-${id}`}
            name="other"
            required
            maxlength={300}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        </p>
        <p>
          <label for={`because-${id}`}>How you know, if you like</label>
          <input type="text" id={`because-${id}`} name="reason" maxlength={500} autocomplete="off" />
        </p>
        <button type="submit" class="button first">
          Link them
        </button>
      </PostForm>
    </details>
  );
}

function TurnActs({ frame, turn, id, first }: TurnActsProps) {
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
      {first ? <SamePerson frame={frame} turn={turn} id={id} /> : null}
    </div>
  );
}
