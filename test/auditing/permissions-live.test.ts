/** Each permission taken away: what needs it becomes unknown, never passed, and names it. */
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../sandbox/account/service.ts';
import { DOOR_VARIANTS } from '../../sandbox/scripted/doors.ts';
import { SILENCE_VARIANTS } from '../../sandbox/scripted/silence.ts';
import { VARIANTS } from '../../sandbox/scripted/variants.ts';
import { AUDIT } from '../../src/commands/audit/permissions.ts';
import { audited } from '../helpers/audit/audited.ts';
import { actionsOf } from '../helpers/aws/iam.ts';
import type { TestAccount } from '../helpers/records/account.ts';

/** Asked by the command itself, before and after the account is read. */
const OF_COMMAND = [
  ...['account:ListRegions', 'organizations:ListAccounts', 'iam:ListAccountAliases'],
  ...['logs:DescribeLogStreams', 'sqs:ListQueues'],
];
const ACTIONS = AUDIT.flatMap(({ actions, sid }) => (sid === 'DecryptLogFiles' ? [] : actions)).filter(
  (action) => !OF_COMMAND.includes(action),
);

/**
 * Leads everywhere that an audit looks: key, function, queue, rule, subscription filter, devices for MFA,
 * credentials that were dropped since the report, a simulated call, a telemetry rule.
 */
function everything(account: TestAccount, topic: string): void {
  for (const name of [
    'encrypted topic that lets CloudWatch in',
    'queue with a reader',
    'EventBridge rule in each region',
    'EventBridge target with a role of several policies',
    'alarm that is muted at other hours',
  ])
    VARIANTS[name]?.(account, topic);
  VARIANTS['subscription filter to a function']?.(account, topic);
  DOOR_VARIANTS['passkey, and a security key beside text messages']?.(account);
  account.observabilityadmin.put('cloudtrail', 'us-east-1');
  DOOR_VARIANTS['password and key that were dropped since the report']?.(account);
  SILENCE_VARIANTS['developers whom a policy of Organizations denies it']?.(account, topic);
}

test('with all of them every check passes, and none is asked for that is not in the policy', async () => {
  const { verdicts, account } = await audited(everything);
  const all = await verdicts();
  expect([...all.values()].filter(({ result }) => result !== 'pass')).toEqual([]);
  const asked = new Set(account.calls.flatMap(({ service, action }) => actionsOf(service, action)));
  expect([...asked].toSorted()).toEqual(ACTIONS.toSorted());
});

describe('without', () => {
  test.each(ACTIONS)('%s', async (missing) => {
    const refuse = (service: string, action: string) =>
      actionsOf(service, action).includes(missing)
        ? new AwsFault('AccessDeniedException', `User is not authorized to perform: ${missing}`, { status: 403 })
        : undefined;
    const { verdicts } = await audited(everything, { trouble: refuse });
    const all = [...(await verdicts()).values()];
    expect(all.filter(({ result }) => result === 'fail').map(({ id }) => id)).toEqual([]);
    const unknown = all.filter(({ result }) => result === 'unknown');
    const naming = all.filter((one) => one.missing.includes(missing));
    expect(naming.length).toBeGreaterThan(0);
    for (const { missing: named, said, todo } of unknown) {
      expect(named).toEqual([missing]);
      expect(said.en).toContain(missing);
      expect(said.ja).toContain(missing);
      expect(todo[0]?.en).toBe(`Allow ${missing}: \`login-watch policy audit\` prints the policy.`);
    }
  });
});
