/** Time that a test moves, for its own process and for its functions: hours pass in no time. */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestClock {
  /** Milliseconds since the epoch; runs by itself. */
  readonly now: () => number;
  /** Options for processes that share this time. */
  readonly nodeOptions: readonly string[];
  advance(ms: number): Promise<void>;
  /** Sets the time: milliseconds since the epoch, or ISO. */
  at(moment: number | string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The process's clock is ahead of the machine's by the number in a file, and its pauses advance it instead of lasting,
 * unless `doPausesLast`. The SDK's retries follow at once.
 */
const PRELOAD = (file: string, doPausesLast: boolean) => `
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const file = ${JSON.stringify(file)};
const Real = Date;
const offset = () => Number(readFileSync(file, 'utf8'));
globalThis.Date = class Date extends Real {
  constructor(...parts) { if (parts.length === 0) super(Real.now() + offset()); else super(...parts); }
  static now() { return Real.now() + offset(); }
};
if (!${doPausesLast}) require('node:timers/promises').setTimeout = async (ms) => {
  writeFileSync(file + '.pause', String(offset() + ms));
  renameSync(file + '.pause', file);
};
Math.random = () => 0;`;

export async function startClock(start: number | string = Date.now(), doPausesLast = false): Promise<TestClock> {
  const files = join(tmpdir(), `login-watch-clock-${randomUUID()}`);
  const [offsetFile, preload] = [`${files}.txt`, `${files}.cjs`];
  const offset = () => Number(readFileSync(offsetFile, 'utf8'));
  // At once and as a whole: the process may read it at any moment.
  const set = async (ms: number) => {
    writeFileSync(`${offsetFile}.new`, String(ms));
    renameSync(`${offsetFile}.new`, offsetFile);
  };
  await set(new Date(start).getTime() - Date.now());
  await writeFile(preload, PRELOAD(offsetFile, doPausesLast));
  return {
    now: () => Date.now() + offset(),
    nodeOptions: ['--require', preload],
    advance: (ms) => set(offset() + ms),
    at: (moment) => set(new Date(moment).getTime() - Date.now()),
    async close() {
      await rm(offsetFile, { force: true });
      await rm(preload, { force: true });
    },
  };
}
