/** A watch of an account on loopback in hours that pass while it waits; records appear in the event history late. */
import { vi } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { run } from '../../../src/cli.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { fakeHost, NOW } from '../host/fake-host.ts';
import { testAccount } from '../records/account.ts';
import { failedUser, root, signIn } from '../records/records.ts';

const MINUTE = 60_000;

/** A sign-in (root's, or a failed one of alice) `minute` after the beginning, which the event history shows `delay` minutes later. */
export interface Deed {
  readonly id: string;
  readonly minute: number;
  readonly delay: number;
  readonly region?: string;
  readonly isFailed?: true;
}

class Killed extends Error {}

export interface WatchWorld {
  readonly cwd: string;
  readonly deeds: readonly Deed[];
  readonly regions?: readonly string[];
  readonly trouble?: (minute: number, region: string, action: string) => ReturnType<FaultInjector>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface WatchRun {
  readonly exit: number;
  /** Findings as they were printed. */
  readonly shown: readonly { readonly eventId: string; readonly late: number | null; readonly perhapsShown: boolean }[];
  /** The minute of each line. */
  readonly minutes: readonly number[];
  readonly out: string;
  readonly err: string;
  readonly isKilled: boolean;
}

const recordOf = ({ id, minute, region = 'us-east-1', isFailed }: Deed): JsonObject => {
  const made = isFailed ? signIn({ by: failedUser(), minute, result: 'Failure' }) : signIn({ by: root(), minute });
  return JSON.parse(JSON.stringify({ ...made, eventID: id, awsRegion: region }));
};

export async function watchWorld({ cwd, deeds, regions = ['us-east-1'], trouble, env = {} }: WatchWorld) {
  let time = NOW;
  const records: JsonObject[] = [];
  let hidden = deeds.map((deed) => ({ record: recordOf(deed), at: NOW + (deed.minute + deed.delay) * MINUTE }));
  const reveal = () => {
    records.push(...hidden.filter(({ at }) => at <= time).map(({ record }) => record));
    hidden = hidden.filter(({ at }) => at > time);
  };
  const account = await testAccount({
    now: () => time,
    regions,
    records,
    trouble: (_, action, __, { region }) => {
      reveal();
      asked.push({ at: time, region, action });
      return trouble?.((time - NOW) / MINUTE, region, action);
    },
  });
  const asked: { at: number; region: string; action: string }[] = [];
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
  }))
    vi.stubEnv(name, value);

  /** Runs until that minute, or until the step of that number, which ends it as `kill -9` does. */
  async function watch(
    args: readonly string[],
    { until = 60, killAt = Number.POSITIVE_INFINITY } = {},
  ): Promise<WatchRun> {
    const controller = new AbortController();
    let steps = 0;
    const minutes: number[] = [];
    const step = () => {
      steps += 1;
      if (steps >= killAt) throw new Killed('killed');
    };
    const plain = fakeHost({ cwd, columns: 200, env });
    const host = {
      ...plain,
      signal: controller.signal,
      now: () => {
        step();
        return time;
      },
      sleep: async (ms: number) => {
        step();
        time += ms;
        if (time >= NOW + until * MINUTE) controller.abort();
      },
      stdout: {
        ...plain.stdout,
        write: async (text: string) => {
          step();
          await plain.stdout.write(text);
          minutes.push((time - NOW) / MINUTE);
          step();
        },
      },
    };
    const exit = await run(
      ['watch', '--rules', 'root-login,signin-bruteforce', '--format', 'ndjson', ...args],
      host,
    ).catch(() => 9);
    const shown = plain
      .out()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    return { exit, shown, minutes, out: plain.out(), err: plain.err(), isKilled: steps >= killAt };
  }
  return {
    watch,
    asked,
    account,
    skip: (minutes: number) => {
      time += minutes * MINUTE;
    },
    minute: () => (time - NOW) / MINUTE,
  };
}
