import { codeAddress, codeTree, type Facet } from '../../model/codebook.ts';
import type { Chosen } from './props.ts';

interface FacetsProps {
  facets: Facet[];
  keys: Map<string, string>;
  chosen: Chosen;
  /** Words of facets to be marked. */
  marked?: string[];
}

/** The facets of a sample as fields: one or many codes each, and that one cannot tell. */
export function Facets({ facets, keys, chosen, marked = [] }: FacetsProps) {
  return (
    <>
      {facets.map((facet) => (
        <fieldset class={marked.includes(facet.word) ? 'facet differs' : 'facet'} data-choose={facet.choose}>
          <legend>
            {facet.name} ({facet.choose === 'one' ? 'one' : 'any, or none'})
          </legend>
          {codeTree(facet).map(({ code, depth }) => {
            const address = codeAddress(facet.word, code.word);
            return (
              <Choice
                facet={facet}
                value={address}
                words={code.name}
                title={[code.definition, code.use && `Use: ${code.use}`, code.avoid && `Not: ${code.avoid}`]
                  .filter(Boolean)
                  .join(' ')}
                depth={depth}
                keyed={keys.get(address)}
                checked={chosen.codes.includes(address)}
              />
            );
          })}
          <label class="code unsure">
            <input
              type="checkbox"
              name="cannot"
              value={facet.word}
              checked={chosen.cannot.includes(facet.word)}
              data-code-key={keys.get(facet.word)}
              aria-keyshortcuts={keys.get(facet.word)}
            />{' '}
            <span>Cannot tell</span>
            <Key of={keys.get(facet.word)} />
          </label>
        </fieldset>
      ))}
    </>
  );
}

interface ChoiceProps {
  facet: Facet;
  value: string;
  words: string;
  title: string;
  depth: number;
  keyed: string | undefined;
  checked: boolean;
}

function Choice({ facet, value, words, title, depth, keyed, checked }: ChoiceProps) {
  return (
    <label class={`code d${Math.min(3, depth)}`} title={title}>
      <input
        type={facet.choose === 'one' ? 'radio' : 'checkbox'}
        name={facet.choose === 'one' ? `one.${facet.word}` : 'code'}
        value={value}
        checked={checked}
        data-code-key={keyed}
        aria-keyshortcuts={keyed}
      />{' '}
      <span>{words}</span>
      <Key of={keyed} />
    </label>
  );
}

function Key({ of }: { of: string | undefined }) {
  return of === undefined ? null : (
    <>
      {' '}
      <kbd>{of}</kbd>
    </>
  );
}

/** What each code means, when to use it and when not, folded. */
export function Meanings({ facets, keys }: Pick<FacetsProps, 'facets' | 'keys'>) {
  return (
    <details class="meanings" data-meanings>
      <summary>
        What the codes mean <kbd>?</kbd>
      </summary>
      {facets.map((facet) => (
        <dl>
          {codeTree(facet).map(({ code }) => (
            <>
              <dt>
                {code.name} <kbd>{keys.get(codeAddress(facet.word, code.word)) ?? ''}</kbd>
              </dt>
              <dd>
                {code.definition} {code.use ? <span>Use: {code.use}</span> : null}{' '}
                {code.avoid ? <span>Not: {code.avoid}</span> : null}
                {code.examples.map((example) => (
                  <q>{example}</q>
                ))}
              </dd>
            </>
          ))}
        </dl>
      ))}
    </details>
  );
}
