/**
 * The product parses each .xls in a process of its own, and an examined file is opened six times: started anew each time,
 * these processes would take most of an hour of ten thousand damaged files. Here the script that the product hands to
 * `node -e` runs in one process that lasts, with the same memory and time, for one file after the other; where a file ends
 * it, the next one starts another. What is fuzzed is the same text of the same script; that a process of its own is
 * started, and outlived, is for src/sources/table/old-workbook.test.ts and the files of `npm test`.
 */
import child_process from 'node:child_process';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('./lasting-child.mjs', import.meta.url));
const { fork, spawn } = child_process;
/** So many files, then a fresh process: what one file might leave behind in the library cannot gather. */
const mostFiles = 500;

/** From now on, in this thread, `node -e SCRIPT LIBRARY` runs in the process that lasts. */
export function lastingProcess() {
  child_process.spawn = (command, args = [], options = {}) => {
    const at = args.indexOf('-e');
    if (command !== process.execPath || at < 0) return spawn(command, args, options);
    return standIn({ flags: args.slice(0, at), script: args[at + 1], argv: args.slice(at + 2) }, options);
  };
  syncBuiltinESMExports();
}

let lasting;
let files = 0;
/** The file parsed last and what came of it: a file is opened six times in a row. */
let last;

function processWith(flags) {
  if (lasting?.connected && files < mostFiles) return lasting;
  if (lasting?.connected) lasting.disconnect();
  files = 0;
  lasting = fork(child, [], {
    execArgv: flags,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return lasting;
}

/** What `spawn` gives, as far as it is used: bytes in at `stdin.end`, text out of `stdout`, `close` with a code. */
function standIn({ flags, script, argv }, { timeout = 60_000 }) {
  const it = Object.assign(new EventEmitter(), { stdin: new EventEmitter(), stdout: new EventEmitter() });
  const tell = (code, said) => {
    if (said) it.stdout.emit('data', Buffer.from(said));
    it.emit('close', code);
  };
  it.stdin.end = (bytes) => {
    if (last?.script === script && last.bytes.equals(bytes)) {
      setImmediate(tell, last.code, last.said);
      return;
    }
    const at = processWith(flags);
    files += 1;
    const heard = ({ code, said }) => {
      clearTimeout(timer);
      at.off('message', heard).off('exit', ended);
      if (code !== 0) {
        at.kill('SIGKILL');
        lasting = undefined;
      }
      last = { script, bytes: Buffer.from(bytes), code, said };
      tell(code, said);
    };
    const ended = () => heard({ code: 1, said: '' });
    const timer = setTimeout(ended, timeout + 1000);
    at.on('message', heard).on('exit', ended);
    at.send({ script, argv, bytes, timeout });
  };
  return it;
}
