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

const SHARES = 'requestParameters.createVolumePermission';
const LAUNCH = 'requestParameters.launchPermission';
const user = { userId: 'userId' };

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
  {
    service: 'ec2',
    call: 'ModifySnapshotAttribute',
    kind: 'snapshot-share',
    objects: (record) => [
      ...each(`${SHARES}.add.items`, user, { snapshotId: 'requestParameters.snapshotId' })(record),
      ...each(`${SHARES}.add.items`, { group: 'group' }, { snapshotId: 'requestParameters.snapshotId' })(record),
    ],
    shown: ['snapshotId', 'userId', 'group'],
    ended: [
      {
        call: 'ModifySnapshotAttribute',
        by: ['snapshotId', 'userId'],
        objects: each(`${SHARES}.remove.items`, user, { snapshotId: 'requestParameters.snapshotId' }),
      },
      {
        call: 'ModifySnapshotAttribute',
        by: ['snapshotId', 'group'],
        objects: each(`${SHARES}.remove.items`, { group: 'group' }, { snapshotId: 'requestParameters.snapshotId' }),
      },
      end('DeleteSnapshot', 'snapshotId'),
    ],
    undo: (of) => [
      'ec2',
      'modify-snapshot-attribute',
      ['--snapshot-id', of['snapshotId'] ?? ''],
      ['--attribute', 'createVolumePermission'],
      ['--operation-type', 'remove'],
      of['group'] === undefined ? ['--user-ids', of['userId'] ?? ''] : ['--group-names', of['group']],
    ],
  },
  {
    service: 'ec2',
    call: 'ModifyImageAttribute',
    kind: 'image-share',
    objects: (record) => [
      ...each(`${LAUNCH}.add.items`, user, { imageId: 'requestParameters.imageId' })(record),
      ...each(`${LAUNCH}.add.items`, { group: 'group' }, { imageId: 'requestParameters.imageId' })(record),
    ],
    shown: ['imageId', 'userId', 'group'],
    ended: [
      {
        call: 'ModifyImageAttribute',
        by: ['imageId', 'userId'],
        objects: each(`${LAUNCH}.remove.items`, user, { imageId: 'requestParameters.imageId' }),
      },
      {
        call: 'ModifyImageAttribute',
        by: ['imageId', 'group'],
        objects: each(`${LAUNCH}.remove.items`, { group: 'group' }, { imageId: 'requestParameters.imageId' }),
      },
      end('DeregisterImage', 'imageId'),
    ],
    undo: (of) => [
      'ec2',
      'modify-image-attribute',
      ['--image-id', of['imageId'] ?? ''],
      ['--attribute', 'launchPermission'],
      ['--operation-type', 'remove'],
      of['group'] === undefined ? ['--user-ids', of['userId'] ?? ''] : ['--user-groups', of['group']],
    ],
  },
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
