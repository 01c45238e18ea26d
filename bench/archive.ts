/** `replay` of an archive from files on the disk to JSON on the disk, against unpacking the same files in Node.js. */
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Corpus, writeCorpus } from './corpus.ts';

const LAUNCHER = resolve(import.meta.dirname, '../bin/login-watch.js');
const RECORDS = 200_000;
const ROUNDS = 5;
const WHOLE_PACK = ['--rules', 'signin,root,iam,tamper,data,network,notify,org,destroy,findings'];

/** Unpacks every file of a folder, one after the other. */
const UNPACK = `
  const { readdirSync, readFileSync } = require('node:fs');
  const { gunzipSync } = require('node:zlib');
  const folder = process.argv[1];
  for (const name of readdirSync(folder)) gunzipSync(readFileSync(folder + '/' + name));`;
/** Told by each measured process at its end. */
const TELL_USE = `data:text/javascript,process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('used ' + maxRSS + ' ' + (userCPUTime + systemCPUTime) + '\\n');
})`;

const USUAL: Corpus = { records: RECORDS, perFile: 200 };
const PRETTY: Corpus = { ...USUAL, write: (records) => JSON.stringify({ Records: records }, undefined, 2) };

/** The rules for signing in and root, which are looked for if nothing else is said. */
export const usualRatio = () => onCorpus(USUAL, (folder) => ratio(folder, []));
export const wholePackRatio = () => onCorpus(USUAL, (folder) => ratio(folder, WHOLE_PACK));
export const tinyFilesRatio = () => onCorpus({ ...USUAL, perFile: 40 }, (folder) => ratio(folder, []));
export const bigFilesRatio = () => onCorpus({ ...USUAL, perFile: 25_000 }, (folder) => ratio(folder, []));
export const carefulRatio = () => onCorpus(PRETTY, (folder) => ratio(folder, []));

/** The process's peak memory in MiB. */
export const peakMemory = () => onCorpus(USUAL, (folder) => runReplay(folder, []).peak);

const COPIES = 40;

/** The peak memory of 40 times the records, by links to the same files, against that of one time. */
export const peakGrowth = () =>
  onCorpus(USUAL, (folder) => {
    const { peak } = runReplay(folder, []);
    const many = join(folder, 'many');
    mkdirSync(many);
    for (const name of readdirSync(folder)) {
      if (name === 'many') continue;
      for (let copy = 0; copy < COPIES; copy += 1) linkSync(join(folder, name), join(many, `${copy}-${name}`));
    }
    return runReplay(many, []).peak / peak;
  });

export function onCorpus(corpus: Corpus, measure: (folder: string) => number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'login-watch-bench-'));
  try {
    writeCorpus(folder, corpus);
    return Promise.resolve(measure(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In turns, so that a noisy machine slows both alike. The time of the processor, threads included, is printed beside it. */
function ratio(folder: string, args: readonly string[]): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const unpacking = run(['-e', UNPACK, folder]);
    const replay = runReplay(folder, args);
    return { clock: replay.ms / unpacking.ms, cpu: replay.cpu / unpacking.cpu };
  });
  process.stderr.write(`        of processor time ${median(rounds.map(({ cpu }) => cpu)).toFixed(2)}\n`);
  return median(rounds.map(({ clock }) => clock));
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Milliseconds, on the clock and of the processor; the peak memory in MiB. */
interface Use {
  readonly ms: number;
  readonly cpu: number;
  readonly peak: number;
}

export function unpack(folder: string): Use {
  return run(['-e', UNPACK, folder]);
}

export function runReplay(input: string, args: readonly string[], format = 'json'): Use {
  const output = join(tmpdir(), `login-watch-bench-${process.pid}.out`);
  const use = run([LAUNCHER, 'replay', input, ...args, '--format', format, '--output', output]);
  rmSync(output);
  return use;
}

function run(command: readonly string[]): Use {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_USE, ...command], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`a measured command ended with status ${status}`);
  const [, kilobytes, microseconds] = /^used (\d+) (\d+)$/m.exec(stderr) ?? [];
  return { ms, cpu: Number(microseconds) / 1_000, peak: Number(kilobytes) / 1024 };
}
