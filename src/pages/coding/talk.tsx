import { clean } from '../../charts/xml.ts';
import { codeAddress } from '../../model/codebook.ts';
import { PostForm } from '../act.tsx';
import { counted } from '../format.tsx';
import { hereWith, Layout, Scroll } from '../layout.tsx';
import { Facets, Meanings } from './facets.tsx';
import { Memo } from './memo.tsx';
import { InThread } from './message.tsx';
import type { TalkPageProps } from './props.ts';

/** Where coders differ: both codes side by side, and what they agree on after talking. */
export function TalkPage(props: TalkPageProps) {
  const { frame, sample, message, left, who, facets, keys, chosen, differ, wrong } = props;
  const home = `/code/${encodeURIComponent(sample.word)}`;
  return (
    <Layout frame={frame} title={`Talk about ${sample.word}`}>
      <div class="row desk coding">
        <div>
          <h1 class="unseen">Where coders of {sample.word} differ</h1>
          {wrong ? (
            <div class="cannot wrong" role="alert">
              <p>
                {wrong.message} {wrong.help}
              </p>
            </div>
          ) : null}
          {message ? (
            <>
              <p class="dateline">
                {counted(left, 'message', 'messages', frame)} to talk about. Nobody is right by being first:
                look at the meanings of the codes together.
              </p>
              <InThread frame={frame} message={message} />
              <Sides {...props} />
            </>
          ) : (
            <>
              <p class="answer">Coders differ on no message that was not talked through.</p>
              <p class="more">
                <a class="button first" href={home}>
                  The sample
                </a>
              </p>
            </>
          )}
        </div>
        <div class="margin">
          {message ? (
            <>
              <PostForm
                frame={frame}
                action={`${home}/talk`}
                class="codes"
                label="What we agree on"
                fields={{ who, source: message.ref.source, nativeId: message.ref.nativeId }}
              >
                <div data-coding="enter">
                  <p class="heading">What we agree on</p>
                  <Facets facets={facets} keys={keys} chosen={chosen} marked={differ} />
                  <Memo text={chosen.memo} />
                  <p class="go">
                    <button type="submit" class="button first" aria-keyshortcuts="Enter">
                      Agreed
                    </button>{' '}
                    <kbd>Enter</kbd> <a href={hereWith(frame, 'next', String(props.next))}>Later</a>
                  </p>
                </div>
              </PostForm>
              <Meanings facets={facets} keys={keys} />
              <p class="note">
                <a href={home}>Back to the sample</a>. Agreement is told of the codes as they were given
                apart; what is agreed here is what counts.
              </p>
            </>
          ) : null}
        </div>
      </div>
    </Layout>
  );
}

function Sides({ said, facets, differ }: TalkPageProps) {
  const nameOf = (address: string) =>
    facets.flatMap(({ word, codes }) =>
      codes.flatMap((code) => (codeAddress(word, code.word) === address ? [code.name] : [])),
    )[0] ?? address;
  return (
    <Scroll labelledBy="sides">
      <table class="table sides">
        <caption id="sides">What each one said</caption>
        <thead>
          <tr>
            <td></td>
            {said.map(({ who }) => (
              <th scope="col">
                <bdi>{clean(who)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facets.map(({ word, name }) => (
            <tr>
              <th scope="row">{differ.includes(word) ? <strong>{name}: they differ</strong> : name}</th>
              {said.map(({ codes, cannot }) => (
                <td>
                  {cannot.includes(word)
                    ? 'cannot tell'
                    : codes
                        .filter((code) => code.startsWith(`${word}/`))
                        .map(nameOf)
                        .join(', ') || 'none'}
                </td>
              ))}
            </tr>
          ))}
          {said.some(({ memo }) => memo) ? (
            <tr>
              <th scope="row">Memo</th>
              {said.map(({ memo }) => (
                <td>
                  <bdi>{clean(memo ?? '')}</bdi>
                </td>
              ))}
            </tr>
          ) : null}
        </tbody>
      </table>
    </Scroll>
  );
}
