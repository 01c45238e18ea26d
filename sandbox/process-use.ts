/** The memory and the processor time of a Node.js process, as it tells them at its end. */

/** For `--import`. */
export const TELL_USE = `data:text/javascript,process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('used ' + maxRSS + ' ' + (userCPUTime + systemCPUTime) + '\\n');
})`;

export interface ProcessUse {
  /** Milliseconds of the processor, threads included. */
  readonly cpu: number;
  /** The peak of its memory in MiB. */
  readonly peak: number;
}

export function readUse(stderr: string): ProcessUse {
  const [, kilobytes, microseconds] = /^used (\d+) (\d+)$/m.exec(stderr) ?? [];
  return { cpu: Number(microseconds) / 1_000, peak: Number(kilobytes) / 1_024 };
}
