/** Changes of the account's users, groups, roles and managed policies, as IAM makes them. */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, textAt } from '../../src/core/fields.ts';
import type { HolderFacts, IamDirectory } from './iam-directory.ts';
import { AwsFault, type QueryActions } from './service.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: characters, and policies of a holder. */
const LONGEST = 6_144;
const MOST_ATTACHED = 10;

export const principalChanges = (directory: IamDirectory): QueryActions => ({
  CreatePolicy: (input) => createPolicy(directory, input),
  AttachUserPolicy: (input) => attach(directory, directory.users, 'user', input),
  AttachGroupPolicy: (input) => attach(directory, directory.groups, 'group', input),
  AttachRolePolicy: (input) => attach(directory, directory.roles, 'role', input),
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
function createPolicy(directory: IamDirectory, input: JsonObject) {
  const [name = '', text = ''] = ['PolicyName', 'PolicyDocument'].map((key) => textAt(input, key));
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) throw new AwsFault('ValidationError', `policyName ${name}`);
  if (text.replaceAll(/\s/g, '').length > LONGEST)
    throw new AwsFault('LimitExceeded', `Cannot exceed quota for PolicySize: ${LONGEST}`, { status: 409 });
  const Arn = `arn:aws:iam::${directory.account}:policy/${name}`;
  if (directory.policies.has(Arn))
    throw new AwsFault('EntityAlreadyExists', `A policy called ${name} already exists.`, { status: 409 });
  const { Statement = [] }: JsonObject = JSON.parse(text);
  directory.addPolicy(name, (Array.isArray(Statement) ? Statement : [Statement]).filter(isObject));
  return { Policy: { PolicyName: name, Arn, Path: '/', DefaultVersionId: 'v1' } };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html and its neighbours */
function attach(
  directory: IamDirectory,
  holders: Map<string, HolderFacts>,
  kind: 'user' | 'group' | 'role',
  input: JsonObject,
): undefined {
  const name = textAt(input, { user: 'UserName', group: 'GroupName', role: 'RoleName' }[kind]) ?? '';
  const arn = textAt(input, 'PolicyArn') ?? '';
  const holder = holders.get(name);
  if (holder === undefined)
    throw new AwsFault('NoSuchEntity', `The ${kind} with name ${name} cannot be found.`, { status: 404 });
  if (!directory.policies.has(arn))
    throw new AwsFault('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, { status: 404 });
  const managed = [...new Set([...(holder.managed ?? []), arn])];
  if (managed.length > MOST_ATTACHED)
    throw new AwsFault('LimitExceeded', `Cannot exceed quota for PoliciesPer${kind}: ${MOST_ATTACHED}`, {
      status: 409,
    });
  holders.set(name, { ...holder, managed });
}
