import { PostForm } from '../act.tsx';
import { count } from '../format.tsx';
import { Row } from '../layout.tsx';
import type { SamplePageProps } from './props.ts';

/** The sample as a workbook: taken away to be filled in, and brought back. */
export function Sheet({ frame, sample, who, taken }: SamplePageProps) {
  const address = `/code/${encodeURIComponent(sample.word)}/sheet`;
  return (
    <Row id="sheet" marginLabel="How it is filled in" margin={<HowToFill />}>
      <h2 class="heading" id="sheet">
        In a spreadsheet
      </h2>
      {taken ? (
        <div class="notice" role="status">
          <p>
            {count(taken.coded, frame)} coded, {count(taken.skipped, frame)} passed over,{' '}
            {count(taken.same, frame)} as before, {count(taken.open, frame)} left open.
          </p>
          {taken.refused.length > 0 ? (
            <ul>
              {taken.refused.slice(0, mostRefused).map(({ line, reason }) => (
                <li>
                  Row {line}: {reason}
                </li>
              ))}
              {taken.refused.length > mostRefused ? (
                <li>{count(taken.refused.length - mostRefused, frame)} more rows</li>
              ) : null}
            </ul>
          ) : null}
        </div>
      ) : null}
      <form class="form line" method="get" action={address}>
        <p>
          <label for="sheet-who">Whose codes it holds</label>
          <input
            type="text"
            id="sheet-who"
            name="who"
            value={who}
            required
            maxlength={60}
            autocomplete="off"
          />
        </p>
        <button type="submit" class="button">
          Save the workbook
        </button>
      </form>
      <PostForm frame={frame} action={address} class="form line" label="Bring the workbook back" multipart>
        <p>
          <label for="taken-who">Who filled it in</label>
          <input
            type="text"
            id="taken-who"
            name="who"
            value={who}
            required
            maxlength={60}
            autocomplete="off"
          />
        </p>
        <p>
          <label for="taken-file">The workbook (.xlsx)</label>
          <input type="file" id="taken-file" name="file" accept=".xlsx" required />
        </p>
        <button type="submit" class="button">
          Bring it back
        </button>
      </PostForm>
    </Row>
  );
}

const mostRefused = 20;

function HowToFill() {
  return (
    <p class="note">
      A row a message, a column a facet: words of codes with commas between, <code>none</code> where none
      fits, <code>?</code> where one cannot tell. Rows that are left empty stay open. @names that are not
      yours are covered.
    </p>
  );
}
