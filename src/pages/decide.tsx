import type { Child } from 'hono/jsx';
import { clean } from '../charts/xml.ts';
import type { NamedEstimate } from '../model/finding.ts';
import { PostForm } from './act.tsx';
import { type DecidePageProps, writable } from './decision-props.ts';
import { numberWords } from './format.tsx';
import { hereWith, Layout, Row } from './layout.tsx';
import type { Frame } from './props.ts';
import { SeenView } from './seen.tsx';

/** From an answer to what follows from it: first what sort of thing it is, then the form. */
export function DecidePage(props: DecidePageProps) {
  const { frame, kind, seen, wrong } = props;
  const chosen = writable.find((one) => one.kind === kind);
  const title = chosen ? titles[chosen.kind] : 'What follows from this?';
  return (
    <Layout frame={frame} title={title}>
      <Row
        marginLabel="What is kept"
        margin={
          <p class="note">
            <strong>The answer is kept with it, as it is now:</strong> sentence, numbers, definition,
            versions. No names, and nobody’s words.
          </p>
        }
      >
        <h1 class="title">{title}</h1>
        {wrong ? (
          <div class="cannot wrong" role="alert">
            <p>
              {wrong.message} {wrong.help}
            </p>
          </div>
        ) : null}
        {chosen ? <Form {...props} kind={chosen.kind} /> : <Kinds frame={frame} />}
      </Row>
      {seen ? (
        <Row id="seen">
          <h2 class="heading" id="seen">
            What you see now
          </h2>
          <SeenView seen={seen} local={frame} />
        </Row>
      ) : null}
    </Layout>
  );
}

const titles = {
  decision: 'What do you decide?',
  expectation: 'What do you expect?',
  note: 'What did you learn?',
  change: 'What do you change?',
} as const;

function Kinds({ frame }: { frame: Frame }) {
  return (
    <ul class="kinds">
      {writable.map(({ kind, words, about, key }, i) => (
        <li>
          <a
            class={i === 0 ? 'button first' : 'button'}
            href={hereWith(frame, 'kind', kind)}
            data-key={key}
            aria-keyshortcuts={key}
          >
            {words}
          </a>{' '}
          <kbd>{key}</kbd> <span class="hint">{about}</span>
        </li>
      ))}
    </ul>
  );
}

type FormProps = DecidePageProps & { kind: NonNullable<DecidePageProps['kind']> };

function Form(props: FormProps) {
  const { frame, kind, query, mark, seen, fields } = props;
  const hidden = { kind, mark, query, ...(seen ? { measure: seen.measure } : {}) };
  return (
    <PostForm frame={frame} action="/decisions/new" class="form write" fields={hidden}>
      <Field name="what" label={whatLabels[kind]}>
        <input
          type="text"
          id="what"
          name="what"
          value={fields.what}
          required
          autofocus
          maxlength={500}
          autocomplete="off"
        />
      </Field>
      {kind === 'decision' ? <DecisionFields {...props} /> : null}
      {kind === 'expectation' ? (
        <>
          <Day name="by" label="By when? Then you are asked." fields={fields} />
          <Sure fields={fields} required />
          <Numbers {...props} />
        </>
      ) : null}
      {kind === 'change' ? <ChangeFields {...props} /> : null}
      <button type="submit" class="button first">
        Write it down
      </button>
    </PostForm>
  );
}

const whatLabels = {
  decision: 'What we do',
  expectation: 'What will be the case by then',
  note: 'In a sentence',
  change: 'What we do differently',
} as const;

function Field({ name, label, children }: { name: string; label: string; children?: Child }) {
  return (
    <p>
      <label for={name}>{label}</label>
      {children}
    </p>
  );
}

function Day({ name, label, fields }: { name: string; label: string } & Pick<FormProps, 'fields'>) {
  return (
    <Field name={name} label={label}>
      <input type="date" id={name} name={name} value={fields[name]} required />
    </Field>
  );
}

function DecisionFields(props: FormProps) {
  const { fields } = props;
  return (
    <>
      <Field name="why" label="Why, in a sentence">
        <input type="text" id="why" name="why" value={fields.why} maxlength={500} autocomplete="off" />
      </Field>
      <Day name="by" label="Look back on" fields={fields} />
      <Field name="expect" label="What we expect by then, if anything">
        <input
          type="text"
          id="expect"
          name="expect"
          value={fields.expect}
          maxlength={500}
          autocomplete="off"
        />
      </Field>
      <Sure fields={fields} />
      <Numbers {...props} />
    </>
  );
}

function Sure({ fields, required }: Pick<FormProps, 'fields'> & { required?: true }) {
  return (
    <Field name="sure" label="How sure, in per cent">
      <input
        type="number"
        id="sure"
        name="sure"
        min={1}
        max={99}
        step={1}
        value={fields.sure}
        required={required}
        aria-describedby="sure-hint"
      />
      <span class="hint" id="sure-hint">
        {' '}
        50 is a toss-up; of ten things of which you are 70 sure, seven should come.
      </span>
    </Field>
  );
}

const units = { share: 'per cent', seconds: 'hours', count: 'as a count' } as const;
const asOf = { share: 'share', seconds: 'duration', count: 'count' } as const;

/** A number of the answer by which the program can tell what came. */
function Numbers({ frame, seen, fields }: FormProps) {
  const local = { ...frame, clock: seen?.filter.clock };
  const offered = (seen?.estimates ?? []).filter(
    ({ period, cannotTell, value }) => period === 'now' && cannotTell === undefined && Number.isFinite(value),
  );
  if (offered.length === 0) return null;
  return (
    <fieldset>
      <legend>As a number, if you like; Rapport then reads it on the day</legend>
      <p>
        <label for="number">Number, as it is now</label>
        <select id="number" name="number">
          <option value="">None</option>
          {offered.map((one) => (
            <option value={numberValue(one)} selected={fields.number === numberValue(one)}>
              {clean(
                `${one.label}${one.channel ? `, ${one.channel}` : ''}: ${numberWords(one.value, asOf[one.unit], local)} (${units[one.unit]})`,
              )}
            </option>
          ))}
        </select>
      </p>
      <div class="line">
        <p>
          <label for="is">Will be</label>
          <select id="is" name="is">
            <option value="at-most" selected={fields.is === 'at-most'}>
              at most
            </option>
            <option value="at-least" selected={fields.is === 'at-least'}>
              at least
            </option>
          </select>
        </p>
        <p>
          <label for="value">Per cent, hours or a count</label>
          <input type="text" id="value" name="value" value={fields.value} inputmode="decimal" size={8} />
        </p>
      </div>
    </fieldset>
  );
}

/** How an estimate is named in the form: its name, then its channel. */
export function numberValue({ name, channel }: Pick<NamedEstimate, 'name' | 'channel'>): string {
  return channel === undefined ? name : `${name} ${channel}`;
}

function ChangeFields({ fields, channels }: FormProps) {
  return (
    <>
      <Day name="from" label="From which day on" fields={fields} />
      {channels.length > 1 ? (
        <fieldset class="ticks">
          <legend>On which channels; none ticked means all</legend>
          {channels.map(({ id, name, chosen }) => (
            <label class="tick">
              <input type="checkbox" name="channel" value={id} checked={chosen} /> <bdi>{clean(name)}</bdi>
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
