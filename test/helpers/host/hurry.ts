/** A clock that runs faster in a spawned program: its limits of minutes pass in seconds, its sockets stay real. */

const hurried = (times: number) => `
import promises from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
const { now } = Date;
const begin = now();
Date.now = () => Math.floor(begin + (now() - begin) * ${times});
const wait = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((run, ms = 0, ...more) => wait(run, ms / ${times}, ...more), wait);
const pause = promises.setTimeout;
promises.setTimeout = (ms, ...more) => pause(ms / ${times}, ...more);
syncBuiltinESMExports();
AbortSignal.timeout = (ms) => {
  const controller = new AbortController();
  wait(() => controller.abort(new DOMException('over', 'TimeoutError')), ms / ${times}).unref();
  return controller.signal;
};
`;

/** Variables of a program for which time passes so many times as fast. */
export const hurry = (times: number): { readonly NODE_OPTIONS: string } => ({
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(hurried(times)).replaceAll("'", '%27')}`,
});
