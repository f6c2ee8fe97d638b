import { setTimeout as wait } from 'node:timers/promises';

/** The clock and the processes of this machine, as a parameter, so that tests need neither. */
export interface ProcessWorld {
  now(): Date;
  pid: number;
  alive(pid: number): boolean;
  sleep(milliseconds: number): Promise<void>;
}

/** The machine that this process runs on. */
export const processWorld: ProcessWorld = {
  now: () => new Date(),
  pid: process.pid,
  alive: isAlive,
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
};

/** Signal 0 only asks; a process of another user answers EPERM and is alive. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
