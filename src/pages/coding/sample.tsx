import { clean } from '../../charts/xml.ts';
import { PostForm } from '../act.tsx';
import { counted, day, share } from '../format.tsx';
import { here, Layout, Row, Scroll } from '../layout.tsx';
import type { Frame } from '../props.ts';
import { Drift } from './drift.tsx';
import type { AgreementRow, SamplePageProps } from './props.ts';
import { Sheet } from './sheet.tsx';
import { designWords } from './words.ts';

/** One sample: how far it is, who codes, and how well they agree. */
export function SamplePage(props: SamplePageProps) {
  const { frame, sample, pace, facets } = props;
  const home = `/code/${encodeURIComponent(sample.word)}`;
  const none = pace.coders.length === 0;
  return (
    <Layout frame={frame} title={`The sample ${sample.word}`}>
      <Row marginLabel="How it was drawn" margin={<Drawn {...props} />}>
        <p class="dateline">
          <a href="/code">All samples</a>
        </p>
        <h1 class="title">
          {clean(sample.word)}: {pace.coded} of {pace.items} coded
        </h1>
        <div class="pace">
          <label for="coded">{paceWords(props)}</label>
          <progress id="coded" max={Math.max(1, pace.items)} value={pace.coded}>
            {pace.coded} of {pace.items}
          </progress>
        </div>
        <p class="evidence">
          Judged: {facets.map(({ name }) => name).join('; ')}. <a href="/plan/codebook">The codebook</a>
        </p>
        <form class="form line start" method="get" action={home}>
          <p>
            <label for="who">Who codes?</label>
            <input
              type="text"
              id="who"
              name="who"
              value={props.who}
              required
              maxlength={60}
              list="coders"
              autocomplete="off"
            />
            <datalist id="coders">
              {pace.coders.map(({ who }) => (
                <option value={who} />
              ))}
            </datalist>
          </p>
          <button type="submit" class="button first">
            {none ? 'Begin' : 'Go on'}
          </button>
        </form>
        {pace.coders.length > 0 ? (
          <ul class="samples">
            {pace.coders.map(({ who, coded, skipped, left }) => (
              <li>
                <p>
                  <bdi>{clean(who)}</bdi>: {counted(coded, 'message', 'messages', frame)} coded
                  {skipped > 0 ? `, ${skipped} passed over` : ''}.{' '}
                  {left > 0 ? (
                    <a href={`${home}?who=${encodeURIComponent(who)}`}>{left} to go</a>
                  ) : (
                    'Nothing is left.'
                  )}
                </p>
              </li>
            ))}
          </ul>
        ) : null}
        <Differences {...props} />
      </Row>
      <Agreement {...props} />
      <Sheet {...props} />
      {none ? (
        <Row>
          <PostForm
            frame={frame}
            action="/act"
            class="undo"
            fields={{ kind: 'undo', act: sample.act, back: '/code' }}
          >
            <button type="submit" class="link">
              Take the sample back
            </button>
          </PostForm>
        </Row>
      ) : null}
    </Layout>
  );
}

function paceWords({ pace }: SamplePageProps): string {
  const { twice, codedTwice } = pace;
  return twice > 0 ? `${codedTwice} of ${twice} coded by two` : 'Nothing is to be coded twice';
}

function Drawn({ frame, sample, pace }: SamplePageProps) {
  const { cells, design, from, to, channels } = sample;
  return (
    <>
      <p class="note">
        <strong>{designWords(sample)}.</strong> Drawn on {day(sample.at, frame)} by{' '}
        <bdi>{clean(sample.who)}</bdi>
        {from ? `, from ${day(from, frame)}` : ''}
        {to ? `, before ${day(to, frame)}` : ''}
        {channels.length > 0 ? `, on ${channels.join(', ')}` : ''}. It stays as it is, whatever is imported
        later.
      </p>
      {design === 'stratified' ? (
        <ul class="note">
          {cells.slice(0, 12).map(({ stratum, population, drawn }) => (
            <li>
              {clean(stratum)}: {drawn} of {population}
            </li>
          ))}
          {cells.length > 12 ? <li>and {cells.length - 12} more</li> : null}
        </ul>
      ) : null}
      <p class="note">
        In a spreadsheet: <code>rapport export coding {sample.word}</code>, and back with{' '}
        <code>rapport code {sample.word} --in FILE.xlsx</code>.
      </p>
      {pace.coded >= pace.items ? null : (
        <p class="note">
          You may stop at any message: the order is random, so that what is coded by then is a sample too,
          only with a wider range{design === 'conversations' ? '; stop at the end of a conversation' : ''}.
        </p>
      )}
    </>
  );
}

