/** Calls that make something that lasts, the calls that end it, and the command that would undo it. */
import type { JsonObject } from '../event.ts';
import { listAt, textAt } from '../fields.ts';
import type { Argument } from '../shell.ts';

const MADE_KINDS = [
  'user',
  'access-key',
  'password',
  'role',
  'group',
  'policy',
  'attached-policy',
  'inline-policy',
  'membership',
  'identity-provider',
  'instance-profile',
  'instance',
  'security-group',
  'opened-port',
  'key-pair',
  'snapshot-share',
  'image-share',
  'database-share',
  'bucket',
  'bucket-policy',
  'function',
  'function-permission',
  'function-url',
  'kms-grant',
  'trust-anchor',
  'assignment',
  'trail-off',
] as const;
export type MadeKind = (typeof MADE_KINDS)[number];

/** The fields that name an object: `{ userName: 'backup' }`. */
export type Fields = Readonly<Record<string, string>>;
type Objects = (record: JsonObject) => readonly Fields[];

export interface Maker {
  /** `iam` for `iam.amazonaws.com`. */
  readonly service: string;
  /** The call, without a version of the API. */
  readonly call: string;
  readonly kind: MadeKind;
  readonly objects: Objects;
  /** The object as it is shown; fields joined. */
  readonly shown: readonly string[];
  /** Calls that end it, if these fields are alike. */
  readonly ended: readonly Ending[];
  readonly undo: (of: Fields) => readonly Argument[];
  /** The service has no regions. */
  readonly isGlobal?: true;
}

export interface Ending {
  readonly call: string;
  readonly by: readonly string[];
  readonly objects: Objects;
}

/** By paths in the record; nothing if one of them holds no text. */
const fields =
  (paths: Fields): Objects =>
  (record) => {
    const found = Object.entries(paths).map(([name, path]) => [name, textAt(record, path)] as const);
    return found.every(([, value]) => value !== undefined && !value.startsWith('HIDDEN_'))
      ? [Object.fromEntries(found.map(([name, value]) => [name, value ?? '']))]
      : [];
  };

/** One object for each item of a list; `paths` within the item, `more` in the record. */
const each =
  (list: string, paths: Fields, more: Fields = {}): Objects =>
  (record) =>
    listAt(record, list).flatMap((item) => {
      const inside = Object.entries(paths).map(([name, path]) => [name, textAt(item, path)] as const);
      const beside = Object.entries(more).map(([name, path]) => [name, textAt(record, path)] as const);
      const all = [...inside, ...beside];
      return all.every(([, value]) => value !== undefined)
        ? [Object.fromEntries(all.map(([name, value]) => [name, value ?? '']))]
        : [];
    });

const asked = (...names: readonly string[]): Objects =>
  fields(Object.fromEntries(names.map((name) => [name, `requestParameters.${name}`])));
const end = (call: string, ...by: readonly string[]): Ending => ({ call, by, objects: asked(...by) });
const options = (of: Fields, names: Readonly<Record<string, string>>): readonly Argument[] =>
  Object.entries(names).map(([option, name]) => [`--${option}`, of[name] ?? ''] as const);

interface Simple {
  readonly kind: MadeKind;
  readonly names: readonly string[];
  readonly ended: readonly Ending[];
  /** The command's words, and its options by field. */
  readonly undo: readonly [command: string, options: Readonly<Record<string, string>>];
  readonly objects?: Objects;
  readonly isGlobal?: true;
}

function maker(service: string, call: string, { kind, names, ended, undo, objects, isGlobal }: Simple): Maker {
  const [command, byField] = undo;
  return {
    service,
    call,
    kind,
    objects: objects ?? asked(...names),
    shown: names,
    ended,
    undo: (of) => [...command.split(' '), ...options(of, byField)],
    ...(isGlobal ? { isGlobal } : {}),
  };
}

const iam = (call: string, simple: Simple): Maker => maker('iam', call, { ...simple, isGlobal: true });

