import type { PlanField, PlanFieldset } from './props.ts';

/** The fields of a form, under their headings. */
export function Fieldsets({ fieldsets }: { fieldsets: PlanFieldset[] }) {
  return (
    <>
      {fieldsets.map(({ legend, note, fields, rows }) => (
        <fieldset class="part">
          <legend>{legend}</legend>
          {note ? <p class="hint">{note}</p> : null}
          {inLines(fields ?? []).map((line) =>
            line.length === 1 ? (
              <Field field={line[0] as PlanField} />
            ) : (
              <div class="line">
                {line.map((field) => (
                  <Field field={field} />
                ))}
              </div>
            ),
          )}
          {rows ? <Rows rows={rows} /> : null}
        </fieldset>
      ))}
    </>
  );
}

/** Fields that stand beside each other come together. */
function inLines(fields: PlanField[]): PlanField[][] {
  const lines: PlanField[][] = [];
  for (const field of fields) {
    const last = lines.at(-1);
    if (field.beside && last) last.push(field);
    else lines.push([field]);
  }
  return lines;
}

function Rows({ rows: { name, label, fields } }: { rows: NonNullable<PlanFieldset['rows']> }) {
  return (
    <>
      <input type="hidden" name={`${name}.rows`} value={String(fields.length)} />
      {fields.map((row, index) => (
        <fieldset class={row.length > 3 ? 'line many' : 'line'} aria-label={`${label} ${index + 1}`}>
          {row.map((field) => (
            <Field field={field} of={`, ${label} ${index + 1}`} />
          ))}
        </fieldset>
      ))}
    </>
  );
}

function Field({ field, of = '' }: { field: PlanField; of?: string }) {
  const { name, label, hint, as, error } = field;
  const id = `f-${name.replace(/[^\w-]/g, '-')}`;
  const about = [hint ? `${id}-hint` : '', error ? `${id}-wrong` : ''].filter(Boolean).join(' ') || undefined;
  const ticks = as === 'ticks';
  return (
    <div class={`field as-${as}`}>
      {ticks ? (
        <p class="label" id={id}>
          {label}
        </p>
      ) : (
        <label for={id}>
          {label}
          {of ? <span class="unseen">{of}</span> : null}
        </label>
      )}
      <Control field={field} id={id} about={about} />
      {error ? (
        <p class="wrong" id={`${id}-wrong`} role="alert">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

function Control({ field, id, about }: { field: PlanField; id: string; about?: string | undefined }) {
  const { name, as, value, options = [], error } = field;
  const shared = {
    id,
    name,
    'aria-describedby': about,
    'aria-invalid': error ? ('true' as const) : undefined,
  };
  switch (as) {
    case 'text':
    case 'lines':
      return (
        <textarea {...shared} rows={Math.min(8, Math.max(as === 'text' ? 2 : 3, value.split('\n').length))}>
          {value}
        </textarea>
      );
    case 'choice':
      return (
        <select {...shared}>
          {[{ value: '', label: 'not said' }, ...withOwn(options, value)].map((one) => (
            <option value={one.value} selected={one.value === value}>
              {one.label}
            </option>
          ))}
        </select>
      );
    case 'ticks':
      return <Ticks field={field} labelledBy={id} />;
    case 'offer':
      return (
        <>
          <input type="text" {...shared} value={value} list={`${id}-offer`} autocomplete="off" />
          <datalist id={`${id}-offer`}>
            {options.map((one) => (
              <option value={one.value}>{one.label}</option>
            ))}
          </datalist>
        </>
      );
    default:
      // A date that is wrong stays in its field only where the field takes any text.
      return (
        <input
          type={as === 'date' && /^(\d{4}-\d\d-\d\d)?$/.test(value) && !error ? 'date' : 'text'}
          {...shared}
          value={value}
          autocomplete="off"
        />
      );
  }
}

function Ticks({
  field: { name, value, options = [] },
  labelledBy,
}: {
  field: PlanField;
  labelledBy: string;
}) {
  const chosen = value.split(/\s+/);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside a line of fields would stand alone
    <div class="ticks" role="group" aria-labelledby={labelledBy}>
      {options.map((one) => (
        <label class="tick">
          <input type="checkbox" name={name} value={one.value} checked={chosen.includes(one.value)} />{' '}
          {one.label}
        </label>
      ))}
    </div>
  );
}

/** What the file says stays choosable, also where it is none of the usual. */
function withOwn(options: { value: string; label: string }[], value: string) {
  return value === '' || options.some((one) => one.value === value)
    ? options
    : [...options, { value, label: value }];
}
