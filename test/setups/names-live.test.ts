import { expect, onTestFinished, test } from 'vitest';
import { startClock } from '../helpers/host/clock.ts';
import { live } from '../helpers/notifier/live.ts';
import { trailOf } from '../helpers/notifier/setups.ts';
import {
  ELSEWHERE,
  identityCenter,
  identityCenterUser,
  OFFICE,
  permissionSet,
  signIn,
} from '../helpers/records/records.ts';

const MINUTE = 60_000;
const USER = '94d00cd8-e9e6-4810-b177-b08e84725435';
const NAME = 'carol@example.com';

/** A sign-in of Identity Center from that address; the record with the name is written last. */
function signInFrom(from: string, workflow: string, minute: number) {
  const by = identityCenterUser(USER.replace('94d00cd8', workflow));
  const additional = { AuthWorkflowID: workflow };
  return {
    portal: identityCenter({ by, from, minute, additional }),
    console: signIn({ by: permissionSet('Admin', NAME), from, minute }),
    named: identityCenter({
      ...{ name: 'CredentialChallenge', by, from, minute },
      additional: { ...additional, CredentialType: 'PASSWORD', UserName: NAME },
    }),
  };
}

test('deployed with all pipelines: a sign-in waits for its name, a graver one is followed by it, each once', async () => {
  const clock = await startClock('2026-11-20T09:13:00Z');
  onTestFinished(clock.close);
  const account = await live({ now: clock.now, nodeOptions: clock.nodeOptions });
  await account.settings(`name: acme
trusted: [{ cidr: 203.0.113.0/24, name: Tokyo office }]
pipelines: [events, logs, s3, alarms]
trail: { use: existing, name: main }
channels:
  - slack: { webhook: "ssm:/acme/slack-webhook" }
`);
  trailOf(account, { hasLogs: true });
  const deployed = await account.run('deploy', '--yes');
  expect(deployed, deployed.err).toMatchObject({ exit: 0 });
  await account.settled();
  const heard = () => account.slack.received.map(({ body }): string => JSON.parse(body).text);
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 30_000) {
      await clock.advance(30_000);
      account.cloudwatch.evaluate();
      await account.settled();
    }
  };

  const quiet = signInFrom(OFFICE, 'aaaaaaaa', 0);
  await account.happen(quiet.portal);
  await pass(MINUTE);
  expect(heard()).toEqual([]);
  await account.happen(quiet.named);
  expect(heard()).toEqual([expect.stringContaining(NAME)]);
  await account.happen(quiet.console);
  await pass(10 * MINUTE);
  expect(heard()).toHaveLength(1);

  const grave = signInFrom(ELSEWHERE, 'bbbbbbbb', 20);
  await account.happen(grave.portal);
  expect(heard()).toEqual([expect.any(String), expect.stringContaining('(bbbbbbbb…)')]);
  await pass(3 * MINUTE);
  await account.happen(grave.named);
  await pass(10 * MINUTE);
  expect(heard().slice(2)).toEqual([expect.stringContaining(`The Identity Center user (bbbbbbbb…) was ${NAME}`)]);
}, 120_000);
