// Runs scripts that were written for `node -e` and read their standard input, one after the other.
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';

const require = createRequire(import.meta.url);

process.on('disconnect', () => process.exit());
process.on('message', ({ script, argv, bytes, timeout }) => {
  let said = '';
  const heard = {};
  const standIn = {
    argv: [process.argv[0], ...argv],
    stdin: {
      on: (word, listener) => {
        heard[word] = listener;
      },
    },
    stdout: {
      write: (text) => {
        said += text;
      },
    },
  };
  globalThis.run = () => {
    new Function('process', 'require', script)(standIn, require);
    heard.data(Buffer.from(bytes));
    heard.end();
  };
  try {
    // ends what would never end by itself, which nothing outside could once whoever started this is gone
    runInThisContext('run()', { timeout });
    process.send({ code: 0, said });
  } catch {
    process.send({ code: 1, said: '' });
  }
});
