import { strataWords } from '../../model/coding.ts';
import { PostForm } from '../act.tsx';
import { count, counted } from '../format.tsx';
import { Layout, Row } from '../layout.tsx';
import type { DrawPageProps } from './props.ts';
import { points } from './words.ts';

/** Drawing a sample: of what, how, how many, and what range that gives, told before. */
export function DrawPage(props: DrawPageProps) {
  const { frame, wrong } = props;
  return (
    <Layout frame={frame} title="Draw a sample">
      <Row marginLabel="How many to code" margin={<Sizes {...props} />}>
        <p class="dateline">
          <a href="/code">All samples</a>
        </p>
        <h1 class="title">Which messages shall be read?</h1>
        {wrong ? (
          <div class="cannot wrong" role="alert">
            <p>
              {wrong.message} {wrong.help}
            </p>
          </div>
        ) : null}
        <DrawForm {...props} />
      </Row>
    </Layout>
  );
}

const sides = [
  { value: 'others', label: 'What others write' },
  { value: 'own', label: 'What we write' },
];
const designs = [
  { value: 'simple', label: 'Single messages, each with the same chance' },
  { value: 'stratified', label: 'Some from each part, by the parts below' },
  { value: 'conversations', label: 'Whole conversations' },
  { value: 'picked', label: 'Those of which a machine is least sure, to teach it; never for a share' },
];
const strataLabels = {
  channel: 'channel',
  kind: 'kind of message',
  week: 'week',
  label: 'what a machine says',
};

function DrawForm(props: DrawPageProps) {
  const { frame, fields, facets, channels, codes } = props;
  return (
    <PostForm frame={frame} action="/code/new" class="form draw">
      <Choice name="of" legend="Whose messages?" value={fields.of} options={sides} />
      {sides.map(({ value, label }) => (
        <fieldset class="ticks-of">
          <legend>
            {value === 'others' ? 'What is asked of each message of others' : 'What is asked of each of ours'}
          </legend>
          {facets
            .filter(({ of }) => of === value)
            .map(({ word, name }) => (
              <Tick name="facet" value={word} label={name} checked={fields.facets.includes(word)} />
            ))}
          {facets.some(({ of }) => of === value) ? null : <p class="hint">Nothing: {label} has no facet.</p>}
        </fieldset>
      ))}
      <p class="hint">
        Without a tick, everything that the codebook asks of that side. Fewer things are coded faster.
      </p>
      <Choice name="design" legend="How?" value={fields.design} options={designs} />
      <fieldset class="ticks-of">
        <legend>Parts, for “some from each part”</legend>
        {strataWords.map((word) => (
          <Tick
            name="strata"
            value={word}
            label={strataLabels[word]}
            checked={fields.strata.includes(word)}
          />
        ))}
        <p>
          <label for="label">The code that a machine gave or not</label>
          <input type="text" id="label" name="label" value={fields.label} list="codes" autocomplete="off" />
          <datalist id="codes">
            {codes.map((code) => (
              <option value={code} />
            ))}
          </datalist>
        </p>
      </fieldset>
      {channels.length > 1 ? (
        <fieldset class="ticks-of">
          <legend>Only these channels (without a tick: all)</legend>
          {channels.slice(0, 40).map(({ id, name }) => (
            <Tick
              name="channel"
              value={id}
              label={name === id ? name : `${name}, ${id}`}
              checked={fields.channels.includes(id)}
            />
          ))}
        </fieldset>
      ) : null}
      <div class="line">
        <p>
          <label for="from">From day</label>
          <input type="date" id="from" name="from" value={fields.from} />
        </p>
        <p>
          <label for="to">To day</label>
          <input type="date" id="to" name="to" value={fields.to} />
        </p>
      </div>
      <div class="line">
        <p>
          <label for="size">How many to code</label>
          <input type="number" id="size" name="size" value={fields.size} min="1" max="20000" />
        </p>
        <p>
          <label for="twice">Of these by two people</label>
          <input type="number" id="twice" name="twice" value={fields.twice} min="0" max="20000" />
        </p>
        <p>
          <label for="word">Its name</label>
          <input type="text" id="word" name="word" value={fields.word} maxlength={40} autocomplete="off" />
        </p>
      </div>
      <p class="hint">
        Agreement needs at least 30 messages coded by two; left empty, a fifth is. With one coder write 0, and
        code some again after a week. Of whole conversations, as many as hold about so many messages are
        drawn.
      </p>
      <p>
        <button type="submit" class="button first">
          Draw
        </button>{' '}
        <button type="submit" class="button" formmethod="get" formaction="/code/new">
          Count first
        </button>
      </p>
    </PostForm>
  );
}

