/** `replay` of an archive from files on the disk to JSON on the disk, against unpacking the same files in Node.js. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
const TELL_PEAK = `data:text/javascript,process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'))`;

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

function onCorpus(corpus: Corpus, measure: (folder: string) => number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'login-watch-bench-'));
  try {
    writeCorpus(folder, corpus);
    return Promise.resolve(measure(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In turns, so that a noisy machine slows both alike. */
function ratio(folder: string, args: readonly string[]): number {
  const ratios = Array.from({ length: ROUNDS }, () => {
    const unpacking = time(() => spawnSync(process.execPath, ['-e', UNPACK, folder]).status);
    return runReplay(folder, args).ms / unpacking;
  });
  return ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

function runReplay(folder: string, args: readonly string[]): { readonly ms: number; readonly peak: number } {
  const output = join(tmpdir(), `login-watch-bench-${process.pid}.json`);
  let stderr = '';
  const ms = time(() => {
    const command = [LAUNCHER, 'replay', folder, ...args, '--format', 'json', '--output', output];
    const run = spawnSync(process.execPath, ['--import', TELL_PEAK, ...command], { cwd: tmpdir(), encoding: 'utf8' });
    ({ stderr } = run);
    return run.status;
  });
  rmSync(output);
  const [, kilobytes] = /^peak (\d+)$/m.exec(stderr) ?? [];
  return { ms, peak: Number(kilobytes) / 1024 };
}

function time(run: () => number | null): number {
  const start = performance.now();
  const status = run();
  if (status !== 0) throw new Error(`a measured command ended with status ${status}`);
  return performance.now() - start;
}
