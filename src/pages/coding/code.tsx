import { PostForm } from '../act.tsx';
import { counted, Words } from '../format.tsx';
import { Layout } from '../layout.tsx';
import { Facets, Meanings } from './facets.tsx';
import { Memo } from './memo.tsx';
import { InThread } from './message.tsx';
import type { CodePageProps } from './props.ts';

/** One message of a sample at a time: what is it? */
export function CodePage(props: CodePageProps) {
  const { frame, sample, message, who, done, all } = props;
  return (
    <Layout frame={frame} title={`Code ${sample.word}`}>
      <div class="row desk coding">
        <div>
          <h1 class="unseen">
            {message ? `Code a message of ${sample.word}` : `The sample ${sample.word} is coded`}
          </h1>
          <div class="pace">
            <label for="coded">
              {done} of {all} by {who}
            </label>
            <progress id="coded" max={Math.max(1, all)} value={done}>
              {done} of {all}
            </progress>
          </div>
          {props.wrong ? (
            <div class="cannot wrong" role="alert">
              <p>
                {props.wrong.message} {props.wrong.help}
              </p>
            </div>
          ) : null}
          {message ? <InThread frame={frame} message={message} /> : <Ended {...props} />}
        </div>
        <div class="margin">{message ? <Form {...props} message={message} /> : null}</div>
      </div>
    </Layout>
  );
}

/** Reasons to pass a message over. */
const reasons = ['another language', 'not a message to us or about us', 'unreadable', 'too private'];

function Form(props: CodePageProps & { message: NonNullable<CodePageProps['message']> }) {
  const { frame, sample, who, facets, keys, message, chosen, back, again } = props;
  const fields = {
    who,
    source: message.ref.source,
    nativeId: message.ref.nativeId,
    place: String(message.place),
  };
  const quick = facets.length === 1 && facets[0]?.choose === 'one';
  return (
    <>
      <PostForm
        frame={frame}
        action={`/code/${encodeURIComponent(sample.word)}`}
        class="codes"
        label="What it is"
        fields={fields}
      >
        <div data-coding={quick ? 'quick' : 'enter'}>
          <Facets facets={facets} keys={keys} chosen={chosen} />
          <Memo text={chosen.memo} />
          <p class="go">
            <button type="submit" class="button first" name="go" value="save" aria-keyshortcuts="Enter">
              {again ? 'Keep the change' : 'Next'}
            </button>{' '}
            <kbd>Enter</kbd>{' '}
            {back ? (
              <>
                <a href={back} data-back aria-keyshortcuts="b">
                  Back
                </a>{' '}
                <kbd>b</kbd>
              </>
            ) : null}
          </p>
        </div>
      </PostForm>
      <Skip {...props} fields={fields} />
      <Meanings facets={facets} keys={keys} />
      <p class="note">
        <a href={`/code/${encodeURIComponent(sample.word)}`}>The sample</a>, how far it is and how well coders
        agree. What others said of a message is not shown before you have said it.
      </p>
      {props.stop ? (
        <p class="note">
          <Words sentence={props.stop} local={frame} />
        </p>
      ) : null}
    </>
  );
}

function Skip({ frame, sample, fields }: CodePageProps & { fields: Record<string, string> }) {
  return (
    <details class="skip-it" data-skip>
      <summary aria-keyshortcuts="s">
        Pass it over <kbd>s</kbd>
      </summary>
      <PostForm
        frame={frame}
        action={`/code/${encodeURIComponent(sample.word)}`}
        class="form"
        label="Pass it over"
        fields={{ ...fields, go: 'skip' }}
      >
        <p>
          <label for="reason">Because</label>
          <input
            type="text"
            id="reason"
            name="reason"
            list="reasons"
            maxlength={200}
            required
            autocomplete="off"
          />
          <datalist id="reasons">
            {reasons.map((reason) => (
              <option value={reason} />
            ))}
          </datalist>
        </p>
        <button type="submit" class="button">
          Pass it over
        </button>
      </PostForm>
    </details>
  );
}

function Ended({ frame, sample, who, done }: CodePageProps) {
  return (
    <>
      <p class="answer">
        {done > 0
          ? `Nothing is left for ${who}: ${counted(done, 'message is', 'messages are', frame)} done.`
          : `Nothing is left for ${who}: others have coded it all.`}
      </p>
      <p class="more">
        <a class="button first" href={`/code/${encodeURIComponent(sample.word)}`}>
          What came of it
        </a>
      </p>
    </>
  );
}
