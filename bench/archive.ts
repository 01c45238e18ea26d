/** `replay` of an archive from files on the disk to JSON on the disk, against unpacking the same files in Node.js. */
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ProcessUse, readUse, TELL_USE } from '../sandbox/process-use.ts';
import { asTrail, type Corpus, writeCorpus } from './corpus.ts';

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
const USUAL: Corpus = { records: RECORDS, perFile: 200 };
const PRETTY: Corpus = { ...USUAL, write: (records) => JSON.stringify({ Records: records }, undefined, 2) };
/** The keys of each record from behind. */
const REORDERED: Corpus = {
  ...USUAL,
  write: (records) => asTrail(records.map((record) => Object.fromEntries(Object.entries(record).reverse()))),
};

/** The rules for signing in and root, which are looked for if nothing else is said. */
export const usualRatio = () => onCorpus(USUAL, (folder) => ratio(folder, []));
export const wholePackRatio = () => onCorpus(USUAL, (folder) => ratio(folder, WHOLE_PACK));
export const carefulRatio = () => onCorpus(PRETTY, (folder) => ratio(folder, []));
export const reorderedRatio = () => onCorpus(REORDERED, (folder) => ratio(folder, []));

/** The ratio of files of another size against that of the usual ones. */
export const tinyFilesRatio = () => againstUsual({ ...USUAL, perFile: 40 });
export const bigFilesRatio = () => againstUsual({ ...USUAL, perFile: 25_000 });

async function againstUsual(corpus: Corpus): Promise<number> {
  const usual = await usualRatio();
  const other = await onCorpus(corpus, (folder) => ratio(folder, []));
  process.stderr.write(`        ${other.toFixed(2)} against unpacking, ${usual.toFixed(2)} in usual files\n`);
  return other / usual;
}

/** The process's peak memory in MiB. */
export const peakMemory = () => onCorpus(USUAL, (folder) => runReplay(folder, []).peak);
export const wholePackMemory = () => onCorpus(USUAL, (folder) => runReplay(folder, WHOLE_PACK).peak);
export const threadsMemory = () => onCorpus(USUAL, (folder) => runReplay(folder, [...WHOLE_PACK, ...TWO_THREADS]).peak);

/** The peak memory of 40 times the records against that of one time. */
export const peakGrowth = () =>
  onCorpus(USUAL, (folder) => {
    const { peak } = runReplay(folder, []);
    return runReplay(copied(folder, 40), []).peak / peak;
  });

const TWO_THREADS = ['--threads', '2'];

/** Two threads against one, which has files unpacked ahead, over 800,000 records: starting them takes a while. */
export const threadsRatio = () => onCorpus(USUAL, (folder) => ratioOfThreads(copied(folder, 4), []));
export const wholePackThreadsRatio = () => onCorpus(USUAL, (folder) => ratioOfThreads(copied(folder, 4), WHOLE_PACK));

function ratioOfThreads(folder: string, args: readonly string[]): number {
  const [one, two] = [outputOf(folder, args), outputOf(folder, [...args, ...TWO_THREADS])];
  if (!one.equals(two)) throw new Error('two threads wrote another report than one');
  const rounds = Array.from({ length: ROUNDS }, () => {
    const alone = runReplay(folder, args).ms;
    return runReplay(folder, [...args, ...TWO_THREADS]).ms / alone;
  });
  return median(rounds);
}

/** Against `zcat` and `jq`, which select the sign-ins of the same files; undefined where there is no `jq`. */
export const jqRatio = () => onCorpus(USUAL, (folder) => ratioToJq(folder, []));
export const wholePackJqRatio = () => onCorpus(USUAL, (folder) => ratioToJq(folder, WHOLE_PACK));

const JQ = `cat *.gz | zcat | jq -c '.Records[] | select(.eventName == "ConsoleLogin")' >sign-ins`;
const JQ_ROUNDS = 3;

function ratioToJq(folder: string, args: readonly string[]): number | undefined {
  if (spawnSync('jq', ['--version']).status !== 0) return undefined;
  const rounds = Array.from({ length: JQ_ROUNDS }, () => {
    const start = performance.now();
    const { status } = spawnSync('sh', ['-c', JQ], { cwd: folder });
    const ms = performance.now() - start;
    if (status !== 0) throw new Error(`jq ended with status ${status}`);
    rmSync(join(folder, 'sign-ins'));
    return runReplay(folder, args).ms / ms;
  });
  return median(rounds);
}

/** A folder inside of this one, with so many links to each of its files. */
function copied(folder: string, copies: number): string {
  const many = join(folder, 'many');
  const names = readdirSync(folder);
  mkdirSync(many);
  for (const name of names) {
    for (let copy = 0; copy < copies; copy += 1) linkSync(join(folder, name), join(many, `${copy}-${name}`));
  }
  return many;
}

export const onCorpus = async <T extends number | undefined>(corpus: Corpus, measure: (folder: string) => T) =>
  withCorpus(corpus, measure);

export function withCorpus<T>(corpus: Corpus, measure: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'login-watch-bench-'));
  try {
    writeCorpus(folder, corpus);
    return measure(folder);
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

export const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

interface Use extends ProcessUse {
  /** Milliseconds on the clock. */
  readonly ms: number;
}

export function unpack(folder: string): Use {
  return run(['-e', UNPACK, folder]);
}

const OUTPUT = join(tmpdir(), `login-watch-bench-${process.pid}.out`);

export function runReplay(input: string, args: readonly string[], format = 'json'): Use {
  const use = run([LAUNCHER, 'replay', input, ...args, '--format', format, '--output', OUTPUT]);
  rmSync(OUTPUT);
  return use;
}

function outputOf(input: string, args: readonly string[]): Buffer {
  run([LAUNCHER, 'replay', input, ...args, '--format', 'json', '--output', OUTPUT]);
  const output = readFileSync(OUTPUT);
  rmSync(OUTPUT);
  return output;
}

function run(command: readonly string[]): Use {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_USE, ...command], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`a measured command ended with status ${status}`);
  return { ms, ...readUse(stderr) };
}
