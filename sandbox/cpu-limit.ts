/** A share of a core for a process, as Lambda gives one by the function's memory. */
import { readFileSync } from 'node:fs';

/** MB that have one core. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const A_CORE = 1_769;
/** Milliseconds between looks, and those whose share a process may use at once. */
const LOOK = 5;
const BURST = 100;
/** Milliseconds of a tick in which Linux counts. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK = 10;

/** Seconds of processor time that a process has used, all of its threads together. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * TICK) / 1_000;
}

/** MiB that a process held at the most. */
export const peakMemory = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

/** Stops the process while it is ahead of its share. Returns how to end the limit. */
export function limitCpu(pid: number, memory: number): () => void {
  const share = memory / A_CORE;
  let [used, at, left] = [cpuSeconds(pid) * 1_000, performance.now(), 0];
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    try {
      process.kill(pid, name);
    } catch {
      clearInterval(timer);
    }
  };
  const timer = setInterval(() => {
    try {
      const [usedNow, now] = [cpuSeconds(pid) * 1_000, performance.now()];
      left = Math.min(left + (now - at) * share, BURST * share + TICK) - (usedNow - used);
      [used, at] = [usedNow, now];
      signal(left < 0 ? 'SIGSTOP' : 'SIGCONT');
    } catch {
      clearInterval(timer);
    }
  }, LOOK);
  return () => {
    clearInterval(timer);
    signal('SIGCONT');
  };
}
