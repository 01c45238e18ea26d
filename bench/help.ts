/** Start-up: the built program's help, and Node alone, in turns, so that a noisy machine slows both alike. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROUNDS = 40;
const LAUNCHER = resolve(import.meta.dirname, '../bin/login-watch.js');

export async function helpRatio(): Promise<number> {
  const bare: number[] = [];
  const help: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(time(['-e', '0']));
    help.push(time([LAUNCHER, '--help']));
  }
  return median(help) / median(bare);
}

function time(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [...args], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
