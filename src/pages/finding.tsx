import type { Answer, Finding, NoAnswer, Voice } from '../model/finding.ts';
import { DecideLink } from './decide-link.tsx';
import { FigureView } from './figure.tsx';
import { counted, day, days, type Local, plain, Words } from './format.tsx';
import { Outside } from './outside.tsx';
import type { Frame } from './props.ts';

/** The locale, zone and clock in which a Finding is written. */
export function localOf(frame: Frame, finding: Finding): Local {
  return { locale: frame.locale, zone: frame.zone, clock: finding.filter.clock };
}

/** The period and n of a Finding in a line. */
export function Basis({ finding, local }: { finding: Finding; local: Local }) {
  const { period, filter } = finding;
  const parts = [
    period
      ? `${days(period, local)}${period.unfinished ? ' (unfinished: the data end before the period does)' : ''}`
      : '',
    finding.kind === 'answer' ? basisWords(finding, local) : '',
    // neither goals nor what people say wait on a clock
    (finding.kind === 'answer' && finding.counts === 'goals') || finding.question === 'voices'
      ? ''
      : filter.clock === 'business'
        ? 'counted in working hours'
        : 'counted around the clock',
  ].filter(Boolean);
  return <p class="dateline">{parts.join(', ')}.</p>;
}

/** "731 messages", or the goals or people that an answer rests on. */
export function basisWords({ n, counts }: Pick<Answer, 'n' | 'counts'>, local: Local): string {
  if (counts === 'people') return counted(n, 'person', 'people', local);
  return counts === 'goals' ? counted(n, 'goal', 'goals', local) : counted(n, 'message', 'messages', local);
}

/** An answer's figures and the ways to the messages behind them. */
export function Evidence({ frame, finding }: { frame: Frame; finding: Answer }) {
  const local = localOf(frame, finding);
  return (
    <>
      {finding.figures.map((figure, i) => (
        <FigureView figure={figure} local={local} id={`${finding.measure}-${i + 1}`} />
      ))}
      <Openings frame={frame} finding={finding} />
    </>
  );
}

function Openings({ frame, finding }: { frame: Frame; finding: Finding }) {
  const question = frame.path.split('/')[1] ?? '';
  const query = frame.query ? `?${frame.query}` : '';
  const own = finding.kind === 'answer' ? finding.openings : [];
  const base = `/${question}/${finding.measure}`;
  const pictured =
    finding.kind === 'answer' && finding.figures.some(({ form }) => form !== 'table' && form !== 'waiting');
  const standard = [
    { label: 'The numbers (.json)', href: `${base}.json${query}`, suffix: '.json' },
    { label: 'The numbers (.csv)', href: `${base}.csv${query}`, suffix: '.csv' },
    ...(pictured ? [{ label: 'The picture (.svg)', href: `${base}.svg${query}`, suffix: '.svg' }] : []),
  ].filter(({ suffix }) => !own.some(({ href }) => href.split('?')[0].endsWith(suffix)));
  return (
    <p class="more">
      {[...own, ...standard].map(({ label, href }) => (
        <>
          <a href={href}>{label}</a>{' '}
        </>
      ))}
      <DecideLink of={finding} />
    </p>
  );
}

/** "Cannot tell, because": the reason and what would help. */
export function Cannot({ finding, local }: { finding: NoAnswer; local: Local }) {
  return (
    <div class="cannot">
      <p>
        <Words sentence={finding.reason} local={local} />
      </p>
      {finding.help.length > 0 ? (
        <>
          <h3 class="heading">What would help</h3>
          <ul>
            {finding.help.map((help) => (
              <li>{help}</li>
            ))}
          </ul>
        </>
      ) : null}
      {finding.openings?.length ? (
        <p class="more">
          {finding.openings.map(({ label, href }) => (
            <>
              <a href={href}>{label}</a>{' '}
            </>
          ))}
        </p>
      ) : null}
    </div>
  );
}

/** People's words in the margin, under their pseudonyms; `bare` where nothing can be opened. */
export function Voices({ voices, local, bare }: { voices: Voice[]; local: Local; bare?: boolean }) {
  return (
    <>
      {voices.map(({ text, who, channel, at, note, href }) => (
        <blockquote class="voice">
          <p>
            <Outside text={text} clip={240} bare={bare} />
          </p>
          <footer>
            {who}. {channel}, {day(at, local)}. {note} {bare ? null : <a href={href}>In its thread</a>}
          </footer>
        </blockquote>
      ))}
    </>
  );
}

/** The Finding's sentence in words only, for the title of the browser's tab. */
export function sentenceOf(finding: Finding, local: Local): string {
  return plain(finding.kind === 'answer' ? finding.sentence : finding.reason, local);
}
