import type { Child } from 'hono/jsx';
import type { Made as MadeBy } from '../model/finding.ts';

interface FoldProps {
  title: string;
  id?: string;
  class?: string;
  children?: Child;
}

/** A part that folds open under its title, and stands open on paper. */
export function Fold({ title, id, class: name = 'fold', children }: FoldProps) {
  return (
    <details class={name} id={id}>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}

/** By which program and from which state of data and plan something was computed. */
export function Made({ made }: { made: MadeBy }) {
  return (
    <p>
      Computed by {made.program} from data version {made.dataVersion} and plan version{' '}
      <code>{made.planVersion}</code>, seed {made.seed}.
    </p>
  );
}
