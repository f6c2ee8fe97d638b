import type { Coder } from '../../coders/coder.ts';
import type { MachineWord } from '../../model/coding-command.ts';
import type { Progress } from '../../model/import.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import type { Database } from '../../store/database.ts';
import type { MachineRun } from '../../store/machine-runs.ts';
import { codeByMachine } from '../machine-coding.ts';

/** A machine that is coding. */
export interface MachineUnderWay {
  coder: MachineWord;
  /** ISO UTC. */
  startedAt: string;
  who: string;
  progress: Progress;
}

export interface MachineRequest {
  coder: MachineWord;
  who: string;
  /** Makes the coder; for one that learns, this is the learning. */
  make(): Promise<Coder>;
  progress?: ((progress: Progress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Runs of machines, one at a time, whoever asks: the command line or the page. */
export interface MachineDesk {
  running(): MachineUnderWay | undefined;
  /** Why the last run came to nothing; undefined where it did come to something, or none was made. */
  problem(): { message: string; help?: string | undefined } | undefined;
  /** Throws a Problem while another run is under way. A run that breaks off leaves no label behind. */
  run(request: MachineRequest): Promise<MachineRun>;
  /** Stops what runs and waits until it has stopped. */
  close(): Promise<void>;
}

/** The desk of one workspace. */
export function machineDesk(db: Database, now: () => Date): MachineDesk {
  const closing = new AbortController();
  let state: MachineUnderWay | undefined;
  let problem: { message: string; help?: string | undefined } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function work(request: MachineRequest, own: MachineUnderWay): Promise<MachineRun> {
    const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal;
    const progress = (step: Progress): void => {
      own.progress = step;
      request.progress?.(step);
    };
    try {
      progress(own.progress);
      const coder = await request.make();
      signal.throwIfAborted();
      return await codeByMachine(db, coder, { who: request.who, now: own.startedAt, progress, signal });
    } catch (error) {
      problem = isProblem(error)
        ? { message: error.message, help: error.help }
        : { message: 'The run stopped because of a mistake in Rapport; nothing of it was kept.' };
      throw error;
    } finally {
      state = undefined;
    }
  }

  return {
    running: () => state,
    problem: () => problem,
    run(request) {
      if (state)
        return Promise.reject(
          new Problem(
            'A machine is coding messages already.',
            'Wait until that run is done; /code shows it.',
          ),
        );
      problem = undefined;
      state = {
        coder: request.coder,
        startedAt: now().toISOString(),
        who: request.who,
        progress: { step: request.coder === 'learned' ? 'learning' : 'coding messages' },
      };
      const run = work(request, state);
      last = run.catch(() => undefined);
      return run;
    },
    async close() {
      closing.abort(new Problem('Rapport is closing; the run was stopped and nothing of it was kept.'));
      await last;
    },
  };
}
