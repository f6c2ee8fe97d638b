import { FilterBar } from './filter.tsx';
import { Layout, Row } from './layout.tsx';
import type { ComputingPageProps } from './props.ts';

/** Stands in for a question's page while its answers are made for the first time; looks again by itself, without script. */
export function ComputingPage({ frame, question, filter, channels, parts }: ComputingPageProps) {
  const done = parts.filter((part) => part.done).length;
  return (
    <Layout frame={frame} title={question.title} head={<meta http-equiv="refresh" content="1" />}>
      <Row
        margin={
          <p class="note">
            <strong>The first time takes a while.</strong> Answers are kept: until the data or the plan
            change, this page is there at once.
          </p>
        }
        marginLabel="While it is made"
      >
        <h1 class="title">{question.title}</h1>
        <FilterBar frame={frame} filter={filter} channels={channels} />
        <div class="pace" role="status">
          <label for="progress">
            Answers made: {String(done)} of {String(parts.length)}
          </label>
          <progress id="progress" max={parts.length} value={done}>
            {String(done)}
          </progress>
        </div>
        <ul>
          {parts.map(({ title, done: made }) => (
            <li>
              {title}: {made ? 'made' : 'under way'}
            </li>
          ))}
        </ul>
      </Row>
    </Layout>
  );
}