/** User, role and group alike. */
const ofPrincipal = (one: 'User' | 'Role' | 'Group'): readonly Maker[] => {
  const [name, option] = [`${one.toLowerCase()}Name`, `${one.toLowerCase()}-name`];
  const gone = end(`Delete${one}`, name);
  return [
    iam(`Attach${one}Policy`, {
      kind: 'attached-policy',
      names: ['policyArn', name],
      ended: [end(`Detach${one}Policy`, name, 'policyArn'), gone],
      undo: [`iam detach-${one.toLowerCase()}-policy`, { [option]: name, 'policy-arn': 'policyArn' }],
    }),
    iam(`Put${one}Policy`, {
      kind: 'inline-policy',
      names: ['policyName', name],
      ended: [end(`Delete${one}Policy`, name, 'policyName'), gone],
      undo: [`iam delete-${one.toLowerCase()}-policy`, { [option]: name, 'policy-name': 'policyName' }],
    }),
  ];
};

const ofUser = (call: string, simple: Omit<Simple, 'ended'> & { readonly ended: readonly Ending[] }): Maker =>
  iam(call, { ...simple, ended: [...simple.ended, end('DeleteUser', 'userName')] });

const IAM: readonly Maker[] = [
  iam('CreateUser', {
    kind: 'user',
    names: ['userName'],
    ended: [end('DeleteUser', 'userName')],
    undo: ['iam delete-user', { 'user-name': 'userName' }],
  }),
  ofUser('CreateAccessKey', {
    kind: 'access-key',
    names: ['accessKeyId', 'userName'],
    objects: fields({
      accessKeyId: 'responseElements.accessKey.accessKeyId',
      userName: 'responseElements.accessKey.userName',
    }),
    ended: [end('DeleteAccessKey', 'accessKeyId')],
    undo: ['iam delete-access-key', { 'user-name': 'userName', 'access-key-id': 'accessKeyId' }],
  }),
  ...['CreateLoginProfile', 'UpdateLoginProfile'].map((call) =>
    ofUser(call, {
      kind: 'password',
      names: ['userName'],
      ended: [end('DeleteLoginProfile', 'userName')],
      undo: ['iam delete-login-profile', { 'user-name': 'userName' }],
    }),
  ),
  ofUser('AddUserToGroup', {
    kind: 'membership',
    names: ['userName', 'groupName'],
    ended: [end('RemoveUserFromGroup', 'userName', 'groupName')],
    undo: ['iam remove-user-from-group', { 'user-name': 'userName', 'group-name': 'groupName' }],
  }),
  iam('CreateRole', {
    kind: 'role',
    names: ['roleName'],
    ended: [end('DeleteRole', 'roleName')],
    undo: ['iam delete-role', { 'role-name': 'roleName' }],
  }),
  iam('CreateGroup', {
    kind: 'group',
    names: ['groupName'],
    ended: [end('DeleteGroup', 'groupName')],
    undo: ['iam delete-group', { 'group-name': 'groupName' }],
  }),
  iam('CreatePolicy', {
    kind: 'policy',
    names: ['policyArn'],
    objects: fields({ policyArn: 'responseElements.policy.arn' }),
    ended: [end('DeletePolicy', 'policyArn')],
    undo: ['iam delete-policy', { 'policy-arn': 'policyArn' }],
  }),
  ...ofPrincipal('User'),
  ...ofPrincipal('Role'),
  ...ofPrincipal('Group'),
  iam('CreateInstanceProfile', {
    kind: 'instance-profile',
    names: ['instanceProfileName'],
    ended: [end('DeleteInstanceProfile', 'instanceProfileName')],
    undo: ['iam delete-instance-profile', { 'instance-profile-name': 'instanceProfileName' }],
  }),
  iam('CreateSAMLProvider', {
    kind: 'identity-provider',
    names: ['sAMLProviderArn'],
    objects: fields({ sAMLProviderArn: 'responseElements.sAMLProviderArn' }),
    ended: [end('DeleteSAMLProvider', 'sAMLProviderArn')],
    undo: ['iam delete-saml-provider', { 'saml-provider-arn': 'sAMLProviderArn' }],
  }),
  iam('CreateOpenIDConnectProvider', {
    kind: 'identity-provider',
    names: ['openIDConnectProviderArn'],
    objects: fields({ openIDConnectProviderArn: 'responseElements.openIDConnectProviderArn' }),
    ended: [end('DeleteOpenIDConnectProvider', 'openIDConnectProviderArn')],
    undo: ['iam delete-open-id-connect-provider', { 'open-id-connect-provider-arn': 'openIDConnectProviderArn' }],
  }),
];

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

export const MAKERS: readonly Maker[] = [...IAM, ...OTHERS];
