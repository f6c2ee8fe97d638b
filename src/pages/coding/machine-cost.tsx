import { PostForm } from '../act.tsx';
import { count, counted } from '../format.tsx';
import { Layout, Row } from '../layout.tsx';
import { Outside } from '../outside.tsx';
import type { MachineCostPageProps } from './machine-props.ts';

/** `GET /code/machine/model`: what would be sent to the language model, where to and at what cost. */
export function MachineCostPage({ frame, cost }: MachineCostPageProps) {
  const { messages, heldBecause, model, address, tokens, price, facets } = cost;
  return (
    <Layout frame={frame} title="Before texts are sent">
      <Row
        marginLabel="What goes out"
        margin={
          <p class="note">
            @names, mail addresses and long numbers are taken out of the texts; a name in plain words stays.
            What the model says is corrected by what people coded, as any label.
          </p>
        }
      >
        <h1 class="title">The texts of {counted(messages, 'message', 'messages', frame)} would be sent.</h1>
        <dl class="facts">
          <dt>To</dt>
          <dd>
            <Outside text={`${model ?? ''} at ${address ?? ''}`} bare />
          </dd>
          <dt>Judged</dt>
          <dd>{facets.join(', ')}</dd>
          <dt>About</dt>
          <dd>
            {count(Math.round(tokens?.sent ?? 0), frame)} tokens out and{' '}
            {count(Math.round(tokens?.received ?? 0), frame)} back; fewer where a text was asked about before
          </dd>
          <dt>Price</dt>
          <dd>
            {price === undefined
              ? 'not known: RAPPORT_MODEL_PRICES was not given'
              : `about ${price.toFixed(2)}, in the currency of the prices given`}
          </dd>
          {heldBecause ? (
            <>
              <dt>Held back</dt>
              <dd>{heldBecause}</dd>
            </>
          ) : null}
        </dl>
        <PostForm
          frame={frame}
          action="/code/machine/start"
          fields={{ coder: 'language-model', agreed: 'yes' }}
          label="Send the texts"
        >
          <button type="submit" class="button first">
            Send the texts and code
          </button>
        </PostForm>
        <p class="more">
          <a href="/code#machine">Do not send anything</a>
        </p>
      </Row>
    </Layout>
  );
}
