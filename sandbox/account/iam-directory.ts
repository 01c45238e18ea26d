/** IAM's users, groups, roles and policies, as GetAccountAuthorizationDetails returns them. */
import type { JsonObject } from '../../src/core/event.ts';
import { listAt, textAt } from '../../src/core/fields.ts';
import type { XmlObject } from '../protocol/xml.ts';
import { decide, missingKeys, type Policies, type PolicyRequest } from './iam-policies.ts';
import { pageOf } from './pages.ts';
import { AwsFault } from './service.ts';

export interface HolderFacts {
  /** Statements by the name of the inline policy. */
  readonly inline?: Readonly<Record<string, readonly JsonObject[]>>;
  /** ARNs. */
  readonly managed?: readonly string[];
  readonly groups?: readonly string[];
  readonly boundary?: string;
  readonly path?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The trust policy's statements. */
  readonly trust?: readonly JsonObject[];
}

interface Managed {
  readonly name: string;
  readonly statements: readonly JsonObject[];
}

const document = (statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: [...statements],
});
/** IAM writes documents percent-encoded: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html */
const encoded = (statements: readonly JsonObject[]) => encodeURIComponent(JSON.stringify(document(statements)));

export class IamDirectory {
  readonly account: string;
  readonly users = new Map<string, HolderFacts>();
  readonly groups = new Map<string, HolderFacts>();
  readonly roles = new Map<string, HolderFacts>();
  /** By ARN. */
  readonly policies = new Map<string, Managed>();
  /** ARNs of policies that GetAccountAuthorizationDetails leaves out. */
  readonly hidden = new Set<string>();
  /** Policies of Organizations that hold for the account; each allows all but what it denies. */
  readonly organization: JsonObject[] = [];

  constructor(account: string) {
    this.account = account;
  }

  arnOf(kind: 'user' | 'role', name: string): string {
    const path = (kind === 'user' ? this.users : this.roles).get(name)?.path ?? '/';
    return `arn:aws:iam::${this.account}:${kind}${path}${name}`;
  }

  /** Makes or replaces a managed policy, and returns its ARN. `owner`: `aws` for AWS's own. */
  addPolicy(name: string, statements: readonly JsonObject[], owner = this.account): string {
    const arn = `arn:aws:iam::${owner}:policy/${name}`;
    this.policies.set(arn, { name, statements });
    return arn;
  }

  /** Denies to all principals of the account. */
  denyForAll(...statements: readonly JsonObject[]): void {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    this.organization.push(document([all, ...statements.map((one) => ({ ...one, Effect: 'Deny' }))]));
  }

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
  details(input: JsonObject): XmlObject {
    const all: readonly (readonly [list: string, entry: XmlObject])[] = [
      ...[...this.users].map(([name, facts]) => ['UserDetailList', this.userEntry(name, facts)] as const),
      ...[...this.groups].map(([name, facts]) => ['GroupDetailList', groupEntry(name, facts)] as const),
      ...[...this.roles].map(([name, facts]) => ['RoleDetailList', this.roleEntry(name, facts)] as const),
      ...[...this.policies]
        .filter(([arn]) => !this.hidden.has(arn))
        .map(([arn, policy]) => ['Policies', policyEntry(arn, policy)] as const),
    ];
    const size = Number(textAt(input, 'MaxItems') ?? 100);
    const { items, next } = pageOf(all, size, textAt(input, 'Marker'), listAt(input, 'Filter'));
    const of = (list: string) => items.filter(([name]) => name === list).map(([, entry]) => entry);
    return {
      UserDetailList: of('UserDetailList'),
      GroupDetailList: of('GroupDetailList'),
      RoleDetailList: of('RoleDetailList'),
      Policies: of('Policies'),
      IsTruncated: next !== undefined,
      Marker: next,
    };
  }

