import { counted, share } from './format.tsx';
import { Outside } from './outside.tsx';
import type { Frame, RuleExampleRow, RuleShown } from './props.ts';
import { threadHref } from './rows.tsx';

/** The error of the rule behind an answer, beside it. */
export function RuleNote({ frame, rule }: { frame: Frame; rule: RuleShown }) {
  const { on, n, precision, recall } = rule.error;
  const parts = [
    precision ? `${share(precision.value, frame)} of those it picked did` : '',
    recall ? `it found ${share(recall.value, frame)} of those that do` : '',
  ].filter(Boolean);
  const where = on === 'own' ? 'of yours, judged by hand' : 'of other people’s data, judged by two readers';
  return (
    <p class="note">
      <strong>Rule:</strong> {rule.says}.{' '}
      {parts.length > 0
        ? `On ${counted(n, 'message', 'messages', frame)} ${where}, ${parts.join(', and ')}. `
        : ''}
      {rule.examples.length > 0 ? (
        <a class="no-print" href="#rule">
          How it reads
        </a>
      ) : null}
    </p>
  );
}

/** Examples of each reason that the rule gives, those that expect an answer first. */
export function RuleExamples({ examples }: { examples: RuleExampleRow[] }) {
  return (
    <>
      <Examples title="Expects an answer" examples={examples.filter(({ expects }) => expects)} />
      <Examples title="Expects none" examples={examples.filter(({ expects }) => !expects)} />
    </>
  );
}

function Examples({ title, examples }: { title: string; examples: RuleExampleRow[] }) {
  if (examples.length === 0) return null;
  const reasons = [...new Set(examples.map(({ reason }) => reason))];
  return (
    <dl class="examples">
      {reasons.map((reason) => (
        <>
          <dt>
            <b>{title}:</b> {reason}
          </dt>
          {examples.filter((example) => example.reason === reason).map(Example)}
        </>
      ))}
    </dl>
  );
}

function Example({ ref, text, kind, expects, reason }: RuleExampleRow) {
  return (
    <dd>
      <q>
        <Outside text={text} clip={200} />
      </q>{' '}
      {expects ? <span class="tag">{kind}</span> : null}{' '}
      <a href={threadHref(ref)} aria-label={`Thread of this example: ${reason}`}>
        In its thread
      </a>
    </dd>
  );
}
