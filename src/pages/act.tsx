import type { Child } from 'hono/jsx';
import type { MessageRef } from '../model/act.ts';
import { here } from './layout.tsx';
import { type Frame, reasons } from './props.ts';

interface FormProps {
  frame: Frame;
  /** Where it is posted. */
  action: string;
  label?: string;
  /** Hidden fields besides the token. */
  fields?: Record<string, string>;
  class?: string;
  multipart?: boolean;
  children?: Child;
}

/** A form that changes something: POST with the page's token. */
export function PostForm({ frame, action, label, fields, class: name, multipart, children }: FormProps) {
  return (
    <form
      method="post"
      action={action}
      class={name}
      aria-label={label}
      enctype={multipart ? 'multipart/form-data' : undefined}
    >
      <input type="hidden" name="token" value={frame.formToken} />
      {Object.entries(fields ?? {}).map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
      {children}
    </form>
  );
}

interface ActsProps {
  frame: Frame;
  message: MessageRef;
  /** Distinguishes the fields of one message from those of the next. */
  id: string;
  /** Whose message it is, for those who hear the page. */
  of: string;
  /** Where to go afterwards; the page itself by default. */
  back?: string;
}

/** What a person can say of a message that waits: answered elsewhere, or needs no answer. */
export function WaitingActs({ frame, message, id, of, back = here(frame) }: ActsProps) {
  const fields = (kind: string) => ({
    kind,
    back,
    source: message.source,
    nativeId: message.nativeId,
  });
  return (
    <>
      <details class="act" data-act="answered">
        <summary aria-label={`${of}: answered elsewhere`}>Answered elsewhere</summary>
        <PostForm
          frame={frame}
          action="/act"
          class="form"
          label={`Answered elsewhere: ${of}`}
          fields={fields('answered-elsewhere')}
        >
          <p>
            <label for={`at-${id}`}>Answered on, {frame.zone}</label>
            <input type="datetime-local" id={`at-${id}`} name="at" required />
          </p>
          <button type="submit" class="button first">
            Write it down
          </button>
        </PostForm>
      </details>
      <details class="act" data-act="needless">
        <summary aria-label={`${of}: needs no answer`}>Needs no answer</summary>
        <PostForm
          frame={frame}
          action="/act"
          class="form"
          label={`Needs no answer: ${of}`}
          fields={fields('needs-no-answer')}
        >
          <p>
            <label for={`reason-${id}`}>Because</label>
            <select id={`reason-${id}`} name="reason">
              {reasons.map(([value, words]) => (
                <option value={value}>{words}</option>
              ))}
            </select>
          </p>
          <p>
            <label for={`text-${id}`}>In your words, if you like</label>
            <input type="text" id={`text-${id}`} name="text" maxlength={200} autocomplete="off" />
          </p>
          <button type="submit" class="button first">
            Take it off the list
          </button>
        </PostForm>
      </details>
    </>
  );
}

/** Takes one act back. */
export function Undo({ frame, act, of }: { frame: Frame; act: string; of: string }) {
  return (
    <PostForm frame={frame} action="/act" class="undo" fields={{ kind: 'undo', act, back: here(frame) }}>
      <button type="submit" class="link" aria-label={`Undo: ${of}`}>
        Undo
      </button>
    </PostForm>
  );
}