  /** Undefined for a principal that isn't in the directory. */
  simulate(arn: string, asked: PolicyRequest): XmlObject | undefined {
    const policies = this.policiesOf(arn);
    if (policies === undefined) return undefined;
    const own = { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': this.account };
    const request = { ...asked, context: { ...own, ...asked.context } };
    const isLetByOrganization = policies.organization.every(
      (one) => decide({ identity: [one], organization: [] }, request) === 'allowed',
    );
    return {
      EvalActionName: asked.action,
      EvalResourceName: asked.resource,
      EvalDecision: decide(policies, request),
      MatchedStatements: [],
      MissingContextValues: [...missingKeys(policies, request)],
      OrganizationsDecisionDetail: { AllowedByOrganizations: isLetByOrganization },
    };
  }

  private policiesOf(arn: string): Policies | undefined {
    const name = arn.split('/').at(-1) ?? '';
    const facts = (arn.includes(':user/') ? this.users : this.roles).get(name);
    if (facts === undefined) return undefined;
    const holders = [facts, ...(facts.groups ?? []).flatMap((group) => this.groups.get(group) ?? [])];
    const identity = holders.flatMap(({ inline = {}, managed = [] }) => [
      ...Object.values(inline),
      ...managed.flatMap((one) => this.policies.get(one)?.statements ?? []).map((one) => [one]),
    ]);
    const boundary = facts.boundary === undefined ? undefined : this.policies.get(facts.boundary)?.statements;
    return {
      identity: identity.map(document),
      boundary: boundary === undefined ? undefined : document(boundary),
      organization: this.organization,
    };
  }

  private userEntry(name: string, facts: HolderFacts): XmlObject {
    const { groups = [], path = '/' } = facts;
    const arn = this.arnOf('user', name);
    return {
      Path: path,
      UserName: name,
      Arn: arn,
      GroupList: groups,
      ...this.held(facts),
      UserPolicyList: inlineOf(facts),
    };
  }

  private roleEntry(name: string, facts: HolderFacts): XmlObject {
    const { path = '/', trust = [] } = facts;
    const own = { Path: path, RoleName: name, Arn: this.arnOf('role', name), AssumeRolePolicyDocument: encoded(trust) };
    return { ...own, ...this.held(facts), RolePolicyList: inlineOf(facts) };
  }

  private held({ managed = [], boundary, tags = {} }: HolderFacts): XmlObject {
    return {
      AttachedManagedPolicies: managed.map(attachedEntry),
      ...(boundary === undefined
        ? {}
        : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } }),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    };
  }
}

const attachedEntry = (arn: string): XmlObject => ({ PolicyName: arn.split('/').at(-1) ?? '', PolicyArn: arn });

const inlineOf = ({ inline = {} }: HolderFacts): readonly XmlObject[] =>
  Object.entries(inline).map(([PolicyName, statements]) => ({ PolicyName, PolicyDocument: encoded(statements) }));

const groupEntry = (name: string, facts: HolderFacts): XmlObject => ({
  ...{ Path: '/', GroupName: name, GroupPolicyList: inlineOf(facts) },
  AttachedManagedPolicies: (facts.managed ?? []).map(attachedEntry),
});

/** With an older version, which isn't in force. */
const policyEntry = (arn: string, { name, statements }: Managed): XmlObject => ({
  ...{ PolicyName: name, Arn: arn, Path: '/', DefaultVersionId: 'v2', AttachmentCount: 1, IsAttachable: true },
  PolicyVersionList: [
    { Document: encoded([{ Effect: 'Allow', Action: '*', Resource: '*' }]), VersionId: 'v1', IsDefaultVersion: false },
    { Document: encoded(statements), VersionId: 'v2', IsDefaultVersion: true },
  ],
});

/** Context entries of a simulation, as a request's keys. */
export function contextOf(input: JsonObject): Readonly<Record<string, string>> {
  const entries = listAt(input, 'ContextEntries').map((one) => {
    const key = textAt(one, 'ContextKeyName');
    if (key === undefined) throw new AwsFault('InvalidInput', 'A context entry has no name');
    return [key, String(listAt(one, 'ContextKeyValues')[0] ?? '')];
  });
  return Object.fromEntries(entries);
}
