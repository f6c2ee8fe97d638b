import type { SourceNote } from '../model/finding.ts';
import { sharedName } from './fold-files.ts';
import { counted, type Local, shortMinute } from './format.tsx';
import { Scroll } from './layout.tsx';

const many = 8;

/** Where the data of each channel come from; many channels out of the same files stand in one line. */
export function Sources({ sources, local }: { sources: SourceNote[]; local: Local }) {
  if (sources.length === 0) return <p>No source is named.</p>;
  const groups = byOrigin(sources);
  const large = groups.filter((group) => group.length > many);
  const rest = groups.filter((group) => group.length <= many).flat();
  return (
    <>
      {large.map((group) => (
        <Origin group={group} local={local} />
      ))}
      {rest.length > 0 ? <SourceTable sources={rest} local={local} /> : null}
    </>
  );
}

/** Channels out of the same files, brought in at the same moment, with the same sides in them. */
export function byOrigin(sources: SourceNote[]): SourceNote[][] {
  const groups = new Map<string, SourceNote[]>();
  for (const source of sources) {
    const key = JSON.stringify([source.files, source.importedAt, source.sides, source.simulated]);
    groups.set(key, [...(groups.get(key) ?? []), source]);
  }
  return [...groups.values()];
}

function Origin({ group, local }: { group: SourceNote[]; local: Local }) {
  const [first] = group;
  const ends = group.map(({ observedUntil }) => observedUntil).sort();
  const [from, to] = [ends[0], ends[ends.length - 1]].map((at) => shortMinute(at, local));
  return (
    <>
      <p>
        <b>{counted(group.length, 'channel', 'channels', local)}:</b> {fromFiles(first)}
        {first.simulated ? ' (simulated)' : ''}, brought in {shortMinute(first.importedAt, local)}; data end{' '}
        {from === to ? `on ${to}` : `between ${from} and ${to}`}.{first.sides === 'own' ? ` ${ownOnly}.` : ''}
      </p>
      <details class="nested no-print">
        <summary>Each of them</summary>
        <SourceTable sources={group} local={local} />
      </details>
    </>
  );
}

const ownOnly = 'Only our own side is in it: replies by other people are not';

function fromFiles({ files }: SourceNote): string {
  if (files.length > 20) return sharedName(files);
  return files.length > 3
    ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more files`
    : files.join(', ');
}

function SourceTable({ sources, local }: { sources: SourceNote[]; local: Local }) {
  return (
    <Scroll label="Sources by channel">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">From</th>
            <th scope="col">Brought in</th>
            <th scope="col">Data end on</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr>
              <th scope="row">{source.channel}</th>
              <td>
                {fromFiles(source)}
                {source.simulated ? ' (simulated)' : ''}
                {source.sides === 'own' ? `. ${ownOnly}` : ''}
              </td>
              <td>{shortMinute(source.importedAt, local)}</td>
              <td>{shortMinute(source.observedUntil, local)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
