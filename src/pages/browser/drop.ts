import { one } from './find.ts';

interface Sent {
  location?: string;
  problem?: { message: string; help?: string };
}

/** Files dropped anywhere on the page of imports are sent, with the pace shown. */
export function drop(form: HTMLFormElement): void {
  const input = one<HTMLInputElement>('input[type="file"]', form);
  const pace = one<HTMLElement>('[data-upload]', form);
  const bar = one<HTMLProgressElement>('progress', form);
  const wrong = one<HTMLElement>('[data-wrong]', form);
  const button = one<HTMLButtonElement>('button', form);
  if (!input || !pace || !bar || !wrong || !button) return;
  const say = (words: string) => {
    wrong.textContent = words;
    wrong.hidden = words === '';
  };
  const send = () => {
    say('');
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) bar.value = loaded / total;
    });
    const done = (words: string) => {
      pace.hidden = true;
      button.disabled = false;
      say(words);
    };
    request.addEventListener('load', () => {
      const sent = request.response as Sent | null;
      if (sent?.location?.startsWith('/')) location.assign(sent.location);
      else if (sent?.problem) done([sent.problem.message, sent.problem.help].filter(Boolean).join(' '));
      else done(`The files did not arrive (${request.status}). Try once more.`);
    });
    request.addEventListener('error', () =>
      done('The files did not arrive: Rapport does not answer. Does it still run?'),
    );
    pace.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  for (const name of ['dragenter', 'dragover'] as const)
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('over');
    });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    form.classList.remove('over');
    input.files = event.dataTransfer.files;
    send();
  });
}
