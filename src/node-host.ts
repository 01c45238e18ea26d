/** The real world behind `Host`: this process's streams, clock and signals. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from './host.ts';
import { nodeOutput } from './node-output.ts';

/** Signals that stop the work, and the exit status of a second one. SIGHUP is that of a terminal that was closed. */
const STOPPING = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const isStopping = (name: string): name is keyof typeof STOPPING => Object.hasOwn(STOPPING, name);
const SIGNALS = Object.keys(STOPPING).filter(isStopping);

/** Makes the host of this process. Ctrl-C and its kin abort `signal` once; a second one ends the process at once. */
export function nodeHost(argv: readonly string[]): Host {
  // Node 20 is supported on purpose, until the date in the README; the SDK would warn on every run.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(STOPPING[name]);
      controller.abort();
    });
  }
  const stop = () => controller.abort();
  return {
    stdin: process.stdin,
    stdout: nodeOutput(process.stdout, argv, stop),
    stderr: nodeOutput(process.stderr, argv, stop),
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
    sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    signal: controller.signal,
  };
}
