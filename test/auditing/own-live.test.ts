/** Our own notifier, deployed: its pipelines bring the records, and its rules decide. */
import { expect, test } from 'vitest';
import { live } from '../helpers/notifier/live.ts';

const SETTINGS = `name: acme
timezone: UTC
pipelines: [events, logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook, from: medium }
`;

interface Check {
  readonly id: string;
  readonly result: string;
  readonly said: string;
  readonly paths: readonly {
    readonly hops: readonly { readonly kind: string; readonly name: string }[];
    readonly broken: { readonly kind: string } | null;
  }[];
}

test('what its rules report passes, and the rest says why not', async () => {
  const account = await live({ regions: ['us-east-1', 'eu-north-1'] });
  const ask = async () => {
    const { out } = await account.run('audit', '--format', 'json');
    const { checks }: { checks: readonly Check[] } = JSON.parse(out);
    const said = (id: string) => checks.find((check) => check.id === id)?.said;
    const ends = (id: string) =>
      checks
        .find((check) => check.id === id)
        ?.paths.map(
          ({ hops, broken }) => `${hops.at(-1)?.kind} ${hops.at(-1)?.name}${broken ? `: ${broken.kind}` : ''}`,
        );
    // Its doors are as AWS makes them.
    const ways = checks.filter(({ id }) => !id.startsWith('door.'));
    return { ends, failed: ways.flatMap(({ id, result }) => (result === 'pass' ? [] : [`${id} ${result}`])), said };
  };
  await account.settings(SETTINGS);
  expect((await account.run('deploy', '--yes')).exit).toBe(0);
  const first = await ask();
  expect(first.said('trail-stopped')).toMatch(
    /^Log subscriptions? .* and EventBridge rules? .* alert the notifier's channels within about 1 minute\.$/,
  );
  expect(first.said('signin.switch-role')).toBe(
    'Nobody is alerted. The notifier (acme-notifier) gets the record, but none of its rules sends an alert about it.',
  );
  expect(new Set(first.ends('trail-stopped'))).toEqual(new Set(['notifier acme-notifier']));
  expect(new Set(first.ends('signin.switch-role'))).toEqual(new Set(['notifier acme-notifier: no-own-rule']));
  expect(first.failed).toEqual([
    // The trail is new.
    'recording.delivery unknown',
    'recording.arrival unknown',
    ...['user-with-mfa', 'federated', 'identity-center', 'identity-center-device', 'switch-role'].map(
      (kind) => `signin.${kind} fail`,
    ),
    ...[2, 4, 5, 8, 10, 11, 12, 13, 14].map((control) => `CloudWatch.${control} fail`),
  ]);

  // Rules that are off by default, and a channel that takes all.
  const more = `${SETTINGS.replace(', from: medium', '')}rules: { iam-policy-changed: { on: true }, signin-switch-role: { on: true } }\n`;
  await account.settings(more);
  expect((await account.run('deploy', '--yes')).exit).toBe(0);
  const { failed } = await ask();
  expect(failed.slice(2)).toEqual([2, 8, 11, 12, 13, 14].map((control) => `CloudWatch.${control} fail`));

  // The function may not run.
  account.lambda.create('acme-notifier', { Concurrency: { ReservedConcurrentExecutions: 0 } });
  expect((await ask()).said('trail-stopped')).toBe(
    'Nobody is alerted. Function acme-notifier has a reserved concurrency of 0, so it never runs.',
  );
});
