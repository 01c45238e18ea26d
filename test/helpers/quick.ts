/** Keeps quick tests quick: no process, no thread, no build. Vitest loads this before each file of the project. */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerThreads from 'node:worker_threads';
import { afterAll, afterEach, expect } from 'vitest';

const BUILD = resolve(import.meta.dirname, '../../dist') + sep;
const NOT_QUICK = 'a quick test may not do that; list its file under PROCESSES in vitest.config.ts';
const DONE = Symbol.for('login-watch quick tests');

/** Refused calls of the current test; a caller may have swallowed the error. */
const refused: string[] = [];

function refuse(deed: string): never {
  refused.push(deed);
  throw new Error(`${expect.getState().testPath} ${deed}: ${NOT_QUICK}`);
}

function refuseBuild(file: unknown): void {
  const path = file instanceof URL ? fileURLToPath(file) : typeof file === 'string' ? resolve(file) : '';
  if (path.startsWith(BUILD)) refuse(`reads dist/${path.slice(BUILD.length)}`);
}

afterEach(() => {
  expect(refused.splice(0), NOT_QUICK).toEqual([]);
});

/** The files of a worker share what they load, so those after the first that loads it may have nothing to do with it. */
afterAll(() => {
  const isLoaded = Object.keys(createRequire(import.meta.url).cache).some((file) =>
    file.includes(`${sep}dynalite${sep}`),
  );
  expect(isLoaded, `DynamoDB (dynalite) is loaded by this file or one before it: ${NOT_QUICK}`).toBe(false);
});

// The files of a worker share Node's own modules, so the first of them is enough.
if (!Reflect.has(globalThis, DONE)) {
  Reflect.set(globalThis, DONE, true);
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
    Reflect.set(childProcess, name, () => refuse(`calls ${name}`));
  Reflect.set(workerThreads, 'Worker', function Worker() {
    refuse('starts a thread');
  });
  const { readFileSync } = fs;
  const { readFile } = fs.promises;
  Reflect.set(fs, 'readFileSync', (...args: Parameters<typeof readFileSync>) => {
    refuseBuild(args[0]);
    return readFileSync(...args);
  });
  Reflect.set(fs.promises, 'readFile', async (...args: Parameters<typeof readFile>) => {
    refuseBuild(args[0]);
    return readFile(...args);
  });
  syncBuiltinESMExports();
}
