import type { Filter, Period } from '../model/filter.ts';
import { day, type Local } from './format.tsx';
import { hereWith } from './layout.tsx';
import type { ChannelChoice, Frame } from './props.ts';

const periodWords: Record<Period, string> = {
  '7d': 'Last 7 days',
  '28d': 'Last 28 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  week: 'This week',
  'last-week': 'Last week',
  month: 'This month',
  'last-month': 'Last month',
  quarter: 'This quarter',
  'last-quarter': 'Last quarter',
  year: 'This year',
  'last-year': 'Last year',
  all: 'Everything',
};

const compareWords = { previous: 'The period before', year: 'Same period last year', none: 'Nothing' };
const clockWords = { wall: 'Around the clock', business: 'Working hours' };

/** The filter of a question: a plain GET form, so that every view is an address. */
export function FilterBar({
  frame,
  filter,
  channels,
}: {
  frame: Frame;
  filter: Filter;
  channels: ChannelChoice[];
}) {
  const own = filter.from !== undefined || filter.to !== undefined;
  return (
    <form
      class="filter grid"
      method="get"
      action={frame.path}
      data-filter=""
      aria-label="What the page is asked of"
    >
      <PeriodPick filter={filter} />
      <ChannelPick frame={frame} filter={filter} channels={channels} />
      <Choice name="compare" label="Compare with" words={compareWords} chosen={filter.compare} />
      <Choice name="clock" label="Time counts" words={clockWords} chosen={filter.clock} />
      <details class="pick">
        <summary>
          <span class="label">Own dates</span>{' '}
          <span class="value">{own ? ownDates(filter, frame) : 'None'}</span>
        </summary>
        <div>
          <p>
            <label for="from">First day</label>
            <input type="date" id="from" name="from" value={filter.from} />
          </p>
          <p>
            <label for="to">Up to and with</label>
            <input type="date" id="to" name="to" value={filter.to} />
          </p>
          <p class="hint">Dates of your own win over the period.</p>
        </div>
      </details>
      <button type="submit" class="button">
        Show
      </button>
    </form>
  );
}

/** The dates of one's own, in words. */
function ownDates({ from, to }: Filter, local: Local): string {
  const utc = { ...local, zone: 'UTC' };
  return `${from ? day(from, utc) : 'the start'} to ${to ? day(to, utc) : 'the end'}`;
}

interface ChoiceProps {
  name: string;
  label: string;
  words: Record<string, string>;
  chosen: string;
  /** What an empty value is called; left out when undefined. */
  other?: string;
}

function Choice({ name, label, words, chosen, other }: ChoiceProps) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {other ? (
          <option value="" selected>
            {other}
          </option>
        ) : null}
        {Object.entries(words).map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The named periods; dates of one's own show as such. */
export function PeriodPick({ filter }: { filter: Filter }) {
  const own = filter.from !== undefined || filter.to !== undefined;
  return (
    <Choice
      name="period"
      label="Period"
      words={periodWords}
      chosen={own ? '' : filter.period}
      other={own ? 'Own dates' : undefined}
    />
  );
}

/** The name, or the word where several channels have the same name. */
function ownName({ id, name }: ChannelChoice, channels: ChannelChoice[]): string {
  return channels.some((other) => other.id !== id && other.name === name) ? id : name;
}

/**
 * Channels by tick: a list that folds open, searchable when it is long and the script runs. Names of the plan that join
 * accounts are ways to all of these.
 */
export function ChannelPick({
  frame,
  filter,
  channels,
}: {
  frame: Frame;
  filter: Filter;
  channels: ChannelChoice[];
}) {
  if (channels.length < 2 && filter.channels.length === 0) return null;
  const known = new Set(channels.map(({ id }) => id));
  const unknown = filter.channels
    .filter((id) => !known.has(id))
    .map((id) => ({ id, name: `${id} (not in the data)` }));
  const all = [...unknown, ...channels.map((one) => ({ ...one, name: ownName(one, channels) }))];
  const chosen = all.filter(({ id }) => filter.channels.includes(id)).map(({ name }) => name);
  const value =
    chosen.length === 0
      ? `All ${channels.length}, side by side`
      : chosen.length <= 2
        ? chosen.join(', ')
        : `${chosen.length} of ${channels.length}`;
  return (
    <details class="pick" data-channels="">
      <summary>
        <span class="label">Channel</span> <span class="value">{value}</span>
      </summary>
      <fieldset>
        <legend class="unseen">Channels; none ticked means all</legend>
        {all.length > 8 ? (
          <p class="search" hidden>
            <label for="find-channel">Find a channel</label>
            <input type="search" id="find-channel" autocomplete="off" />
          </p>
        ) : null}
        <ul>
          {all.map(({ id, name, messages }: ChannelChoice) => (
            <li>
              <label>
                <input type="checkbox" name="channel" value={id} checked={filter.channels.includes(id)} />
                <span>{name}</span> {messages === undefined ? null : <small>{messages}</small>}
              </label>
            </li>
          ))}
        </ul>
        <p class="hint">None ticked means all.</p>
        {frame.joined?.map(({ word, accounts }) => (
          <p class="hint">
            <a href={hereWith(frame, 'channel', word)}>{word}</a>: {accounts.join(', ')}
          </p>
        ))}
      </fieldset>
    </details>
  );
}
