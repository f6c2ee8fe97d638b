import { clean } from '../../charts/xml.ts';
import { counted, shortMinute } from '../format.tsx';
import { Outside } from '../outside.tsx';
import type { Frame } from '../props.ts';
import { threadHref } from '../rows.tsx';
import type { CodePageProps, CodeTurn } from './props.ts';

type Message = NonNullable<CodePageProps['message']>;

/** How many of what a message answers stand open: the rest of a long thread is folded. */
const open = 3;

/** The message in its thread. Nobody is named. */
export function InThread({ frame, message }: { frame: Frame; message: Message }) {
  const { above, below, elsewhere, turn } = message;
  const folded = above.length > open + 1 ? above.slice(0, -open) : [];
  const near = above.slice(folded.length);
  return (
    <>
      {folded.length > 0 ? (
        <details class="earlier">
          <summary>{counted(folded.length, 'earlier message', 'earlier messages', frame)}</summary>
          <ol class="thread" aria-label="Earlier in the thread">
            {folded.map((one) => (
              <Turn frame={frame} turn={one} />
            ))}
          </ol>
        </details>
      ) : null}
      <ol class="thread" aria-label="What it answers, then the message">
        {near.map((one) => (
          <Turn frame={frame} turn={one} />
        ))}
        <li class={`turn ${turn.from === 'us' ? 'ours' : 'theirs'}`} aria-current="true">
          <p class="who">
            {turn.from === 'us' ? 'We wrote' : above.length > 0 ? 'The answer to it' : 'Somebody wrote'}
            {turn.channel ? (
              <>
                , <bdi>{clean(turn.channel)}</bdi>
              </>
            ) : null}
            , <time datetime={turn.at}>{shortMinute(turn.at, frame)}</time>. <b>Code this one</b>
          </p>
          <p class="said" dir="auto">
            <Outside text={turn.text} />
          </p>
        </li>
      </ol>
      {below.length + elsewhere > 0 ? (
        <details class="earlier">
          <summary>
            {below.length > 0
              ? counted(below.length, 'answer to it', 'answers to it', frame)
              : 'The rest of the thread'}
          </summary>
          <ol class="thread" aria-label="What answers it">
            {below.map((one) => (
              <Turn frame={frame} turn={one} />
            ))}
          </ol>
          {elsewhere > 0 ? (
            <p class="note">
              {counted(elsewhere, 'more message', 'more messages', frame)} in{' '}
              <a href={threadHref(message.ref)}>the whole thread</a>, where names are shown.
            </p>
          ) : null}
        </details>
      ) : null}
    </>
  );
}

function whose({ from, person }: CodeTurn): string {
  if (from === 'us') return 'Our side wrote';
  if (from === 'writer') return 'The same writer';
  return person === undefined || person === 1 ? 'Another person' : `Person ${person}`;
}

function Turn({ frame, turn }: { frame: Frame; turn: CodeTurn }) {
  if (turn.from === 'missing')
    return (
      <li class="turn missing">
        <p class="who">A message that is not in the data.</p>
      </li>
    );
  return (
    <li class={`turn ${turn.from === 'us' ? 'ours' : 'theirs'}`}>
      <p class="who">
        {whose(turn)}
        {turn.from === 'us' ? <span class="tag">us</span> : null},{' '}
        <time datetime={turn.at}>{shortMinute(turn.at, frame)}</time>
      </p>
      <p class="said" dir="auto">
        <Outside text={turn.text} clip={600} />
      </p>
    </li>
  );
}
