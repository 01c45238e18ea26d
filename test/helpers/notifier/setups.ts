/** A set-up of `examples/`, deployed as its owner would, in an account with later events. */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { LiveOptions } from '../../../sandbox/live-account.ts';
import { startClock, type TestClock } from '../host/clock.ts';
import { type Live, live } from './live.ts';

export interface SetUp extends Live {
  readonly clock: TestClock;
  deploy(): Promise<void>;
  /** All findings of the function, as `rule id`, sorted. */
  found(): readonly string[];
  /** Findings of a replay of these records with the same settings, in the same form. */
  replayed(records: readonly object[]): Promise<readonly string[]>;
  /** Checks of `status --drift` that aren't fine. */
  unwell(): Promise<readonly string[]>;
}

interface Given extends Partial<LiveOptions> {
  /** ISO. */
  readonly start?: string;
}

/** 18:13 on a Friday in Tokyo: half a minute after the first of helpers/records.ts. */
const START = '2026-11-20T09:13:00Z';

export async function setUp(letter: string, { start = START, ...options }: Given = {}): Promise<SetUp> {
  const clock = await startClock(start);
  onTestFinished(clock.close);
  const nodeOptions = [...clock.nodeOptions, ...(options.nodeOptions ?? [])];
  const account = await live({ ...options, now: clock.now, nodeOptions });
  const example = resolve(import.meta.dirname, `../../../examples/setup-${letter}.yaml`);
  await account.settings(await readFile(example, 'utf8'));
  return {
    ...account,
    clock,
    async deploy() {
      const deployed = await account.run('deploy', '--yes');
      expect(deployed, deployed.err).toMatchObject({ exit: 0 });
      await account.settled();
    },
    found: () =>
      (account.running('acme-notifier')?.logs ?? [])
        .filter((line) => line.includes('"taken in"'))
        .flatMap((line): readonly string[] => JSON.parse(line).findings)
        .filter((id, position, all) => all.indexOf(id) === position)
        .toSorted(),
    async replayed(records) {
      const file = join(account.cwd, 'records.ndjson');
      await writeFile(file, records.map((record) => JSON.stringify(record)).join('\n'));
      const { out, err } = await account.run('replay', '--file', file, '--rules', 'on', '--format', 'json');
      expect(err).not.toContain('unreadable');
      const { findings } = JSON.parse(out) as { readonly findings: readonly { rule: string; id: string }[] };
      return findings.map(({ rule, id }) => `${rule} ${id}`).toSorted();
    },
    async unwell() {
      const { exit, out } = await account.run('status', '--drift', '--format', 'json');
      const { checks } = JSON.parse(out) as {
        readonly checks: readonly { check: string; state: string; said: string }[];
      };
      expect([exit, checks.length > 10]).toEqual([0, true]);
      return checks.filter(({ state }) => state !== 'ok').map(({ check, said }) => `${check}: ${said}`);
    },
  };
}

/** A trail that exists already: all regions, files in bucket `main-trail`; its records in log group `main-logs`. */
export function trailOf({ cloudtrail, s3, logs }: Live, parts: { readonly hasLogs: boolean }): void {
  s3.create('main-trail');
  if (parts.hasLogs) logs.create('main-logs');
  cloudtrail.add({
    Name: 'main',
    S3BucketName: 'main-trail',
    IsMultiRegionTrail: true,
    ...(parts.hasLogs
      ? { CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:main-logs:*' }
      : {}),
  });
}
