import { clean } from '../charts/xml.ts';
import { filterQuery } from '../model/filter.ts';
import type { NamedEstimate } from '../model/finding.ts';
import type { Seen } from '../model/journal.ts';
import { basisWords } from './finding.tsx';
import { count, day, days, type Local, numberWords, Words } from './format.tsx';
import { Scroll } from './layout.tsx';

const asOf = { share: 'share', seconds: 'duration', count: 'count' } as const;

/** The sentence of a kept answer with its days, for lists and for paper. */
export function SeenLine({ seen, local }: { seen: Seen; local: Local }) {
  return (
    <small class="seen">
      We saw: <Words sentence={seen.sentence} local={{ ...local, clock: seen.filter.clock }} />{' '}
      {seen.period ? `${clean(seen.title)}, ${days(seen.period, local)}.` : `${clean(seen.title)}.`}
    </small>
  );
}

/** A kept answer in full: sentence, numbers, definition, versions, and the way to the same question today. */
export function SeenView({ seen, local }: { seen: Seen; local: Local }) {
  const clocked = { ...local, clock: seen.filter.clock };
  const query = filterQuery(seen.filter);
  const { definition, made, ends } = seen;
  return (
    <>
      <p class="evidence">
        <Words sentence={seen.sentence} local={clocked} />
      </p>
      <p class="dateline">
        {clean(seen.title)}
        {seen.period ? `, ${days(seen.period, local)}` : ''}
        {seen.n === undefined ? '' : `, ${basisWords({ ...seen, n: seen.n }, local)}`}
        {seen.filter.clock === 'business' ? ', in working hours' : ''}.
      </p>
      {seen.estimates.length > 0 ? <Estimates estimates={seen.estimates} local={clocked} /> : null}
      <p class="hint">
        {clean(definition.text)} Version: {clean(definition.version)}. Computed by {clean(made.program)} from
        data version {made.dataVersion}, plan version <code>{clean(made.planVersion)}</code>
        {ends.length > 0
          ? `; the data ended ${ends
              .map(({ channel, observedUntil }) => `with ${clean(channel)} on ${day(observedUntil, local)}`)
              .join(', ')}`
          : ''}
        .
      </p>
      <p class="more">
        <a
          href={`/${encodeURIComponent(seen.question)}/${encodeURIComponent(seen.measure)}${query ? `?${query}` : ''}`}
        >
          Ask the same of the data of today
        </a>
      </p>
    </>
  );
}

function Estimates({ estimates, local }: { estimates: NamedEstimate[]; local: Local }) {
  return (
    <Scroll label="The numbers as they were">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Channel</th>
            <th scope="col" class="n">
              Value
            </th>
            <th scope="col" class="n">
              Range
            </th>
            <th scope="col" class="n">
              n
            </th>
          </tr>
        </thead>
        <tbody>
          {estimates.map((one) => (
            <tr>
              <th scope="row">
                {clean(one.label)}
                {one.period === 'now' ? null : (
                  <i>{one.period === 'year' ? 'a year before' : 'the period before'}</i>
                )}
              </th>
              <td>{clean(one.channel ?? '')}</td>
              <Value estimate={one} local={local} />
              <td class="n">{count(one.n, local)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Value({ estimate, local }: { estimate: NamedEstimate; local: Local }) {
  const { value, low, high, unit, cannotTell } = estimate;
  const written = (one: number) => numberWords(one, asOf[unit], local);
  if (cannotTell !== undefined) return <td colspan={2}>cannot tell: {clean(cannotTell)}</td>;
  return (
    <>
      <td class="n">{written(value)}</td>
      <td class="n">
        {low === undefined || high === undefined ? '' : `${written(low)} to ${written(high)}`}
      </td>
    </>
  );
}
