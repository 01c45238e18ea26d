/** All makers that a session is looked through for. */
import { listAt, textAt } from '../fields.ts';
import { IAM_MAKERS } from './iam-makers.ts';
import { each, end, fields, type Maker, maker, type Objects } from './maker.ts';

/** The security group's rules, which have ids since 2021. */
const ports = (way: 'Ingress' | 'Egress'): Maker =>
  maker('ec2', `AuthorizeSecurityGroup${way}`, {
    kind: 'opened-port',
    names: ['ruleId', 'groupId'],
    objects: each('responseElements.securityGroupRuleSet.items', {
      ruleId: 'securityGroupRuleId',
      groupId: 'groupId',
    }),
    ended: [
      {
        call: `RevokeSecurityGroup${way}`,
        by: ['ruleId'],
        objects: each('responseElements.revokedSecurityGroupRuleSet.items', { ruleId: 'securityGroupRuleId' }),
      },
      end('DeleteSecurityGroup', 'groupId'),
    ],
    undo: [
      `ec2 revoke-security-group-${way.toLowerCase()}`,
      { 'group-id': 'groupId', 'security-group-rule-ids': 'ruleId' },
    ],
  });

/** Accounts, or `all`. */
const databaseShares =
  (list: 'valuesToAdd' | 'valuesToRemove'): Objects =>
  (record) =>
    listAt(record, `requestParameters.${list}`).flatMap((userId) => {
      const dBSnapshotIdentifier = textAt(record, 'requestParameters.dBSnapshotIdentifier');
      return typeof userId === 'string' && dBSnapshotIdentifier !== undefined ? [{ dBSnapshotIdentifier, userId }] : [];
    });

/** A snapshot or an image that is shared with accounts, or with a group: `all` is everybody. */
interface Shared {
  readonly word: 'snapshot' | 'image';
  readonly call: string;
  readonly attribute: string;
  readonly groups: '--group-names' | '--user-groups';
  /** The call that deletes it. */
  readonly deletion: string;
}

function share({ word, call, attribute, groups, deletion }: Shared): Maker {
  const id = `${word}Id`;
  const those = (list: 'add' | 'remove', one: 'userId' | 'group') =>
    each(`requestParameters.${attribute}.${list}.items`, { [one]: one }, { [id]: `requestParameters.${id}` });
  const taken = (one: 'userId' | 'group') => ({ call, by: [id, one], objects: those('remove', one) });
  return {
    service: 'ec2',
    call,
    kind: `${word}-share`,
    objects: (record) => [...those('add', 'userId')(record), ...those('add', 'group')(record)],
    shown: [id, 'userId', 'group'],
    ended: [taken('userId'), taken('group'), end(deletion, id)],
    undo: (of) => [
      'ec2',
      `modify-${word}-attribute`,
      [`--${word}-id`, of[id] ?? ''],
      ['--attribute', attribute],
      ['--operation-type', 'remove'],
      of['group'] === undefined ? ['--user-ids', of['userId'] ?? ''] : [groups, of['group']],
    ],
  };
}