function Differences({ frame, sample, differ, talked, who }: SamplePageProps) {
  if (differ + talked === 0) return null;
  return (
    <p class="evidence">
      {differ > 0 ? (
        <>
          Coders differ on {counted(differ, 'message', 'messages', frame)}.{' '}
          <a href={`/code/${encodeURIComponent(sample.word)}/talk?who=${encodeURIComponent(who)}`}>
            Talk it through
          </a>
          .
        </>
      ) : (
        'Every difference was talked through.'
      )}{' '}
      {talked > 0 ? `${talked} talked through.` : ''} Until then, what the first coder said counts.
    </p>
  );
}

function Agreement(props: SamplePageProps) {
  const { frame, sample, agreement, agreementOf, threshold, again } = props;
  return (
    <Row
      id="agreement"
      class="part-of-plan"
      marginLabel="How to read it"
      margin={<Reading {...{ agreementOf, threshold }} />}
    >
      <h2 class="sentence" id="agreement">
        {agreementOf === 'self' ? 'Does one coder stay with what was said?' : 'Do the coders agree?'}
      </h2>
      {agreement.length === 0 ? (
        <p class="evidence">
          Cannot tell yet: no message was coded by two people
          {sample.again === undefined ? ', and none a second time by one' : ' or a second time'}.
        </p>
      ) : (
        <Scroll label="Agreement by facet and code">
          <table class="table agreement">
            <thead>
              <tr>
                <th scope="col">Facet or code</th>
                <th scope="col" class="n">
                  Alpha
                </th>
                <th scope="col" class="n">
                  Alike
                </th>
                <th scope="col" class="n">
                  Coded twice
                </th>
                <th scope="col" class="n">
                  Given
                </th>
              </tr>
            </thead>
            <tbody>
              {agreement.map((row) => (
                <AgreementLine frame={frame} row={row} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Drift {...props} />
      {again?.href ? (
        <p class="evidence">
          <a href={again.href}>Coded a second time</a>
        </p>
      ) : null}
      {again?.can ? (
        <PostForm
          frame={frame}
          action={`/code/${encodeURIComponent(sample.word)}/again`}
          class="undo"
          fields={{ who: again.can, back: here(frame) }}
        >
          <p class="note">
            With one coder, agreement with oneself is accepted, and named as the weaker thing that it is.{' '}
            <button type="submit" class="button">
              Draw {clean(again.can)}’s messages for a second time
            </button>
          </p>
        </PostForm>
      ) : null}
      {again?.why ? <p class="note">{again.why}</p> : null}
    </Row>
  );
}

function AgreementLine({ frame, row }: { frame: Frame; row: AgreementRow }) {
  const two = (value: number) => value.toFixed(2);
  return (
    <tr>
      <th scope="row">
        {row.code === undefined ? <strong>{row.name}</strong> : row.name}
        {row.withheld ? <i>Withheld: {row.withheld}</i> : null}
        {row.tentative ? <i>Tentative: {row.tentative}</i> : null}
      </th>
      <td class="n">
        {row.alpha ? (
          <>
            {two(row.alpha.value)}{' '}
            <i>
              {two(row.alpha.low)} to {two(row.alpha.high)}
            </i>
          </>
        ) : (
          <span class="unseen">cannot tell</span>
        )}
      </td>
      <td class="n">{row.same === undefined ? '' : share(row.same, frame)}</td>
      <td class="n">{row.n}</td>
      <td class="n">{row.given ?? ''}</td>
    </tr>
  );
}

function Reading({ agreementOf, threshold }: Pick<SamplePageProps, 'agreementOf' | 'threshold'>) {
  return (
    <p class="note">
      <strong>Krippendorff’s alpha</strong> is 1 where{' '}
      {agreementOf === 'self' ? 'both times are' : 'coders are'} always alike and 0 where only chance makes
      them so; a number is trusted from {threshold} on (<a href="/plan/company">agreement in the plan</a>),
      with at least 30 messages coded twice. <strong>Alike</strong> is the share of pairs that are the same,
      chance included. Ranges are 95 %, over another set of messages like these.
      {agreementOf === 'self'
        ? ' One coder twice shows a steady hand, not that others would say the same.'
        : ''}
    </p>
  );
}
