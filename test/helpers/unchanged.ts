/** Holds that a test file leaves its worker as it found it: files of a worker share one process and what they import. */
import { afterAll, beforeAll, expect } from 'vitest';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** All that tests here replace for a while. */
const world = () => ({
  folder: process.cwd(),
  environment: { ...process.env },
  exitCode: process.exitCode,
  listeners: SIGNALS.map((signal) => process.listenerCount(signal)),
  functions: [Math.random, Date.now, Date, globalThis.fetch, globalThis.setTimeout],
  streams: [process.stdout.write, process.stderr.write],
});

let before: ReturnType<typeof world> | undefined;

beforeAll(() => {
  before = world();
});

afterAll(() => {
  expect(world(), 'what a test changes for a while it must restore: the next file runs in the same process').toEqual(
    before,
  );
});
