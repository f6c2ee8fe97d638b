import type { Preview } from '../model/import.ts';
import type { Message } from '../model/message.ts';
import type { OpenQuestion } from '../model/reader.ts';
import { PostForm } from './act.tsx';
import { bytes, counted, type Local, shortMinute } from './format.tsx';
import { Wrong } from './import.tsx';
import type { PreviewPageProps } from './import-props.ts';
import { Layout, Row, role, Scroll } from './layout.tsx';
import { MappingView } from './mapping.tsx';
import { Outside } from './outside.tsx';
import { ToldSample } from './told.tsx';

/** What was understood of an upload, and the questions that its files leave open. */
export function PreviewPage({ frame, id, previews, given, asked, problem }: PreviewPageProps) {
  const files = previews.reduce((sum, { alike = 0 }) => sum + 1 + alike, 0);
  const open = previews.reduce((sum, { questions }) => sum + questions.length, 0);
  const offered = previews.some(({ refused }) => offersWithoutIds(refused));
  const readable = offered || previews.some(({ detection }) => detection);
  const answered = previews.map((preview, n) => answeredOf(preview, asked?.[n], given, n));
  const changeable = answered.some(({ length }) => length > 0);
  return (
    <Layout frame={frame} title="What was understood">
      <PostForm frame={frame} action={`/import/pending/${encodeURIComponent(id)}`} class="preview">
        <Row
          margin={
            <p class="note">
              <strong>Nothing is kept yet.</strong> Look whether the rows below say what the file says, answer
              what is open, then bring it in.
            </p>
          }
          marginLabel="Nothing is kept yet"
        >
          <p class="dateline">{counted(files, 'file', 'files', frame)}, before they are brought in</p>
          <h1 class="title">
            {!readable
              ? 'Nothing here can be read as it is.'
              : open === 0
                ? 'This is what was understood.'
                : `This is what was understood; ${counted(open, 'question is', 'questions are', frame)} open.`}
          </h1>
          {problem ? <Wrong problem={problem} /> : null}
        </Row>
        {previews.map((preview, i) => (
          <FilePart preview={preview} answered={answered[i]} n={i} given={given} local={frame} />
        ))}
        <Row label="What to do">
          <p class="buttons">
            {readable ? (
              <button type="submit" class="button first" name="go" value="import">
                Bring it in
              </button>
            ) : null}{' '}
            {open > 0 || offered || changeable ? (
              <button type="submit" class="button" name="go" value="again" formnovalidate>
                Look again with these answers
              </button>
            ) : null}{' '}
            <button type="submit" class="button" name="go" value="drop" formnovalidate>
              Throw it away
            </button>
          </p>
        </Row>
        <datalist id="zones">
          {zones().map((zone) => (
            <option value={zone}></option>
          ))}
        </datalist>
      </PostForm>
    </Layout>
  );
}

const zones = () => ['UTC', ...Intl.supportedValuesOf('timeZone')];

function offersWithoutIds(refused: string | undefined): boolean {
  return refused !== undefined && /without[- ]ids/i.test(refused);
}

/** What was asked of a file, has an answer, and is no longer open. An empty answer counts where it means "not in the file". */
function answeredOf(
  { questions }: Preview,
  asked: OpenQuestion[] = [],
  given: Record<string, string>,
  n: number,
): OpenQuestion[] {
  return asked.filter(({ word }) => {
    const answer = given[`${n}.${word}`];
    const told = word.startsWith('columns.') ? answer !== undefined : Boolean(answer);
    return told && !questions.some((open) => open.word === word);
  });
}

interface PartProps {
  preview: Preview;
  answered: OpenQuestion[];
  n: number;
  given: Record<string, string>;
  local: Local;
}

