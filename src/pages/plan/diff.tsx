import { clean } from '../../charts/xml.ts';
import type { DiffLine } from '../../model/plan-version.ts';

const marks = { same: ' ', removed: '−', added: '+' } as const;

/** What changed between two texts: lines taken out with −, lines put in with +. */
export function Diff({ hunks, label }: { hunks: DiffLine[][]; label: string }) {
  if (hunks.length === 0) return <p class="note">Nothing differs.</p>;
  return (
    <section class="scroll" tabindex={0} aria-label={label}>
      {hunks.map((hunk, index) => (
        <>
          {index > 0 ? <p class="gap">…</p> : null}
          <pre class="diff">
            {hunk.map(({ kind, text, before, after }) => (
              <DiffText
                kind={kind}
                text={`${String(after ?? before).padStart(4)} ${marks[kind]} ${clean(text)}\n`}
              />
            ))}
          </pre>
        </>
      ))}
    </section>
  );
}

function DiffText({ kind, text }: { kind: DiffLine['kind']; text: string }) {
  if (kind === 'removed') return <del>{text}</del>;
  if (kind === 'added') return <ins>{text}</ins>;
  return <span>{text}</span>;
}
