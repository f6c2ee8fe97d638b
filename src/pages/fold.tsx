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

/** By which program and from which state of data and plan something was computed; `bare` where nothing can be opened. */
export function Made({ made, bare = false }: { made: MadeBy; bare?: boolean }) {
  const version = <code>{made.planVersion}</code>;
  return (
    <p>
      Computed by {made.program} from data version {made.dataVersion} and plan version{' '}
      {bare ? version : <a href={`/plan/history/${made.planVersion}`}>{version}</a>}, seed {made.seed}.
    </p>
  );
}