function FilePart({ preview, answered, n, given, local }: PartProps) {
  const { shown, detection, refused, sample, told = [], questions, rejectedSample, alike = 0 } = preview;
  const these = alike > 0 ? 'these files' : 'this file';
  return (
    <section class="full file" aria-labelledby={`file-${n}`}>
      <h2 class="sentence break" id={`file-${n}`}>
        {shown}
        {alike > 0 ? ` and ${counted(alike, 'more like it', 'more like it', local)}` : ''}
      </h2>
      <p class="evidence">
        {bytes(preview.bytes, local)}
        {detection ? `. ${detection.summary}` : ''}
      </p>
      {refused ? (
        <div class="cannot">
          <p>{refused.replace('import it with --without-ids', 'bring it in without ids, below')}</p>
        </div>
      ) : null}
      {questions.length > 0 ? (
        <fieldset class="form ask">
          <legend>
            {counted(questions.length, 'question', 'questions', local)} to {these}
          </legend>
          {questions.map((question) => (
            <Ask question={question} name={`${n}.${question.word}`} given={given[`${n}.${question.word}`]} />
          ))}
        </fieldset>
      ) : null}
      {answered.length > 0 ? (
        <fieldset class="form ask">
          <legend>Answered, and may be changed</legend>
          {answered.map((question) => (
            <Ask question={question} name={`${n}.${question.word}`} given={given[`${n}.${question.word}`]} />
          ))}
        </fieldset>
      ) : null}
      {sample.length > 0 ? <Sample sample={sample} label={shown} local={local} /> : null}
      {told.length > 0 ? <ToldSample told={told} label={shown} local={local} /> : null}
      {detection?.mapping ? <MappingView mapping={detection.mapping} /> : null}
      {rejectedSample.length > 0 ? (
        <div class="cannot">
          <p>
            Of the first rows, {counted(rejectedSample.length, 'would be refused', 'would be refused', local)}
            :
          </p>
          <ul>
            {rejectedSample.map(({ line, reason, excerpt }) => (
              <li>
                line {line}: {reason} <code>{excerpt}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <p class="ticks">
        {offersWithoutIds(refused) || given[`${n}.withoutIds`] ? (
          <Tick
            name={`${n}.withoutIds`}
            checked={given[`${n}.withoutIds`] === '1'}
            label="Bring it in without ids: no threads, so no waiting times"
          />
        ) : null}
        <Tick name={`${n}.leave`} checked={given[`${n}.leave`] === '1'} label={`Leave ${these} out`} />
      </p>
    </section>
  );
}

function Tick({ name, checked, label }: { name: string; checked: boolean; label: string }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value="1" checked={checked} /> {label}
    </label>
  );
}

function Ask({
  question: { word, ask, why, choices, guess },
  name,
  given,
}: {
  question: OpenQuestion;
  name: string;
  given?: string;
}) {
  const id = `ask-${name.replace(/\W/g, '-')}`;
  const value = given ?? guess ?? '';
  const listed = choices && !choices.includes(value) && value !== '' ? [value, ...choices] : choices;
  return (
    <div class="asked">
      <label for={id}>{ask}</label>
      {listed ? (
        <select id={id} name={name} aria-describedby={`${id}-why`}>
          <option value="" selected={value === ''}>
            {word.startsWith('columns.') ? 'Not in the file' : 'Choose'}
          </option>
          {listed.map((choice) => (
            <option value={choice} selected={choice === value}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="text"
          id={id}
          name={name}
          value={value}
          list={word === 'zone' || word.endsWith('.zone') ? 'zones' : undefined}
          autocomplete="off"
          aria-describedby={`${id}-why`}
        />
      )}
      <p class="hint" id={`${id}-why`}>
        {why}
      </p>
    </div>
  );
}

/** The first rows as understood. Our side by name, everybody else numbered in the order of appearance. */
function Sample({ sample, label, local }: { sample: Message[]; label: string; local: Local }) {
  const people = new Map<string, number>();
  const who = ({ author, own }: Message) => {
    if (own) return author.handle ?? author.id;
    if (!people.has(author.id)) people.set(author.id, people.size + 1);
    return `person ${people.get(author.id)}`;
  };
  return (
    <Scroll label={`First rows of ${label}, as understood`}>
      <table {...role('table')} class="table messages">
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            <th {...role('columnheader')} scope="col">
              Written
            </th>
            <th {...role('columnheader')} scope="col">
              Who
            </th>
            <th {...role('columnheader')} scope="col">
              Words
            </th>
            <th {...role('columnheader')} scope="col">
              Answers
            </th>
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {sample.map((message) => (
            <tr {...role('row')}>
              <td {...role('cell')}>{shortMinute(message.createdAt, local)}</td>
              <td {...role('cell')}>
                {who(message)} {message.own ? <span class="tag">us</span> : null}
                <i>{message.kind}</i>
              </td>
              <td {...role('cell')} class="said">
                <Outside text={message.text} clip={200} />
                {message.rating === undefined ? null : (
                  <i>{counted(message.rating, 'star', 'stars', local)}</i>
                )}
              </td>
              <td {...role('cell')}>{message.parentId ? <code>{message.parentId}</code> : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
