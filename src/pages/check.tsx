import { clean } from '../charts/xml.ts';
import { PostForm } from './act.tsx';
import { counted, shortMinute, Words } from './format.tsx';
import { here, hereWith, Layout } from './layout.tsx';
import { Outside } from './outside.tsx';
import type { CheckMessage, CheckPageProps, Frame } from './props.ts';
import { threadHref } from './rows.tsx';

/** One message of the random sample at a time: does it expect an answer from us? Then the result. */
export function CheckPage(props: CheckPageProps) {
  const { frame, size, judged, message } = props;
  return (
    <Layout frame={frame} title="Check the rule">
      <div class="row desk">
        <div>
          <h1 class="unseen">Check the rule on your own messages</h1>
          {size > 0 ? (
            <div class="pace">
              <label for="judged">
                {judged} of {size} judged
              </label>
              <progress id="judged" max={size} value={judged}>
                {judged} of {size}
              </progress>
            </div>
          ) : null}
          {message ? <Sheet frame={frame} message={message} /> : <Result {...props} />}
        </div>
        <div class="margin">
          {message ? <Question {...props} message={message} /> : null}
          <LastOne {...props} />
          {message ? <Guide {...props} /> : null}
        </div>
      </div>
    </Layout>
  );
}

const from = {
  us: 'Our side wrote',
  themselves: 'The same person wrote before',
  another: 'Another person wrote',
  missing: 'It answers a message that is not in the data',
} as const;

function Sheet({ frame, message }: { frame: Frame; message: CheckMessage }) {
  const { before, channel, at, text } = message;
  return (
    <ol class="thread" aria-label="What it answers, then the message">
      {before ? (
        <li
          class={`turn ${before.from === 'us' ? 'ours' : before.from === 'missing' ? 'missing' : 'theirs'}`}
        >
          <p class="who">
            {from[before.from]}
            {before.from === 'us' ? <span class="tag">us</span> : null}
          </p>
          {before.from === 'missing' ? null : (
            <p class="said" dir="auto">
              <Outside text={before.text} />
            </p>
          )}
        </li>
      ) : null}
      <li class="turn theirs" aria-current="true">
        <p class="who">
          {before ? 'The answer to it' : 'Somebody wrote'}, <bdi>{clean(channel)}</bdi>,{' '}
          <time datetime={at}>{shortMinute(at, frame)}</time>. <b>Judge this one</b>
        </p>
        <p class="said" dir="auto">
          {text.trim() === '' ? 'No text.' : <Outside text={text} />}
        </p>
      </li>
    </ol>
  );
}

const answers = [
  { expects: 'true', words: 'Yes', key: 'y' },
  { expects: 'false', words: 'No', key: 'n' },
] as const;

function Question({ frame, word, message, next }: CheckPageProps & { message: CheckMessage }) {
  const { source, nativeId } = message.ref;
  return (
    <section aria-labelledby="question">
      <h2 class="sentence" id="question">
        Does this expect an answer from us?
      </h2>
      <ul class="choices">
        {answers.map(({ expects, words, key }) => (
          <li>
            <PostForm
              frame={frame}
              action="/act"
              fields={{ kind: 'expects-answer', expects, sample: word, source, nativeId, back: here(frame) }}
            >
              <button type="submit" class="button first" data-key={key} aria-keyshortcuts={key}>
                {words}
              </button>{' '}
              <kbd>{key}</kbd>
            </PostForm>
          </li>
        ))}
        <li>
          <a class="button" href={hereWith(frame, 'skip', String(next))} data-key="s" aria-keyshortcuts="s">
            Cannot tell
          </a>{' '}
          <kbd>s</kbd>
        </li>
      </ul>
    </section>
  );
}

function LastOne({ frame, last }: CheckPageProps) {
  if (!last) return null;
  const said = last.expects ? 'yes' : 'no';
  return (
    <PostForm
      frame={frame}
      action="/act"
      class="undo"
      fields={{ kind: 'undo', act: last.act, back: last.back }}
    >
      <p class="note">
        You said {said} to the last one.{' '}
        <button
          type="submit"
          class="link"
          data-key="u"
          aria-keyshortcuts="u"
          aria-label={`Take back the last answer: ${said}`}
        >
          Take it back
        </button>{' '}
        <kbd>u</kbd>
      </p>
    </PostForm>
  );
}

function Guide({ judged, enough }: CheckPageProps) {
  return (
    <>
      <p class="note">
        <strong>Yes,</strong> where it is addressed to us and asks, requests or complains, or tells what we
        asked its writer for. <strong>No,</strong> where people talk among themselves, thank, or only mention
        us.
      </p>
      <p class="note">
        Drawn at random. Neither what the rule says of it nor whether it was answered is shown: both would
        sway you.
      </p>
      {judged >= enough ? (
        <p class="note">
          These are enough for a first result: <a href="/ignoring#rule-check">how well the rule reads them</a>
          . It gets surer with the rest.
        </p>
      ) : null}
    </>
  );
}

function Result({ frame, size, judged, skipped, finding, differ }: CheckPageProps) {
  if (size === 0)
    return (
      <div class="cannot">
        <p>Nothing can be judged yet: no message from outside is here, in data that hold both sides.</p>
        <p class="more">
          <a class="button" href="/import">
            Bring in a file
          </a>
        </p>
      </div>
    );
  return (
    <>
      <p class="answer">
        {finding ? (
          <Words sentence={finding.kind === 'answer' ? finding.sentence : finding.reason} local={frame} />
        ) : null}
      </p>
      {skipped > 0 ? (
        <p class="evidence">
          You passed over {counted(skipped, 'message', 'messages', frame)}.{' '}
          <a href="/check">Look at {skipped === 1 ? 'it' : 'them'} again</a>
        </p>
      ) : null}
      <p class="more">
        <a class="button first" href="/ignoring#rule-check">
          Ranges, and what it means for the numbers
        </a>
      </p>
      {differ.length > 0 ? (
        <>
          <h2 class="heading" id="differ">
            Where you and the rule differ: {differ.length} of {judged}
          </h2>
          <ul class="differ">
            {differ.map(({ ref, text, expects, reason }) => (
              <li>
                <p>
                  <Outside text={text} clip={200} />
                </p>
                <p class="who">
                  You: {expects ? 'expects an answer' : 'expects none'}. The rule: {reason}.{' '}
                  <a href={threadHref(ref)}>In its thread</a>
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
