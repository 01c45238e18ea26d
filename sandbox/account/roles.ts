/** Roles with their documents: read by IAM's actions, and asked when a service acts with a role. */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, textAt } from '../../src/core/fields.ts';
import type { IamDirectory } from './iam-directory.ts';
import { isAllowedBy, type ServiceCaller, serviceAsks } from './resource-policy.ts';
import { AwsFault, type QueryActions } from './service.ts';

export interface RoleDocuments {
  readonly trust: JsonObject;
  /** `/service-role/`; defaults to `/`. */
  readonly path?: string;
  /** By name of the policy. */
  readonly inline?: Readonly<Record<string, JsonObject>>;
  /** By ARN. */
  readonly attached?: Readonly<Record<string, JsonObject>>;
  /** ARN of a policy in `attached` that bounds the role, and isn't attached. */
  readonly boundary?: string;
}

const nameOf = (arn: string) => arn.split('/').at(-1) ?? '';

export class Roles {
  readonly account: string;
  /** By name. */
  readonly all = new Map<string, RoleDocuments>();

  constructor(account: string) {
    this.account = account;
  }

  find(name: string): RoleDocuments {
    const found = this.all.get(name);
    if (found !== undefined) return found;
    throw new AwsFault('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
  }

  /** With the role's path, which is part of its name for whoever acts with it. */
  arnOf(name: string): string {
    return `arn:aws:iam::${this.account}:role${this.all.get(name)?.path ?? '/'}${name}`;
  }

  /** True if the service may take on the role, and the role then may act on the resource. */
  allows(role: string, caller: ServiceCaller, action: string, resource: string): boolean {
    const found = this.all.get(nameOf(role));
    if (
      found === undefined ||
      role !== this.arnOf(nameOf(role)) ||
      !isAllowedBy(JSON.stringify(found.trust), serviceAsks(caller, 'sts:AssumeRole', '*'))
    )
      return false;
    const { inline = {}, attached = {}, boundary } = found;
    const own = Object.entries(attached).filter(([arn]) => arn !== boundary);
    const asked = { principal: role, action, resource };
    const isIn = (documents: readonly JsonObject[]) => isAllowedBy(JSON.stringify(forEverybody(documents)), asked);
    const isBounded = boundary === undefined || isIn([attached[boundary] ?? {}]);
    return isBounded && isIn([...Object.values(inline), ...own.map(([, document]) => document)]);
  }
}

/** An identity's policies have no principals. */
const forEverybody = (documents: readonly JsonObject[]) => ({
  Statement: documents
    .flatMap(({ Statement = [] }) => (Array.isArray(Statement) ? Statement : [Statement]))
    .filter(isObject)
    .map((statement) => ({ ...statement, Principal: '*' })),
});

const encoded = (document: JsonObject) => encodeURIComponent(JSON.stringify(document));

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html and its neighbours; documents are percent-encoded. */
export function roleActions(roles: Roles, bare: ReadonlySet<string>, directory: IamDirectory): QueryActions {
  const named = (input: JsonObject) => roles.find(textAt(input, 'RoleName') ?? '');
  const policyOf = (input: JsonObject): JsonObject => {
    const arn = textAt(input, 'PolicyArn') ?? '';
    const found = [...roles.all.values()].map(({ attached = {} }) => attached[arn]).find((one) => one !== undefined);
    const managed = directory.policies.get(arn);
    if (found !== undefined || managed !== undefined) return found ?? { Statement: managed?.statements ?? [] };
    throw new AwsFault('NoSuchEntity', `Policy ${arn} does not exist.`, { status: 404 });
  };
  return {
    GetRole(input) {
      const RoleName = textAt(input, 'RoleName') ?? '';
      const about = { Path: roles.all.get(RoleName)?.path ?? '/', RoleName, Arn: roles.arnOf(RoleName) };
      if (bare.has(RoleName) && !roles.all.has(RoleName)) return { Role: about };
      const { trust, boundary } = named(input);
      const bounds = { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } };
      return {
        Role: { ...about, AssumeRolePolicyDocument: encoded(trust), ...(boundary === undefined ? {} : bounds) },
      };
    },
    ListRolePolicies: (input) => ({ PolicyNames: Object.keys(named(input).inline ?? {}), IsTruncated: false }),
    GetRolePolicy(input) {
      const [RoleName, PolicyName] = [textAt(input, 'RoleName') ?? '', textAt(input, 'PolicyName') ?? ''];
      return { RoleName, PolicyName, PolicyDocument: encoded(named(input).inline?.[PolicyName] ?? {}) };
    },
    ListAttachedRolePolicies(input) {
      const { attached = {}, boundary } = named(input);
      const arns = Object.keys(attached).filter((arn) => arn !== boundary);
      return {
        AttachedPolicies: arns.map((PolicyArn) => ({ PolicyArn, PolicyName: nameOf(PolicyArn) })),
        IsTruncated: false,
      };
    },
    GetPolicy(input) {
      policyOf(input);
      return { Policy: { Arn: textAt(input, 'PolicyArn') ?? '', DefaultVersionId: 'v1' } };
    },
    GetPolicyVersion: (input) => ({
      PolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, Document: encoded(policyOf(input)) },
    }),
  };
}
