/** Accounts that are good but for a trail, or for a rule of EventBridge. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import { ANOMALY_BREAKS } from './anomalies.ts';
import { HOME, subscribe } from './good.ts';
import {
  ACCOUNT,
  allows,
  byRole,
  byRule,
  type Change,
  CONFIG,
  DELIVERS,
  denyAtTopics,
  forward,
  keyPolicy,
  replaceTrail,
  setPolicy,
  signInsByRule,
  trusts,
} from './steps.ts';

const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;

export const SOURCE_BREAKS: Readonly<Record<string, Change>> = {
  'trail stopped': (account) => account.cloudtrail.turn('main', { IsLogging: false }),
  'no trail': (account) => account.cloudtrail.remove(account.cloudtrail.arnOf('main', HOME)),
  'only one region': (account) => replaceTrail(account, { IsMultiRegionTrail: false }),
  'trail of writes only': (account) =>
    replaceTrail(
      account,
      {},
      { selectors: { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] } },
    ),
  'trail without KMS': (account) =>
    replaceTrail(
      account,
      {},
      {
        selectors: {
          EventSelectors: [
            {
              ReadWriteType: 'All',
              IncludeManagementEvents: true,
              ExcludeManagementEventSources: ['kms.amazonaws.com'],
            },
          ],
        },
      },
    ),
  'trail without a log group': (account) => replaceTrail(account, { CloudWatchLogsLogGroupArn: '' }),
  "organization's trail, its log group elsewhere": (account) =>
    replaceTrail(
      account,
      {
        IsOrganizationTrail: true,
        CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:444455556666:log-group:org-trail:*`,
      },
      { owner: '444455556666' },
    ),
};

export const RULE_BREAKS: Readonly<Record<string, Change>> = {
  'EventBridge rule disabled': (account) => byRule(account, { State: 'DISABLED' }, [HOME, 'eu-north-1']),
  'EventBridge rule in the wrong region': (account) => byRule(account, {}, ['eu-north-1']),
  'EventBridge rule without a target': (account) => byRule(account, { Targets: [] }, [HOME, 'eu-north-1']),
  'EventBridge is not let into the topic': (account) => byRule(account, {}, [HOME, 'eu-north-1'], 'default'),
  'EventBridge forwards without a role': (account) => forward(account, undefined),
  'EventBridge forwards with a role that lacks PutEvents': (account) =>
    forward(account, {
      ...DELIVERS,
      inline: { put: allows('events:PutEvents', 'arn:aws:events:*:*:event-bus/other') },
    }),
  'role of a target that is gone': (account) => byRole(account),
  'role of a target that is gone, in a path': (account) => byRole(account, undefined, '/service-role/'),
  'role of a target that trusts another service': (account) =>
    byRole(account, { trust: trusts('scheduler.amazonaws.com') }),
  'role of a target that may not publish': (account) => byRole(account, { inline: { send: allows('sqs:*') } }),
  'role of a target within a boundary': (account) =>
    byRole(account, { attached: { [BOUNDARY]: allows('s3:*') }, boundary: BOUNDARY }),
  'role of a target that is denied': (account) => {
    const denial: JsonObject = { Effect: 'Deny', Action: 'sns:*', Resource: '*' };
    byRole(account, { inline: { ...DELIVERS.inline, never: keyPolicy(denial) } });
  },
  'role of a target that the topic denies': (account) => {
    byRole(account, {});
    denyAtTopics(account, { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/deliver` } });
  },
  'role of a target that the topic denies, as all but one': (account) => {
    byRole(account, {});
    const Condition = { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/other` } };
    denyAtTopics(account, { Principal: '*', Condition });
  },
  'role of a target that the queue denies': (account) => {
    byRole(account, { inline: { send: allows('sqs:SendMessage') } });
    for (const region of [HOME, 'eu-north-1']) {
      const denial = { Effect: 'Deny', Principal: { AWS: ACCOUNT }, Action: 'sqs:*', Resource: '*' };
      account.sqs.create('rule-queue', { Policy: JSON.stringify(keyPolicy(denial)) }, region);
      const Arn = `arn:aws:sqs:${region}:${ACCOUNT}:rule-queue`;
      const RoleArn = `arn:aws:iam::${ACCOUNT}:role/deliver`;
      account.events.putRule(
        'config-changes',
        { EventPattern: CONFIG, Targets: [{ Id: 'queue', Arn, RoleArn }] },
        region,
      );
    }
  },
  'EventBridge pattern of another detail-type': (account) =>
    byRule(account, { EventPattern: { ...CONFIG, 'detail-type': ['AWS Console Sign In via CloudTrail'] } }, [
      HOME,
      'eu-north-1',
    ]),
  'EventBridge rule that gets no read-only events': (account) => signInsByRule(account, 'ENABLED'),
  ...ANOMALY_BREAKS,
};

/** A trail leaves out what a rule would take. */
export const LEFT_OUT: Readonly<Record<string, Change>> = {
  'EventBridge rule on events that the trail leaves out': (account, topic) => {
    SOURCE_BREAKS['trail without KMS']?.(account, topic);
    for (const region of [HOME, 'eu-north-1'])
      account.events.putRule(
        'keys',
        { EventPattern: { source: ['aws.kms'] }, Targets: [{ Id: 'queue', Arn: letEventsIn(account, region) }] },
        region,
      );
  },
};

function letEventsIn(account: Account, region: string): string {
  const topic = account.sns.create('keys', region);
  subscribe(account, topic, 'alice@example.com');
  const service = { Service: 'events.amazonaws.com' };
  setPolicy(account, topic, { Effect: 'Allow', Principal: service, Action: 'sns:Publish', Resource: topic });
  return topic;
}
