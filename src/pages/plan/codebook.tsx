import { codeTree, type Facet } from '../../model/codebook.ts';
import type { Plan } from '../../model/plan.ts';
import { PostForm } from '../act.tsx';
import { counted } from '../format.tsx';
import { Layout, Row } from '../layout.tsx';
import { Outside } from '../outside.tsx';
import type { Frame } from '../props.ts';
import type { PlanPageProps } from './props.ts';
import { Change, Written } from './words.tsx';

interface CodebookPageProps {
  frame: Frame;
  plan: Plan;
  /** What a new code is begun from: words that keep company, and a message. */
  candidate?: CodeCandidate;
}

/** What a new code is begun from. */
export interface CodeCandidate {
  name: string;
  example: string;
}

/** `GET /plan/codebook`: what is asked of messages that are read by hand, and what each answer means. */
export function CodebookPage({ frame, plan, candidate }: CodebookPageProps) {
  const { facets, starter } = plan.codebook;
  return (
    <Layout frame={frame} title="The codebook">
      <Row
        marginLabel="How to use it"
        margin={
          <>
            <p class="note">
              <strong>A facet</strong> is one question that is asked of each message;{' '}
              <strong>its codes</strong> are the answers, addressed as <code>facet/code</code>. Two people who
              read the same meaning should give the same code: where they do not, sharpen the meaning.
            </p>
            <p class="note">
              <a href="/code">Samples that are coded by it</a>
            </p>
          </>
        }
      >
        <p class="dateline">
          <a href="/plan">The plan</a>
        </p>
        <h1 class="title">What can be said of a message?</h1>
        {candidate ? <Begin candidate={candidate} facets={facets} starter={starter === true} /> : null}
        {starter ? (
          <>
            <p class="evidence">
              This is the starter codebook. It is in force while the plan has none of its own; to change it,
              copy it into plan.yaml first.
            </p>
            <PostForm
              frame={frame}
              action={candidate ? `/plan/codebook?${queryOf(candidate)}` : '/plan/codebook'}
              class="undo no-print"
              fields={{ version: plan.version }}
            >
              <button type="submit" class="button first">
                Copy it into the plan
              </button>
            </PostForm>
          </>
        ) : (
          <Change href="/plan/codebook/new">Add a facet</Change>
        )}
      </Row>
      {facets.map((facet) => (
        <FacetRow facet={facet} starter={starter === true} />
      ))}
    </Layout>
  );
}

const queryOf = ({ name, example }: CodeCandidate) => new URLSearchParams({ name, example }).toString();

/** The way to make a code of a candidate: in which facet it shall stand. */
function Begin({
  candidate,
  facets,
  starter,
}: {
  candidate: CodeCandidate;
  facets: Facet[];
  starter: boolean;
}) {
  return (
    <div id="new">
      <p class="answer">
        Make a code of “<Outside text={candidate.name} />
        ”.
      </p>
      {candidate.example ? (
        <blockquote class="voice">
          <p>
            <Outside text={candidate.example} clip={240} />
          </p>
        </blockquote>
      ) : null}
      {starter ? (
        <p class="note">First copy the starter codebook into the plan, so that it can be changed.</p>
      ) : (
        <p class="more">
          {facets
            .filter(({ of }) => of === 'others')
            .map(({ word, name }) => (
              <>
                <a href={`/plan/codebook/${encodeURIComponent(word)}?${queryOf(candidate)}`}>
                  In “{name}”
                </a>{' '}
              </>
            ))}
        </p>
      )}
    </div>
  );
}

const levels = { nominal: '', ordinal: ', in this order', interval: ', in equal steps' };

function FacetRow({ facet, starter }: { facet: Facet; starter: boolean }) {
  const { word, name, of, choose, level } = facet;
  return (
    <Row id={`facet-${word}`} class="part-of-plan codebook">
      <p class="channel-word">{word}</p>
      <h2 class="sentence" id={`facet-${word}`}>
        <Written text={name} />
      </h2>
      <p class="note">
        Of messages {of === 'own' ? 'of ours' : 'of others'};{' '}
        {choose === 'one' ? 'one code' : 'any number of codes'}
        {levels[level]}.
      </p>
      <dl class="facts">
        {codeTree(facet).map(({ code, depth }) => (
          <>
            <dt class={`d${Math.min(3, depth)}`}>
              {code.name}
              {code.version > 1 ? <small> version {code.version}</small> : null}
            </dt>
            <dd>
              {code.definition ? <Written text={code.definition} /> : 'No meaning is written down.'}{' '}
              {code.use ? (
                <span>
                  Use: <Written text={code.use} />
                </span>
              ) : null}{' '}
              {code.avoid ? (
                <span>
                  Not: <Written text={code.avoid} />
                </span>
              ) : null}
              {code.examples.length > 0 ? (
                <small>
                  {code.examples.map((example, i) => (
                    <>
                      {i > 0 ? ' ' : ''}
                      <q>{example}</q>
                    </>
                  ))}
                </small>
              ) : null}
            </dd>
          </>
        ))}
      </dl>
      {starter ? null : (
        <Change href={`/plan/codebook/${encodeURIComponent(word)}`}>
          Change<span class="unseen"> {name}</span>
        </Change>
      )}
    </Row>
  );
}

/** What is asked of messages, in the letter of the plan. */
export function CodebookOfPlan({ frame, plan }: PlanPageProps) {
  const { facets, starter } = plan.codebook;
  const codes = facets.reduce((sum, facet) => sum + facet.codes.length, 0);
  return (
    <Row id="codebook" class="part-of-plan">
      <h2 class="sentence" id="codebook">
        What we ask of messages that we read
      </h2>
      <p class="note">
        {counted(facets.length, 'facet', 'facets', frame)} with {counted(codes, 'code', 'codes', frame)}
        {starter ? ': the starter codebook, as the plan has none of its own' : ''}.
      </p>
      <Change href="/plan/codebook">The codebook</Change>
    </Row>
  );
}
