import { clean } from '../../charts/xml.ts';
import { counted, shortDay } from '../format.tsx';
import { Layout, Row } from '../layout.tsx';
import { Outside } from '../outside.tsx';
import { MachineSection } from './machine.tsx';
import type { SamplesPageProps } from './props.ts';
import { designWords } from './words.ts';

/** What was drawn to be coded, and how far each sample is. */
export function SamplesPage({ frame, samples, facets, starter, machine }: SamplesPageProps) {
  return (
    <Layout frame={frame} title="Coding">
      <Row
        marginLabel="What it is for"
        margin={
          <>
            <p class="note">
              <strong>Read some, to know of all.</strong> People read a random sample of messages and say what
              each one is. From that a share of all messages follows, with a range; and whoever reads also
              hears.
            </p>
            <p class="note">
              The codebook asks {counted(facets.length, 'thing', 'things', frame)}
              {starter ? ' (the starter, until you write your own)' : ''}.{' '}
              <a href="/plan/codebook">The codebook</a>
            </p>
          </>
        }
      >
        <h1 class="title">
          {samples.length === 0 ? 'Nothing was drawn yet.' : 'Coding, by hand and by machine'}
        </h1>
        {samples.length === 0 ? null : <h2 class="heading">By hand</h2>}
        <p class="more">
          <a class={samples.length === 0 ? 'button first' : 'button'} href="/code/new">
            Draw a sample
          </a>
        </p>
        {samples.length > 0 ? (
          <ul class="samples">
            {samples.map(({ sample, pace }) => (
              <li>
                <p>
                  <a href={`/code/${encodeURIComponent(sample.word)}`}>
                    <strong>{clean(sample.word)}</strong>
                  </a>
                  , {designWords(sample)}, {shortDay(sample.at, frame)}
                </p>
                <p class="who">
                  {pace.coded} of {pace.items} coded
                  {pace.twice > 0 ? `, ${pace.codedTwice} of ${pace.twice} twice` : ''}
                  {pace.coders.length > 0 ? ', by ' : ''}
                  {pace.coders.map(({ who }, i) => (
                    <>
                      {i > 0 ? ', ' : ''}
                      <Outside text={who} bare />
                    </>
                  ))}
                  . Judged: {sample.facets.join(', ')}
                </p>
              </li>
            ))}
          </ul>
        ) : null}
      </Row>
      <MachineSection frame={frame} machine={machine} />
    </Layout>
  );
}
