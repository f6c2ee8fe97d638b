import { FilterBar } from './filter.tsx';
import { Layout, Row } from './layout.tsx';
import type { ComputingPageProps } from './props.ts';

/** Stands in for a page while its answers are made for the first time; looks again by itself, without script. */
export function ComputingPage({ frame, title, parts, filter, channels }: ComputingPageProps) {
  const done = parts.filter((part) => part.done).length;
  return (
    <Layout frame={frame} title={title} head={<meta http-equiv="refresh" content="1" />}>
      <Row
        margin={
          <p class="note">
            <strong>The first time takes a while.</strong> Answers are kept: until the data or the plan
            change, this page is there at once.
          </p>
        }
        marginLabel="While it is made"
      >
        <h1 class="title">{title}</h1>
        {filter && channels ? <FilterBar frame={frame} filter={filter} channels={channels} /> : null}
        <div class="pace" role="status">
          <label for="progress">
            Answers made: {String(done)} of {String(parts.length)}
          </label>
          <progress id="progress" max={parts.length} value={done}>
            {String(done)}
          </progress>
        </div>
        <ul class="steps">
          {parts.map(({ title: part, done: made }) => (
            <li>
              {part}: {made ? 'made' : 'under way'}
            </li>
          ))}
        </ul>
      </Row>
    </Layout>
  );
}
