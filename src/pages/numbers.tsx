import type { Answer, Finding, NamedEstimate } from '../model/finding.ts';
import { rangeText } from './figure.tsx';
import { localOf } from './finding.tsx';
import { counted, type Local, numberWords } from './format.tsx';
import { Scroll } from './layout.tsx';
import type { Frame } from './props.ts';

/** All estimates of a page, channel by channel, with ranges and n. */
export function Numbers({ frame, findings }: { frame: Frame; findings: Finding[] }) {
  return (
    <>
      {findings.map((finding) =>
        finding.kind === 'answer' && finding.estimates.length > 0 ? (
          <Scroll label={`All numbers: ${finding.title}`}>
            <Table finding={finding} local={localOf(frame, finding)} />
          </Scroll>
        ) : null,
      )}
    </>
  );
}

function Table({ finding, local }: { finding: Answer; local: Local }) {
  return (
    <table class="table numbers">
      <caption>{finding.title}</caption>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col" class="n">
            Value, 95&nbsp;% range
          </th>
        </tr>
      </thead>
      {byChannel(finding.estimates).map(({ channel, lines }) => {
        const basis = basisOf(lines, local);
        return (
          <tbody>
            {channel ? (
              <tr>
                <th scope="rowgroup" colspan={2}>
                  {channel} {basis ? <small>{basis}</small> : null}
                </th>
              </tr>
            ) : null}
            {lines.map((line) => (
              <EstimateRow line={line} basis={channel ? basis : ''} local={local} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

/** On how many messages and people an estimate rests. */
function basisWords({ n, people, counts }: NamedEstimate, local: Local): string {
  if (counts === 'people') return `${counted(n, 'person', 'people', local)} asked`;
  if (counts === 'values') return counted(n, 'value', 'values', local);
  if (counts === 'goals') return counted(n, 'goal', 'goals', local);
  const by = people === undefined ? '' : ` by ${counted(people, 'person', 'people', local)}`;
  return `${counted(n, 'message', 'messages', local)}${by}`;
}

/** The basis of most estimates under one heading, said once. */
function basisOf(lines: Line[], local: Local): string {
  return lines[0] ? basisWords(lines[0].estimate, local) : '';
}

/** An estimate with what it could be at the least and at the most, were its uncertain messages known. */
interface Line {
  estimate: NamedEstimate;
  lowest?: number;
  highest?: number;
}

/** Estimates under their channels in the order of first mention; the bounds of a number go into its own line. */
export function byChannel(estimates: NamedEstimate[]): { channel: string; lines: Line[] }[] {
  const groups = new Map<string, Line[]>();
  for (const estimate of estimates) {
    const channel = estimate.channel ?? '';
    const lines = groups.get(channel) ?? [];
    groups.set(channel, lines);
    const [, name, bound] = /^(.*)_(lowest|highest)$/.exec(estimate.name) ?? [];
    const of = lines.find(
      (line) =>
        line.estimate.name === name &&
        line.estimate.period === estimate.period &&
        line.estimate.clock === estimate.clock,
    );
    if (of && (bound === 'lowest' || bound === 'highest')) of[bound] = estimate.value;
    else lines.push({ estimate });
  }
  return [...groups].map(([channel, lines]) => ({ channel, lines }));
}

const periods = { now: '', previous: ', the period before', year: ', a year before' } as const;

interface RowProps {
  line: Line;
  /** What the heading over the row says of messages and people. */
  basis: string;
  local: Local;
}

function EstimateRow({ line: { estimate, lowest, highest }, basis, local }: RowProps) {
  const { value, low, high, cannotTell, channel, period } = estimate;
  const clocked = { ...local, clock: estimate.clock ?? local.clock };
  const as = estimate.unit === 'seconds' ? 'duration' : estimate.unit;
  const own = basisWords(estimate, local);
  return (
    <tr class={period === 'now' ? undefined : 'before'}>
      <th scope="row">
        {labelWithin(estimate.label, channel)}
        {periods[period]}
      </th>
      <td class={cannotTell ? 'n untold' : 'n'}>
        {cannotTell ? `cannot tell: ${cannotTell}` : <b>{numberWords(value, as, clocked)}</b>}{' '}
        {!cannotTell && low !== undefined && high !== undefined ? (
          <i>{rangeText(low, high, as, clocked)}</i>
        ) : null}
        {lowest !== undefined && highest !== undefined ? (
          <i class="apart">
            with uncertain messages: {numberWords(lowest, as, clocked)} to {numberWords(highest, as, clocked)}
          </i>
        ) : null}
        {own !== basis && estimate.unit !== 'count' ? <i class="apart">of {own}</i> : null}
      </td>
    </tr>
  );
}

/** A label that names its channel, under that channel's heading: "Film, questions" becomes "Questions". */
function labelWithin(label: string, channel: string | undefined): string {
  if (!channel || !label.startsWith(`${channel}, `)) return label;
  const rest = label.slice(channel.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
