import { minute } from './format.tsx';
import { names } from './import.tsx';
import type { ProgressPageProps } from './import-props.ts';
import { OverPage, RunningPage } from './running.tsx';

/** How far an import is. */
export function ProgressPage({ frame, running, location }: ProgressPageProps) {
  if (!running)
    return (
      <OverPage
        frame={frame}
        title="No import runs"
        heading="No import is running."
        to={location ?? '/import'}
        words={location ? 'See what it did' : 'Bring in files'}
        goes={location !== undefined}
      />
    );
  return (
    <RunningPage
      frame={frame}
      title="Importing"
      heading={<>Reading {names(running.files)}.</>}
      dateline={`Import, begun ${minute(running.startedAt, frame)}`}
      meanwhile="Until the import is done, every page shows the numbers from before and says so."
      path="/import/running"
      progress={running.progress}
    />
  );
}