interface ChoiceProps {
  name: string;
  legend: string;
  value: string;
  options: { value: string; label: string }[];
}

function Choice({ name, legend, value, options }: ChoiceProps) {
  return (
    <fieldset class="ticks-of">
      <legend>{legend}</legend>
      {options.map((one) => (
        <label class="tick">
          <input type="radio" name={name} value={one.value} checked={one.value === value} /> {one.label}
        </label>
      ))}
    </fieldset>
  );
}

function Tick({
  name,
  value,
  label,
  checked,
}: {
  name: string;
  value: string;
  label: string;
  checked: boolean;
}) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value={value} checked={checked} /> {label}
    </label>
  );
}

function Sizes({ frame, count: found, ranges, needed, fields }: DrawPageProps) {
  if (!found) return null;
  return (
    <>
      <p class="note">
        <strong>{counted(found.messages, 'message', 'messages', frame)}</strong> with a text, reposts left
        out, in {counted(found.conversations, 'conversation', 'conversations', frame)}.
      </p>
      {ranges.length > 0 ? (
        <table class="table sizes">
          <caption>What so many codes tell of a share, at 95 %</caption>
          <thead>
            <tr>
              <th scope="col" class="n">
                Coded
              </th>
              <th scope="col" class="n">
                near 50 %
              </th>
              <th scope="col" class="n">
                near 10 %
              </th>
            </tr>
          </thead>
          <tbody>
            {ranges.map(({ size, half, tenth }) => (
              <tr>
                <th scope="row" class="n">
                  {count(size, frame)}
                </th>
                <td class="n">± {points(half)}</td>
                <td class="n">± {points(tenth)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <form class="form line" method="get" action="/code/new">
        {(['of', 'design', 'label', 'from', 'to', 'size', 'twice', 'word'] as const).map((name) => (
          <input type="hidden" name={name} value={fields[name]} />
        ))}
        {(['facets', 'strata', 'channels'] as const).flatMap((name) =>
          fields[name].map((value) => (
            <input type="hidden" name={name === 'strata' ? name : name.slice(0, -1)} value={value} />
          )),
        )}
        <p>
          <label for="range">I want ± points</label>
          <input type="number" id="range" name="range" value={fields.range} min="0.5" max="40" step="0.5" />
        </p>
        <button type="submit" class="button">
          How many?
        </button>
      </form>
      {needed ? (
        <p class="note" role="status">
          <strong>{counted(needed.size, 'message', 'messages', frame)}</strong> for ± {points(needed.range)}{' '}
          points, at worst.
        </p>
      ) : null}
      <p class="note">
        Of single messages drawn at random. Whole conversations tell less for as many messages, parts a little
        more. A rare thing needs more: under 30 codes nothing is told at all.
      </p>
      {found.strata.length > 1 ? (
        <ul class="note">
          {found.strata.slice(0, 12).map(({ stratum, messages }) => (
            <li>
              {stratum}: {count(messages, frame)}
            </li>
          ))}
          {found.strata.length > 12 ? <li>and {found.strata.length - 12} more parts</li> : null}
        </ul>
      ) : null}
    </>
  );
}
