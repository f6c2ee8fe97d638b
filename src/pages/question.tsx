import type { Finding, SourceNote } from '../model/finding.ts';
import { FilterBar } from './filter.tsx';
import { Basis, Cannot, Evidence, localOf, Numbers, Voices } from './finding.tsx';
import { type Local, shortMinute, Words } from './format.tsx';
import { Layout, Row, Scroll } from './layout.tsx';
import type { Frame, QuestionPageProps } from './props.ts';

/** One question: its sentence, the pictures, the numbers, and people's words beside them. */
export function QuestionPage({ frame, question, filter, channels, findings }: QuestionPageProps) {
  const [first, ...rest] = findings;
  return (
    <Layout frame={frame} title={question.title}>
      <div class="row">
        <div>
          <h1 class="title">{question.title}</h1>
          <FilterBar frame={frame} filter={filter} channels={channels} />
          {first ? (
            <Lead frame={frame} finding={first} />
          ) : (
            <p class="answer">Nothing has been asked of the data yet.</p>
          )}
        </div>
        {first ? <Margin frame={frame} finding={first} first /> : null}
      </div>
      {rest.map((finding) => (
        <section class="row" aria-labelledby={finding.measure}>
          <Further frame={frame} finding={finding} />
          <Margin frame={frame} finding={finding} />
        </section>
      ))}
      <Folds frame={frame} findings={findings} />
    </Layout>
  );
}

function Lead({ frame, finding }: { frame: Frame; finding: Finding }) {
  const local = localOf(frame, finding);
  if (finding.kind === 'no-answer')
    return (
      <>
        <h2 class="sentence lead">We cannot tell.</h2>
        <Basis finding={finding} local={local} />
        <Cannot finding={finding} local={local} />
      </>
    );
  return (
    <>
      <p class="answer">
        <Words sentence={finding.sentence} local={local} />
      </p>
      <Basis finding={finding} local={local} />
      <Evidence frame={frame} finding={finding} />
    </>
  );
}

function Further({ frame, finding }: { frame: Frame; finding: Finding }) {
  const local = localOf(frame, finding);
  if (finding.kind === 'no-answer')
    return (
      <div>
        <h2 class="sentence" id={finding.measure}>
          {finding.title}: we cannot tell.
        </h2>
        <Cannot finding={finding} local={local} />
      </div>
    );
  return (
    <div>
      <h2 class="sentence" id={finding.measure}>
        <Words sentence={finding.sentence} local={local} />
      </h2>
      <Evidence frame={frame} finding={finding} />
    </div>
  );
}

function Margin({ frame, finding, first }: { frame: Frame; finding: Finding; first?: boolean }) {
  const local = localOf(frame, finding);
  if (finding.kind === 'no-answer')
    return first ? (
      <aside class="margin" aria-label="How the product sees it">
        <p class="note">
          <strong>“Cannot tell” is an answer.</strong> It says why, and what would change that.
        </p>
      </aside>
    ) : null;
  const curve = finding.figures.find((figure) => figure.form === 'curve');
  const upright = curve?.form === 'curve' ? curve.ticks.find(({ emphasis }) => emphasis) : undefined;
  if (finding.voices.length === 0 && !upright) return null;
  return (
    <aside class="margin" aria-label={finding.voices.length > 0 ? 'Voices of people' : 'How to read it'}>
      <Voices voices={finding.voices} local={local} />
      {upright ? (
        <p class="note">
          <strong>Read it like this:</strong> follow a line to the dashed upright. Its height is the share of
          messages that had no answer {upright.label} after they were written.
        </p>
      ) : null}
    </aside>
  );
}

function Folds({ frame, findings }: { frame: Frame; findings: Finding[] }) {
  if (findings.length === 0) return null;
  const caveats = unique(findings.flatMap((finding) => finding.caveats));
  const help = unique(findings.flatMap((finding) => (finding.kind === 'no-answer' ? finding.help : [])));
  const sources = [
    ...new Map(findings.flatMap(({ sources }) => sources).map((one) => [one.channel, one])).values(),
  ];
  const numbered = findings.some((finding) => finding.kind === 'answer' && finding.estimates.length > 0);
  return (
    <Row label="Definition, source, caveats">
      <Fold title="Definition" id="definitions">
        {findings.map(({ title, definition }) => (
          <p>
            <b>{title}:</b> {definition.text} It serves the decision: {definition.decision} Version{' '}
            {definition.version}
            {definition.docs ? (
              <>
                , explained in <code>{definition.docs}</code>
              </>
            ) : null}
            .
          </p>
        ))}
      </Fold>
      {numbered ? (
        <Fold title="All numbers">
          <Numbers frame={frame} findings={findings} />
        </Fold>
      ) : null}
      <Fold title="Source and date">
        <Sources sources={sources} local={frame} />
        <Made findings={findings} />
      </Fold>
      {caveats.length > 0 ? (
        <Fold title="Caveats">
          <ul>
            {caveats.map((caveat) => (
              <li>{caveat}</li>
            ))}
          </ul>
        </Fold>
      ) : null}
      {help.length > 0 ? (
        <Fold title="What would help">
          <ul>
            {help.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Fold>
      ) : null}
    </Row>
  );
}

function Fold({ title, id, children }: { title: string; id?: string; children?: unknown }) {
  return (
    <details class="fold" id={id}>
      <summary>{title}</summary>
      <div>{children as never}</div>
    </details>
  );
}

function Sources({ sources, local }: { sources: SourceNote[]; local: Local }) {
  if (sources.length === 0) return <p>No source is named.</p>;
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
          {sources.map(({ channel, files, importedAt, observedUntil, sides }) => (
            <tr>
              <th scope="row">{channel}</th>
              <td>
                {files.length > 3
                  ? `${files.slice(0, 3).join(', ')} and ${files.length - 3} more`
                  : files.join(', ')}
                {sides === 'own' ? '. Only our own side is in it: replies by other people are not' : ''}
              </td>
              <td>{shortMinute(importedAt, local)}</td>
              <td>{shortMinute(observedUntil, local)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Made({ findings }: { findings: Finding[] }) {
  const { made } = findings[0];
  return (
    <p>
      Computed by {made.program} from data version {made.dataVersion} and plan version{' '}
      <code>{made.planVersion}</code>, seed {made.seed}.
    </p>
  );
}

const unique = (texts: string[]) => [...new Set(texts)];
