/**
 * The deeds of our own rules at high and critical, one typical record each. Sign-ins have deeds of their own. Rules that
 * need names which only the settings hold have none here.
 */
import { arnIn, bucketArn, iamArn } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import { RULES } from '../../rules/index.ts';
import type { Deed, Recorded, Sample } from './deed.ts';
import { call, earlier, native, signIn, userNamed } from './records.ts';

const STRANGER = '444455556666';
const openTo = (principal: string, resource: string, action: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: action, Resource: resource }],
  });
const strangersRoot = ({ region }: Recorded) => iamArn({ account: STRANGER, region }, 'root');
/** A policy of AWS's own. */
const ofAws = (region: string, name: string) => iamArn({ account: 'aws', region }, `policy/${name}`);

const ingress = (port: number, from: string): JsonObject => ({
  groupId: 'sg-0123456789abcdef0',
  ipPermissions: {
    items: [{ ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges: { items: [{ cidrIp: from }] } }],
  },
});

const trailArn = (place: Recorded) => arnIn(place, 'cloudtrail', 'trail/main');
const topicArn = (place: Recorded) => arnIn(place, 'sns', 'alerts');

const SECONDS = [40, 30, 20, 10];
const FAILED = signIn('ConsoleLogin', { result: 'Failure' });
const WITH_MFA = signIn('ConsoleLogin', { mfa: 'Yes' });
const INSTANCE = 'i-0123456789abcdef0';
const BY_INSTANCE = signIn('ConsoleLogin', { by: 'federated' });
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const WRITTEN = call('iam', 'CreatePolicy', {
  request: { policyName: 'all', policyDocument: JSON.stringify(EVERYTHING) },
});
const ATTACHED = call('iam', 'AttachUserPolicy', {
  request: (place) => ({ userName: 'bob', policyArn: iamArn(place, 'policy/all') }),
});

/** The credentials of an instance, in a browser. */
function asInstance(place: Recorded): JsonObject {
  const record = BY_INSTANCE.record(place);
  const text = JSON.stringify(record['userIdentity']);
  return { ...record, userIdentity: JSON.parse(text.replaceAll('alice@example.com', INSTANCE)) };
}

