/** A watch of an account on loopback in hours that pass while it waits; records appear in the event history late. */
import { setTimeout } from 'node:timers/promises';
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
  /** Defaults to the caller's own. */
  readonly account?: string;
}

class Killed extends Error {}

interface Asked {
  readonly input: JsonObject;
  /** The access key. */
  readonly key: string;
}

export interface WatchWorld {
  readonly cwd: string;
  readonly deeds: readonly Deed[];
  readonly regions?: readonly string[];
  readonly trouble?: (minute: number, region: string, action: string, asked: Asked) => ReturnType<FaultInjector>;
  /** Other accounts of the organization, each with a role `login-watch` and a key `AKIA<id>` of its own. */
  readonly others?: readonly string[];
  /** Minute at which a wait takes so many minutes more, as if the machine slept. */
  readonly nap?: readonly [at: number, minutes: number];
  /** Time passes by itself, so many times as fast as outside: requests of several accounts are under way at once. */
  readonly speed?: number;
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

export const HOME = '111122223333';

const recordOf = ({ id, minute, region = 'us-east-1', isFailed, account = HOME }: Deed): JsonObject => {
  const made = isFailed
    ? signIn({ by: failedUser(), minute, result: 'Failure' })
    : signIn({ by: root(account), minute });
  return JSON.parse(JSON.stringify({ ...made, eventID: id, awsRegion: region, recipientAccountId: account }));
};

export async function watchWorld(world: WatchWorld) {
  const { cwd, deeds, regions = ['us-east-1'], trouble, others = [], nap, speed, env = {} } = world;
  let time = NOW;
  const started = Date.now();
  const current = () => (speed === undefined ? time : NOW + (Date.now() - started) * speed);
  let hasNapped = false;
  const records = new Map([HOME, ...others].map((id): [string, JsonObject[]] => [id, []]));
  let hidden = deeds.map((deed) => ({ deed, at: NOW + (deed.minute + deed.delay) * MINUTE }));
  const reveal = () => {
    for (const { deed } of hidden.filter(({ at }) => at <= current()))
      records.get(deed.account ?? HOME)?.push(recordOf(deed));
    hidden = hidden.filter(({ at }) => at > current());
  };
  const account = await testAccount({
    now: current,
    regions,
    records: records.get(HOME) ?? [],
    others: others.map((id) => ({
      ...{ id, regions, records: records.get(id) ?? [] },
      ...{ keys: [`AKIA${id}`], roles: ['login-watch'] },
    })),
    trouble: (_, action, __, { region, key, input }) => {
      reveal();
      asked.push({ at: current(), region, action, key });
      return trouble?.((current() - NOW) / MINUTE, region, action, { input, key });
    },
  });
  for (const id of others.length === 0 ? [] : [HOME, ...others])
    account.directory.members.set(id, `name-${id.slice(0, 4)}`);
  const asked: { at: number; region: string; action: string; key: string }[] = [];
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
        return current();
      },
      sleep: async (ms: number) => {
        step();
        if (speed !== undefined) await setTimeout(ms / speed);
        time += ms;
        if (nap !== undefined && !hasNapped && time >= NOW + nap[0] * MINUTE && ms >= MINUTE / 2) {
          time += nap[1] * MINUTE;
          hasNapped = true;
        }
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
      .filter((line) => line.startsWith('{') && !line.startsWith('{"kind"'))
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
