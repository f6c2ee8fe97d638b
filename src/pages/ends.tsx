import { PostForm } from './act.tsx';
import { shortMinute } from './format.tsx';
import type { ImportPageProps } from './import-props.ts';
import { Row, Scroll } from './layout.tsx';
import type { Frame } from './props.ts';

/** Where the data of each channel end, and the form that corrects it. */
export function DataEnds({ frame, ends }: { frame: Frame; ends: ImportPageProps['ends'] }) {
  return (
    <Row
      id="ends"
      margin={
        <p class="note">
          <strong>After that moment silence means nothing.</strong> Waiting is cut off there. It is the
          export's own end, or its newest message in the channel; correct it where you know better.
        </p>
      }
      marginLabel="What the end of the data means"
    >
      <h2 class="heading" id="ends">
        Where the data end
      </h2>
      <details class="fold" open={ends.length < 9}>
        <summary>{ends.length === 1 ? 'One channel' : `${ends.length} channels`}</summary>
        <Scroll labelledBy="ends">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Channel</th>
                <th scope="col">Data end</th>
                <th scope="col">Corrected</th>
              </tr>
            </thead>
            <tbody>
              {ends.map((end) => (
                <tr>
                  <th scope="row">{end.channel}</th>
                  <td>{shortMinute(end.observedUntil, frame)}</td>
                  <td>
                    {end.correctedBy ? <TakeBack frame={frame} end={end} act={end.correctedBy} /> : 'no'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
      <PostForm
        frame={frame}
        action="/act"
        class="form"
        label="Correct where the data end"
        fields={{ kind: 'observed-until', back: '/import#ends' }}
      >
        <div class="line">
          <div>
            <label for="end-channel">Channel</label>
            <select id="end-channel" name="channel" required>
              {ends.map(({ channel }) => (
                <option value={channel}>{channel}</option>
              ))}
            </select>
          </div>
          <div>
            <label for="end-until">The data end ({frame.zone})</label>
            <input type="datetime-local" id="end-until" name="until" required />
          </div>
          <button type="submit" class="button">
            Correct
          </button>
        </div>
      </PostForm>
    </Row>
  );
}

function TakeBack({ frame, end, act }: { frame: Frame; end: ImportPageProps['ends'][number]; act: string }) {
  return (
    <PostForm frame={frame} action="/act" class="undo" fields={{ kind: 'undo', act, back: '/import#ends' }}>
      <button type="submit" class="link" aria-label={`Take the correction of ${end.channel} back`}>
        Take back
      </button>
    </PostForm>
  );
}
