import { PostForm } from '../act.tsx';
import { minute } from '../format.tsx';
import { Layout, Row } from '../layout.tsx';
import { Events, Surveys } from './calendar.tsx';
import { CodebookOfPlan } from './codebook.tsx';
import { Channels, Company, Groups } from './company.tsx';
import { Goals } from './goals.tsx';
import type { PlanPageProps } from './props.ts';
import { Change, Day, Facts, isoDay, Written } from './words.tsx';

/** The whole plan, read as a letter, with what is wrong, missing and due at its place. */
export function PlanPage(props: PlanPageProps) {
  return (
    <Layout frame={props.frame} title="The plan">
      <Opening {...props} />
      <Goals {...props} />
      <Channels {...props} />
      <Groups {...props} />
      <Events {...props} />
      <Surveys {...props} />
      <CodebookOfPlan {...props} />
      <Company {...props} />
    </Layout>
  );
}

function Opening(props: PlanPageProps) {
  const { frame, plan } = props;
  const { why } = plan;
  return (
    <Row margin={<Beside {...props} />} marginLabel="Missing and due">
      <h1 class="title">Why are we in social?</h1>
      {why.answer ? (
        <p class="answer">
          <Written text={why.answer} />
        </p>
      ) : (
        <p class="answer">Nobody has written it down yet.</p>
      )}
      <LastChange {...props} />
      {why.reasons.length > 0 ? (
        <ul class="reasons">
          {why.reasons.map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      ) : null}
      <Facts
        facts={[
          ['Success', why.success && <Written text={why.success} />],
          ['Return on investment', why.roi && <Written text={why.roi} />],
          ['Leaves no trace', why.untraceable.length > 0 && why.untraceable.join(' ')],
          ['Agreed', (why.by || why.on) && <Agreed {...props} />],
          ['Next review', why.review && <Day on={why.review} locale={frame.locale} />],
          ['Drawing table', why.drawingTable && yearlyWords(why.drawingTable, frame.locale)],
        ]}
      />
      <Change href="/plan/why">{why.answer ? 'Change the why' : 'Write the why'}</Change>
    </Row>
  );
}

function unknownWords({ unknown, meant }: PlanPageProps['plan']): string {
  const plain = unknown.filter((key) => meant?.[key] === undefined);
  const told = unknown.flatMap((key) => (meant?.[key] === undefined ? [] : [`${key}. ${meant[key]}`]));
  return [...(plain.length > 0 ? [`${plain.join(', ')}.`] : []), ...told].join(' ');
}

function yearlyWords(day: string, locale: string): string {
  if (day.length > 5) return isoDay(day, locale);
  const at = new Date(`2024-${day}T12:00:00Z`);
  return `every year on ${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at)}`;
}

function Agreed({ frame, plan: { why } }: PlanPageProps) {
  return (
    <>
      {why.by ? `by ${why.by}` : ''}
      {why.by && why.on ? ', ' : ''}
      {why.on ? <Day on={why.on} locale={frame.locale} /> : null}
    </>
  );
}

function LastChange({ frame, plan, last, undo }: PlanPageProps) {
  if (!last) return <p class="dateline">There is no plan.yaml, so the defaults hold.</p>;
  const who = last.who || (last.what === 'made' ? 'Rapport' : 'hand');
  return (
    <div class="dateline changed">
      <p>
        {last.what === 'by hand' || last.what === 'made'
          ? `Last changed by ${who}`
          : `Last changed by ${who} (${last.what})`}
        , <time datetime={last.at}>{minute(last.at, frame)}</time>. Version{' '}
        <a href={`/plan/history/${plan.version}`}>
          <code>{plan.version}</code>
        </a>
        , <a href="/plan/history">all versions</a>.
      </p>
      {undo ? (
        <PostForm
          frame={frame}
          action={`/plan/history/${undo}`}
          class="undo no-print"
          fields={{ current: plan.version, undo: 'yes' }}
        >
          <button type="submit" class="link" aria-label="Undo the last change of the plan">
            Undo
          </button>
        </PostForm>
      ) : null}
    </div>
  );
}

function Beside({ frame, missing, due, balance, plan, today }: PlanPageProps) {
  return (
    <>
      {due.length > 0 ? (
        <section aria-labelledby="due">
          <h2 class="heading" id="due">
            Due
          </h2>
          {due.map(({ on, message, href }) => (
            <p class="note">
              <strong>
                {on < today ? 'Since ' : ''}
                <Day on={on} locale={frame.locale} />:
              </strong>{' '}
              <a href={href}>{message}</a>
            </p>
          ))}
        </section>
      ) : null}
      {balance.map(({ message, help }) => (
        <p class="note">
          <strong>{message}</strong> {help}
        </p>
      ))}
      {missing.length > 0 ? (
        <section aria-labelledby="missing">
          <h2 class="heading" id="missing">
            Still missing
          </h2>
          {missing.map(({ message, href, label }) => (
            <p class="note">
              {message} <a href={href}>{label}</a>
            </p>
          ))}
        </section>
      ) : null}
      {plan.unknown.length > 0 ? (
        <p class="note">
          <strong>Not understood, and kept as it is:</strong> {unknownWords(plan)}
        </p>
      ) : null}
    </>
  );
}
