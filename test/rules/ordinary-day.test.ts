import { expect, test } from 'vitest';
import { madeUpWeek } from '../../sandbox/week.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import type { Finding } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { formatTime } from '../../src/core/time.ts';
import { RULES } from '../../src/rules/index.ts';
import { ordinaryDay } from '../helpers/records/ordinary-day.ts';
import { apiCall, iamUser, OFFICE, role } from '../helpers/records/records.ts';
import { TRUSTED } from '../helpers/records/test-rule.ts';

const MOST_A_DAY = 5;
const deploy = { ...role('cfn-exec', 'AWSCloudFormation'), invokedBy: 'cloudformation.amazonaws.com' };
const ci = role('ci-deploy', 'github');
const OWN = 'arn:aws:iam::111122223333:role/web';
const policyFor = (Principal: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: '*' }] });

/** Changes of a working day: deployments by CloudFormation and by a pipeline, and what teams do by hand. */
const CHANGES: readonly (readonly [by: object, service: string, name: string, request: object])[] = [
  [deploy, 'lambda', 'UpdateFunctionCode20150331v2', { functionName: 'web' }],
  [deploy, 'lambda', 'AddPermission20150331v2', { functionName: 'web', principal: 'events.amazonaws.com' }],
  [deploy, 'monitoring', 'PutMetricAlarm', { alarmName: 'web-errors', alarmActions: ['arn:aws:sns:x:1:ops'] }],
  [deploy, 'events', 'PutRule', { name: 'web-cron', state: 'ENABLED' }],
  [deploy, 'events', 'PutTargets', { rule: 'web-cron' }],
  [
    deploy,
    'iam',
    'CreateRole',
    { roleName: 'web', assumeRolePolicyDocument: policyFor({ Service: 'lambda.amazonaws.com' }) },
  ],
  [deploy, 'iam', 'PutRolePolicy', { roleName: 'web', policyDocument: policyFor({}).replace('"*"', '"s3:GetObject"') }],
  [deploy, 'sqs', 'SetQueueAttributes', { queueUrl: 'x', attributes: { Policy: policyFor({ AWS: OWN }) } }],
  [deploy, 'logs', 'PutRetentionPolicy', { logGroupName: '/aws/lambda/web', retentionInDays: 30 }],
  [deploy, 's3', 'PutBucketVersioning', { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled' } }],
  [deploy, 'dynamodb', 'UpdateTable', { tableName: 'orders', billingMode: 'PAY_PER_REQUEST' }],
  [deploy, 'kms', 'CreateGrant', { keyId: 'k', granteePrincipal: OWN }],
  [ci, 'cloudformation', 'ExecuteChangeSet', { stackName: 'web', changeSetName: 'c' }],
  [ci, 'ecr', 'PutLifecyclePolicy', { repositoryName: 'web' }],
  [ci, 's3', 'PutBucketEncryption', { bucketName: 'b', ServerSideEncryptionConfiguration: {} }],
  [ci, 'ssm', 'PutParameter', { name: '/web/version' }],
  [ci, 'scheduler', 'UpdateSchedule', { name: 'web-nightly' }],
  [ci, 'secretsmanager', 'PutSecretValue', { secretId: 'web' }],
  [ci, 'wafv2', 'UpdateWebACL', { name: 'front' }],
  [iamUser('bob'), 'identitystore', 'UpdateUser', { userId: 'u' }],
  [iamUser('bob'), 'identitystore', 'CreateGroupMembership', { memberId: { userId: 'u' } }],
  [iamUser('bob'), 'rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', allocatedStorage: 200 }],
  [iamUser('bob'), 's3', 'PutBucketLifecycle', { LifecycleConfiguration: { Rule: { Expiration: { Days: 90 } } } }],
  [iamUser('bob'), 'ec2', 'ModifyInstanceMetadataOptions', { httpTokens: 'required' }],
  [iamUser('bob'), 'securityhub', 'BatchUpdateFindings', { workflow: { status: 'RESOLVED' } }],
  [{ type: 'Unknown', accountId: '111122223333' }, 'sso-directory', 'CreateUser', { userId: 'u' }],
  [role('AWSServiceRoleForRDS', 'x'), 'secretsmanager', 'RotateSecret', { secretId: 'db' }],
];
const HOURS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Findings of the default pack, in the order of time. */
async function found(records: readonly object[], settings: Settings) {
  const events = records.map((record) => JSON.parse(JSON.stringify(record))).map(normalise);
  const { findings, failures } = await inspect(
    events.flatMap((reading) => (reading.kind === 'event' ? [reading.event] : [])),
    activate(RULES, settings),
    makeContext(settings),
    createMemory(),
  );
  expect(failures).toEqual([]);
  return findings;
}

/** First lines of the messages of each day; sign-ins that are trusted or not judged are routine. */
function messagesADay(findings: readonly Finding[], settings: Settings): readonly (readonly string[])[] {
  const days = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.rule.theme === 'signin' && finding.network.verdict !== 'untrusted') continue;
    const day = formatTime(finding.event.epoch, settings.timezone).slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), finding]);
  }
  return [...days.values()].map((ofDay) =>
    makeDigest(ofDay, makeContext(settings)).items.map(({ head }) => head.message.en),
  );
}

const isGrave = ({ severity }: Finding) => severity === 'critical' || severity === 'high';

test.each([
  ['without any settings', DEFAULT_SETTINGS],
  ['with the office trusted', { ...DEFAULT_SETTINGS, ...TRUSTED, timezone: 'Asia/Tokyo' }],
])('the scripted week is at most five messages a day %s, and its attacks are among them', async (_, settings) => {
  for (const hour of [0, 5, 9, 14, 19]) {
    const findings = await found(madeUpWeek(Date.UTC(2026, 10, 20, hour, 12)), settings);
    for (const day of messagesADay(findings, settings)) {
      expect(day.length, day.join('\n')).toBeLessThanOrEqual(MOST_A_DAY);
    }
    const grave = findings.filter((finding) => isGrave(finding) && finding.muted === null).map(({ rule }) => rule.id);
    expect(grave).toEqual(expect.arrayContaining(['trail-stopped', 'root-login', 'root-activity', 'sg-ssh-opened']));
    const strangers = findings.filter(({ event, muted }) => event.actor.role === 'migration' && muted === null);
    expect(strangers.length).toBeGreaterThan(0);
  }
});

test('an ordinary day of 50 people is at most five messages, besides sign-ins', async () => {
  const changes = HOURS.flatMap((hour) =>
    CHANGES.filter(([by]) => by === deploy || by === ci || hour === 1).map(([by, service, name, request]) =>
      apiCall(service, name, { by: { ...by }, from: OFFICE, minute: hour * 60, request }),
    ),
  );
  const settings = { ...DEFAULT_SETTINGS, ...TRUSTED, watched: ['login-watch-*'] };
  const findings = await found([...ordinaryDay(), ...changes], settings);

  expect(changes.length).toBeGreaterThan(100);
  for (const messages of messagesADay(findings, settings)) {
    expect(messages.length, messages.slice(0, 20).join('\n')).toBeLessThanOrEqual(MOST_A_DAY);
  }
});
