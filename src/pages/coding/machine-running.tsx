import { minute } from '../format.tsx';
import { OverPage, RunningPage } from '../running.tsx';
import type { MachineProgressPageProps } from './machine-props.ts';
import { machineName } from './words.ts';

/** `GET /code/machine/running`: how far a run is. */
export function MachineProgressPage({ frame, running }: MachineProgressPageProps) {
  if (!running)
    return (
      <OverPage
        frame={frame}
        title="No machine is coding"
        heading="No machine is coding."
        to="/code#machine"
        words="See what it did"
        goes
      />
    );
  return (
    <RunningPage
      frame={frame}
      title="Coding by machine"
      heading="A machine is coding."
      dateline={`${machineName(running.coder)}, begun ${minute(running.startedAt, frame)}`}
      meanwhile="Until the run is whole, none of its labels counts."
      path="/code/machine/running"
      progress={running.progress}
    />
  );
}
