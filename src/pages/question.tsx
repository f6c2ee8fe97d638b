import type { Finding } from '../model/finding.ts';
import { DecideLink } from './decide-link.tsx';
import { FilterBar } from './filter.tsx';
import { Basis, Cannot, Evidence, localOf, Voices } from './finding.tsx';
import { Fold, Made } from './fold.tsx';
import { Words } from './format.tsx';
import { Layout, Row } from './layout.tsx';
import { Numbers } from './numbers.tsx';
import type { FoldedMeasure, Frame, QuestionPageProps, RuleShown } from './props.ts';
import { RuleExamples, RuleNote } from './rule.tsx';
import { Sources } from './sources.tsx';

/** One question: its sentence, the pictures, the numbers, and people's words beside them. */
export function QuestionPage({
  frame,
  question,
  filter,
  channels,
  findings,
  rule,
  folded = [],
}: QuestionPageProps) {
  const [first, ...others] = findings;
  const later = first && invites(first) ? others.filter(invites) : [];
  const rest = others.filter((finding) => !later.includes(finding));
  return (
    <Layout frame={frame} title={question.title}>
      <div class="row">
        <div>
          <h1 class="title">{question.title}</h1>
          <FilterBar frame={frame} filter={filter} channels={channels} />
          {first ? (
            <Lead frame={frame} finding={first} />
          ) : (
            <p class="answer">
              {folded.length > 0
                ? 'All numbers of this question are folded away.'
                : 'Nothing has been asked of the data yet.'}
            </p>
          )}
        </div>
        {first ? <Margin frame={frame} finding={first} rule={rule} first /> : null}
      </div>
      {rest.map((finding) => (
        <section class="row" aria-labelledby={finding.measure}>
          <Further frame={frame} finding={finding} />
          <Margin frame={frame} finding={finding} />
        </section>
      ))}
      <Later findings={later} />
      <FoldedAway frame={frame} question={question.word} folded={folded} />
      <Folds frame={frame} findings={findings} rule={rule} />
    </Layout>
  );
}

const invites = (finding: Finding) => finding.kind === 'no-answer' && finding.invites === true;

function Lead({ frame, finding }: { frame: Frame; finding: Finding }) {
  const local = localOf(frame, finding);
  if (finding.kind === 'no-answer' && finding.invites)
    return (
      <>
        <p class="answer">
          <Words sentence={finding.reason} local={local} />
        </p>
        <p class="buttons">
          {finding.openings?.map(({ label, href }) => (
            <a class="button first" href={href}>
              {label}
            </a>
          ))}
        </p>
        {finding.help.map((help) => (
          <p class="note">{help}</p>
        ))}
      </>
    );
  if (finding.kind === 'no-answer')
    return (
      <>
        <h2 class="sentence lead">We cannot tell.</h2>
        <Basis finding={finding} local={local} />
        <Cannot finding={finding} local={local} />
        <p class="more">
          <DecideLink of={finding} />
        </p>
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
          {finding.invites ? `${finding.title}.` : `${finding.title}: we cannot tell.`}
        </h2>
        <Cannot finding={finding} local={local} />
        <p class="more">
          <DecideLink of={finding} />
        </p>
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

/** What is told once somebody has begun: a line each, folded, so that an invitation stands alone. */
function Later({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Row label="What this page then tells">
      <Fold title={`What this page then tells: ${findings.length} more`}>
        <ul>
          {findings.map(({ title, measure, definition }) => (
            <li id={measure}>
              {title}. {definition.decision}
            </li>
          ))}
        </ul>
      </Fold>
    </Row>
  );
}

const whyFolded = {
  retired: 'retired',
  idle: 'served no decision in the last two quarters',
} as const;

/** Measures that are not asked here, each with its own address. */
function FoldedAway({
  frame,
  question,
  folded,
}: {
  frame: Frame;
  question: string;
  folded: FoldedMeasure[];
}) {
  if (folded.length === 0) return null;
  const query = frame.query ? `?${frame.query}` : '';
  return (
    <Row label="Folded away">
      <Fold title={`Folded away: ${folded.length} of this question`}>
        <ul>
          {folded.map(({ word, title, because }) => (
            <li id={word}>
              <a href={`/${question}/${word}${query}`}>{title}</a>, {whyFolded[because]}
            </li>
          ))}
        </ul>
        <p>
          <a href="/decisions/metrics">Which metric served which decision</a>
        </p>
      </Fold>
    </Row>
  );
}

interface MarginProps {
  frame: Frame;
  finding: Finding;
  rule?: RuleShown;
  first?: boolean;
}

function Margin({ frame, finding, rule, first }: MarginProps) {
  const local = localOf(frame, finding);
  if (finding.kind === 'no-answer' && finding.invites) return null;
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
  const reading = curve?.form === 'curve' ? curve.reading : undefined;
  if (finding.voices.length === 0 && !upright && !rule) return null;
  return (
    <aside
      class="margin"
      aria-label={`${finding.voices.length > 0 ? 'Voices of people' : 'How to read it'}: ${finding.title}`}
    >
      <Voices voices={finding.voices} local={local} />
      {upright ? (
        <p class="note">
          <strong>Read it like this:</strong> follow a line to the dashed upright. Its height is{' '}
          {reading ?? `the share of messages that had no answer ${upright.label} after they were written`}.
        </p>
      ) : null}
      {rule ? <RuleNote frame={frame} rule={rule} /> : null}
    </aside>
  );
}

function Folds({ frame, findings, rule }: { frame: Frame; findings: Finding[]; rule?: RuleShown }) {
  if (findings.length === 0) return null;
  const caveats = unique(findings.flatMap((finding) => finding.caveats));
  const sources = [
    ...new Map(findings.flatMap(({ sources }) => sources).map((one) => [one.channel, one])).values(),
  ];
  const numbered = findings.some((finding) => finding.kind === 'answer' && finding.estimates.length > 0);
  return (
    <Row label="Definition, source, caveats" class="folds">
      <Fold title="Definition" id="definitions">
        {findings.map(({ title, definition }) => (
          <p>
            <b>{title}:</b> {definition.text} It serves the decision:{' '}
            {definition.decision.replace(/^Serves the decision:\s*/i, '')} Version: {definition.version}.
          </p>
        ))}
      </Fold>
      {rule && rule.examples.length > 0 ? (
        <Fold title="How the rule reads" id="rule" class="fold no-print">
          <RuleExamples examples={rule.examples} />
        </Fold>
      ) : null}
      {numbered ? (
        <Fold title="All numbers" class="fold no-print">
          <Numbers frame={frame} findings={findings} />
        </Fold>
      ) : null}
      <Fold title="Source and date">
        <Sources sources={sources} local={frame} />
        <Made made={findings[0].made} />
        {numbered ? (
          <p class="paper-only">
            All numbers with their ranges, channel by channel: <code>{numbersAddress(frame)}</code> in
            Rapport.
          </p>
        ) : null}
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
    </Row>
  );
}

const numbersAddress = ({ path, query }: Frame) => `${path}.csv${query ? `?${query}` : ''}`;

const unique = (texts: string[]) => [...new Set(texts)];
