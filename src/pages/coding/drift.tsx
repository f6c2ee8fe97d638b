import { counted, shortDay } from '../format.tsx';
import { Scroll } from '../layout.tsx';
import type { Frame } from '../props.ts';
import type { AgreementDrift, SamplePageProps } from './props.ts';

/** Whether agreement falls as coding goes on: a sentence, and alpha by stretch. */
export function Drift({
  frame,
  drift,
  agreementOf,
}: Pick<SamplePageProps, 'frame' | 'drift' | 'agreementOf'>) {
  if (!drift) return null;
  if ('why' in drift) return <p class="note">{drift.why}</p>;
  const { by, names, rows } = drift;
  const same = names.map((_, at) => {
    const all = new Set(rows.map(({ cells }) => cells[at]?.n));
    return all.size === 1 ? [...all][0] : undefined;
  });
  return (
    <>
      <h3 class="heading">As coding went on</h3>
      <p class="evidence">{driftWords(drift, agreementOf)}</p>
      <Scroll label="Alpha as coding went on">
        <table class="table agreement">
          <thead>
            <tr>
              <th scope="col">Alpha {by === 'week' ? 'in the week from' : 'in the order of coding'}</th>
              {names.map((name, at) => (
                <th scope="col" class="n">
                  {stretchName(name, drift, frame)}
                  {same[at] === undefined ? null : <i>{counted(same[at], 'message', 'messages', frame)}</i>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ code, name, cells }) => (
              <tr>
                <th scope="row">{code === undefined ? <strong>{name}</strong> : name}</th>
                {cells.map(({ n, alpha }, at) => (
                  <td class="n">
                    {alpha ? (
                      <>
                        {alpha.value.toFixed(2)}{' '}
                        <i>
                          {alpha.low.toFixed(2)} to {alpha.high.toFixed(2)}
                          {same[at] === undefined ? `, of ${n}` : ''}
                        </i>
                      </>
                    ) : (
                      <span class="unseen">cannot tell</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

type Told = Exclude<AgreementDrift, { why: string }>;

function stretchName(name: string, { by, names }: Told, frame: Frame): string {
  return by === 'week' ? shortDay(`${name}T12:00:00Z`, frame) : `${name} of ${names.length}`;
}

function driftWords({ by, fell, rose, compared }: Told, agreementOf: SamplePageProps['agreementOf']): string {
  const what = agreementOf === 'self' ? 'Agreement with oneself' : 'Agreement';
  const span =
    by === 'week' ? 'from the first week to the last' : 'from the first part of the coding to the last';
  if (compared === 0)
    return `Whether ${what.toLowerCase()} fell cannot be told: every code is too rare for it.`;
  const told = [
    ...(fell.length > 0 ? [`fell on ${named(fell)}`] : []),
    ...(rose.length > 0 ? [`rose on ${named(rose)}`] : []),
  ];
  if (told.length === 0) return `${what} did not fall by more than chance could make it, ${span}.`;
  const mend = fell.length > 0 ? ' Talk the newer differences through, and sharpen the definition.' : '';
  return `${what} ${told.join(', and ')}, ${span}.${mend}`;
}

const named = (names: string[]) => names.map((name) => `“${name}”`).join(', ');
