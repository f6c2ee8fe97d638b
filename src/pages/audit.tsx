import { type AuditLine, deedWords, howMuch } from '../model/keeping.ts';
import { shortMinute } from './format.tsx';
import { Scroll } from './layout.tsx';
import type { Frame } from './props.ts';

/** Who removed or handed out how much of what people wrote. */
export function Audit({ frame, lines }: { frame: Frame; lines: AuditLine[] }) {
  return (
    <div class="full">
      <Scroll labelledBy="audit">
        <table class="table">
          <caption id="audit">What was removed or handed out</caption>
          <thead>
            <tr>
              <th scope="col">When, who</th>
              <th scope="col">What</th>
              <th scope="col">How much</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <th scope="row">
                  {shortMinute(line.at, frame)}
                  <i>{line.who}</i>
                </th>
                <td>{deedWords[line.did]}</td>
                <td class="break">{howMuch(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}
