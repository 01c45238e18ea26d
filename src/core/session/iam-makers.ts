/** Makers of IAM: users, roles, groups, and what lets them in. */
import { type Ending, end, fields, type Maker, maker, type Simple } from './maker.ts';

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

export const IAM_MAKERS: readonly Maker[] = [
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