const OTHERS: readonly Maker[] = [
  maker('ec2', 'RunInstances', {
    kind: 'instance',
    names: ['instanceId'],
    objects: each('responseElements.instancesSet.items', { instanceId: 'instanceId' }),
    ended: [
      {
        call: 'TerminateInstances',
        by: ['instanceId'],
        objects: each('requestParameters.instancesSet.items', { instanceId: 'instanceId' }),
      },
    ],
    undo: ['ec2 terminate-instances', { 'instance-ids': 'instanceId' }],
  }),
  maker('ec2', 'CreateSecurityGroup', {
    kind: 'security-group',
    names: ['groupId'],
    objects: fields({ groupId: 'responseElements.groupId' }),
    ended: [end('DeleteSecurityGroup', 'groupId')],
    undo: ['ec2 delete-security-group', { 'group-id': 'groupId' }],
  }),
  ports('Ingress'),
  ports('Egress'),
  ...['CreateKeyPair', 'ImportKeyPair'].map((call) =>
    maker('ec2', call, {
      kind: 'key-pair',
      names: ['keyName'],
      ended: [end('DeleteKeyPair', 'keyName')],
      undo: ['ec2 delete-key-pair', { 'key-name': 'keyName' }],
    }),
  ),
  share({
    word: 'snapshot',
    call: 'ModifySnapshotAttribute',
    attribute: 'createVolumePermission',
    groups: '--group-names',
    deletion: 'DeleteSnapshot',
  }),
  share({
    word: 'image',
    call: 'ModifyImageAttribute',
    attribute: 'launchPermission',
    groups: '--user-groups',
    deletion: 'DeregisterImage',
  }),
  {
    service: 'rds',
    call: 'ModifyDBSnapshotAttribute',
    kind: 'database-share',
    objects: databaseShares('valuesToAdd'),
    shown: ['dBSnapshotIdentifier', 'userId'],
    ended: [
      {
        call: 'ModifyDBSnapshotAttribute',
        by: ['dBSnapshotIdentifier', 'userId'],
        objects: databaseShares('valuesToRemove'),
      },
      end('DeleteDBSnapshot', 'dBSnapshotIdentifier'),
    ],
    undo: (of) => [
      'rds',
      'modify-db-snapshot-attribute',
      ['--db-snapshot-identifier', of['dBSnapshotIdentifier'] ?? ''],
      ['--attribute-name', 'restore'],
      ['--values-to-remove', of['userId'] ?? ''],
    ],
  },
  maker('s3', 'CreateBucket', {
    kind: 'bucket',
    names: ['bucketName'],
    ended: [end('DeleteBucket', 'bucketName')],
    undo: ['s3api delete-bucket', { bucket: 'bucketName' }],
  }),
  maker('s3', 'PutBucketPolicy', {
    kind: 'bucket-policy',
    names: ['bucketName'],
    ended: [end('DeleteBucketPolicy', 'bucketName'), end('DeleteBucket', 'bucketName')],
    undo: ['s3api delete-bucket-policy', { bucket: 'bucketName' }],
  }),
  maker('lambda', 'CreateFunction', {
    kind: 'function',
    names: ['functionName'],
    ended: [end('DeleteFunction', 'functionName')],
    undo: ['lambda delete-function', { 'function-name': 'functionName' }],
  }),
  maker('lambda', 'AddPermission', {
    kind: 'function-permission',
    names: ['functionName', 'statementId'],
    ended: [end('RemovePermission', 'functionName', 'statementId'), end('DeleteFunction', 'functionName')],
    undo: ['lambda remove-permission', { 'function-name': 'functionName', 'statement-id': 'statementId' }],
  }),
  maker('lambda', 'CreateFunctionUrlConfig', {
    kind: 'function-url',
    names: ['functionName'],
    ended: [end('DeleteFunctionUrlConfig', 'functionName'), end('DeleteFunction', 'functionName')],
    undo: ['lambda delete-function-url-config', { 'function-name': 'functionName' }],
  }),
  maker('kms', 'CreateGrant', {
    kind: 'kms-grant',
    names: ['grantId', 'keyId'],
    objects: fields({ grantId: 'responseElements.grantId', keyId: 'requestParameters.keyId' }),
    ended: [end('RevokeGrant', 'grantId'), end('RetireGrant', 'grantId')],
    undo: ['kms revoke-grant', { 'key-id': 'keyId', 'grant-id': 'grantId' }],
  }),
  maker('rolesanywhere', 'CreateTrustAnchor', {
    kind: 'trust-anchor',
    names: ['trustAnchorId'],
    objects: fields({ trustAnchorId: 'responseElements.trustAnchor.trustAnchorId' }),
    ended: [end('DeleteTrustAnchor', 'trustAnchorId')],
    undo: ['rolesanywhere delete-trust-anchor', { 'trust-anchor-id': 'trustAnchorId' }],
  }),
  maker('sso', 'CreateAccountAssignment', {
    kind: 'assignment',
    names: ['targetId', 'principalId', 'permissionSetArn', 'instanceArn', 'principalType'],
    ended: [end('DeleteAccountAssignment', 'targetId', 'principalId', 'permissionSetArn')],
    undo: [
      'sso-admin delete-account-assignment --target-type AWS_ACCOUNT',
      {
        'instance-arn': 'instanceArn',
        'permission-set-arn': 'permissionSetArn',
        'target-id': 'targetId',
        'principal-type': 'principalType',
        'principal-id': 'principalId',
      },
    ],
  }),
  maker('cloudtrail', 'StopLogging', {
    kind: 'trail-off',
    names: ['name'],
    ended: [end('StartLogging', 'name'), end('DeleteTrail', 'name')],
    undo: ['cloudtrail start-logging', { name: 'name' }],
  }),
];

export const MAKERS: readonly Maker[] = [...IAM_MAKERS, ...OTHERS];