/** By id of the rule. Of a deed of several records a filter sees each: the one that completes it must be noticed. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  'signin-bruteforce': { ...FAILED, before: earlier(FAILED, ...SECONDS.map((seconds) => ({ seconds }))), times: 5 },
  'signin-spray': {
    ...FAILED,
    before: earlier(FAILED, { seconds: 20, also: userNamed('bob') }, { seconds: 10, also: userNamed('carol') }),
    times: 3,
  },
  'signin-fail-then-ok': {
    ...WITH_MFA,
    before: earlier(FAILED, ...SECONDS.slice(1).map((seconds) => ({ seconds }))),
  },
  // AWS documents no more of it: neither what it holds, nor in which regions it is sent.
  'signin-anomaly': native('aws.signin', 'Sign-in Anomaly Alert', 'somewhere'),
  'signin-instance-role': { ...BY_INSTANCE, record: asInstance },
  'sso-idp-change': call('sso', 'AssociateDirectory', { where: 'somewhere' }),
  'root-credential': call('iam', 'CreateAccessKey', { by: 'root' }),
  'root-contact': call('account', 'StartPrimaryEmailUpdate', { request: { primaryEmail: 'new@example.com' } }),
  'iam-login-profile': call('iam', 'CreateLoginProfile', { request: { userName: 'bob' } }),
  'iam-mfa-removed': call('iam', 'DeactivateMFADevice', { request: { userName: 'bob' } }),
  'iam-admin-granted': call('iam', 'AttachUserPolicy', {
    request: ({ region }) => ({ userName: 'bob', policyArn: ofAws(region, 'AdministratorAccess') }),
  }),
  'iam-admin-attached': { ...ATTACHED, before: earlier(WRITTEN, { seconds: 60 }) },
  'iam-trust-changed': call('iam', 'UpdateAssumeRolePolicy', {
    request: (place) => ({
      roleName: 'admin',
      policyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: strangersRoot(place) }, Action: 'sts:AssumeRole' }],
      }),
    }),
  }),
  'iam-idp-changed': call('iam', 'CreateSAMLProvider', { request: { name: 'idp' } }),
  'idc-settings': call('sso', 'PutMfaDeviceManagementForDirectory', { where: 'somewhere' }),
  'iam-delegation': call('iam', 'AcceptDelegationRequest', { request: { delegationRequestId: 'dr-1' } }),
  'iam-key-quarantined': call('iam', 'AttachUserPolicy', {
    request: ({ region }) => ({ userName: 'bob', policyArn: ofAws(region, 'AWSCompromisedKeyQuarantineV3') }),
  }),
  'trail-stopped': call('cloudtrail', 'StopLogging', { request: (place) => ({ name: trailArn(place) }) }),
  'trail-changed': call('cloudtrail', 'UpdateTrail', {
    request: (place) => ({ name: trailArn(place), isMultiRegionTrail: false }),
  }),
  'trail-selectors': call('cloudtrail', 'PutEventSelectors', {
    request: (place) => ({
      trailName: trailArn(place),
      eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false, dataResources: [] }],
    }),
  }),
  'telemetry-stopped': call('observabilityadmin', 'DeleteTelemetryRule', { request: { ruleIdentifier: 'trail' } }),
  'signin-guard-changed': call('signin', 'DeleteConsoleAuthorizationConfiguration'),
  'flow-dns-logs': call('ec2', 'DeleteFlowLogs', {
    request: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: 'fl-0123456789abcdef0' } } },
  }),
  'securityhub-off': call('securityhub', 'DisableSecurityHub'),
  'detection-weakened': call('macie2', 'DisableMacie'),
  'guardduty-off': call('guardduty', 'DeleteDetector', { request: { detectorId: 'd1' } }),
  'guardduty-muted': call('guardduty', 'CreateFilter', {
    request: { detectorId: 'd1', name: 'quiet', action: 'ARCHIVE', findingCriteria: { criterion: {} } },
  }),
  'sns-subscribed': call('sns', 'Subscribe', {
    request: (place) => ({ topicArn: topicArn(place), protocol: 'email', endpoint: 'someone@example.com' }),
  }),
  'sns-policy': call('sns', 'SetTopicAttributes', {
    request: (place) => ({
      topicArn: topicArn(place),
      attributeName: 'Policy',
      attributeValue: openTo(place.account, topicArn(place), 'sns:Subscribe'),
    }),
  }),
  'alert-path-muted': call('monitoring', 'DeleteAlarms', { request: { alarmNames: ['root-used'] } }),
  'sg-admin-open': call('ec2', 'AuthorizeSecurityGroupIngress', { request: ingress(3_389, '0.0.0.0/0') }),
  'sg-ssh-opened': call('ec2', 'AuthorizeSecurityGroupIngress', { request: ingress(22, '198.51.100.77/32') }),
  's3-public': call('s3', 'PutBucketPolicy', {
    request: ({ region }) => ({
      bucketName: 'acme-data',
      bucketPolicy: JSON.parse(openTo('*', bucketArn(region, 'acme-data/*'), 's3:GetObject')),
    }),
  }),
  'resource-opened': call('s3', 'PutBucketPolicy', {
    request: (place) => ({
      bucketName: 'acme-data',
      bucketPolicy: JSON.parse(openTo(strangersRoot(place), bucketArn(place.region, 'acme-data/*'), 's3:GetObject')),
    }),
  }),
  'foreign-key': call('s3', 'PutBucketEncryption', {
    request: ({ region }) => ({
      bucketName: 'acme-data',
      ServerSideEncryptionConfiguration: {
        Rule: {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: arnIn({ account: STRANGER, region }, 'kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab'),
          },
        },
      },
    }),
  }),
  'kms-key-lost': call('kms', 'ScheduleKeyDeletion', {
    request: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', pendingWindowInDays: 7 },
  }),
  'share-external': call('ec2', 'ModifySnapshotAttribute', {
    request: {
      snapshotId: 'snap-0123456789abcdef0',
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: { add: { items: [{ userId: STRANGER }] } },
    },
  }),
  'org-tampered': call('organizations', 'LeaveOrganization'),
  'org-root-access': call('iam', 'EnableOrganizationsRootSessions'),
  'destroy-compute': call('ec2', 'TerminateInstances', {
    request: {
      instancesSet: {
        items: ['a', 'b', 'c', 'd', 'e'].map((letter) => ({ instanceId: `i-0123456789abcdef${letter}` })),
      },
    },
  }),
  'destroy-data': call('rds', 'DeleteDBInstance', {
    request: { dBInstanceIdentifier: 'orders', skipFinalSnapshot: true },
  }),
};

export const RULE_DEEDS: readonly Deed[] = RULES.flatMap((rule): readonly Deed[] => {
  const sample = SAMPLES[rule.id];
  if (sample === undefined) return [];
  const { id, title, severity, cis = [], securityHub = [] } = rule;
  return [{ id, area: 'rules', title, severity, controls: { cis, securityHub, rules: [id] }, samples: [sample] }];
});
