/** The users and roles of an account with their policies, page by page. */
import type {
  AttachedPolicy,
  GetAccountAuthorizationDetailsResponse,
  ManagedPolicyDetail,
  PolicyDetail,
  Tag,
} from '@aws-sdk/client-iam';
import { SILENCING_ACTIONS } from '../../auditing/silence/deeds.ts';
import { concernsAction } from '../../auditing/silence/may.ts';
import type { Principal, PrincipalPolicy } from '../../auditing/silence/principal.ts';
import type { Reading } from '../../auditing/snapshot.ts';
import { grantsAdmin, readPolicy, type Statement } from '../../core/access/policy.ts';
import { attempt, type Reader } from './attempt.ts';

/** Users, roles, groups and policies together. */
const PAGE = 100;

/** Without roles that only AWS's services can use: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export async function readPrincipals(reader: Reader): Promise<Reading<readonly Principal[]>> {
  const { GetAccountAuthorizationDetailsCommand } = await import('@aws-sdk/client-iam');
  const region = await reader.aws.homeRegion();
  const found = new Details();
  for (let marker: string | undefined, isMore = true; isMore; ) {
    // Each page by itself: what AWS throttles isn't begun anew.
    const page = await attempt('iam:GetAccountAuthorizationDetails', region, reader, async () => {
      const client = await reader.aws.iam();
      const command = new GetAccountAuthorizationDetailsCommand({ MaxItems: PAGE, Marker: marker });
      return client.send(command, { abortSignal: reader.signal });
    });
    if (page.kind === 'refused') return page;
    found.add(page.value);
    marker = page.value.Marker;
    isMore = page.value.IsTruncated === true && marker !== undefined;
  }
  return { kind: 'read', value: found.principals() };
}

/** A document, as much of it as is needed: the documents of a large account are tens of megabytes. */
interface Read {
  readonly statements: readonly Statement[];
  readonly isAdmin: boolean;
}

interface Attached {
  readonly inline: readonly PrincipalPolicy[];
  readonly managed: readonly string[];
  readonly isAdmin: boolean;
}

interface Holder extends Attached {
  readonly kind: Principal['kind'];
  readonly name: string;
  readonly arn: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly groups: readonly string[];
  readonly boundary: string | undefined;
}

/** Pages come in no order: a user's groups and policies may follow it. */
class Details {
  readonly holders: Holder[] = [];
  readonly groups = new Map<string, Attached>();
  readonly managed = new Map<string, Read & { readonly name: string }>();

  add(page: GetAccountAuthorizationDetailsResponse): void {
    for (const user of page.UserDetailList ?? []) {
      const { UserName: name = '', Arn: arn = '', GroupList: groups = [], Tags, PermissionsBoundary } = user;
      const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
      const attached = attachedIn(user.UserPolicyList, user.AttachedManagedPolicies);
      this.holders.push({ kind: 'user', name, arn, tags: tagsOf(Tags), groups, boundary, ...attached });
    }
    for (const role of page.RoleDetailList ?? []) {
      const { RoleName: name = '', Arn: arn = '', Path = '', Tags, PermissionsBoundary } = role;
      if (Path.startsWith('/aws-service-role/')) continue;
      const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
      const attached = attachedIn(role.RolePolicyList, role.AttachedManagedPolicies);
      this.holders.push({ kind: 'role', name, arn, tags: tagsOf(Tags), groups: [], boundary, ...attached });
    }
    for (const { GroupName = '', GroupPolicyList, AttachedManagedPolicies } of page.GroupDetailList ?? [])
      this.groups.set(GroupName, attachedIn(GroupPolicyList, AttachedManagedPolicies));
    for (const policy of page.Policies ?? []) {
      const { Arn = '', PolicyName: name = '' } = policy;
      const document = defaultOf(policy);
      if (document !== undefined) this.managed.set(Arn, { name, ...readDocument(document) });
    }
  }

  principals(): readonly Principal[] {
    return this.holders.map((holder): Principal => {
      const { kind, name, arn, tags, boundary } = holder;
      const groups = holder.groups.flatMap((group) => {
        const attached = this.groups.get(group);
        return attached === undefined ? [] : [{ group, attached }];
      });
      const isAdmin = [holder, ...groups.map(({ attached }) => attached)].some((one) => this.isAdmin(one));
      const isBound = boundary !== undefined && this.managed.get(boundary)?.isAdmin !== true;
      return {
        ...{ kind, name, arn, tags },
        policies: [
          ...this.policiesOf(holder, undefined),
          ...groups.flatMap(({ group, attached }) => this.policiesOf(attached, group)),
        ],
        boundary: boundary === undefined ? undefined : this.policyAt(boundary, undefined),
        isAdministrator: isAdmin && !isBound,
      };
    });
  }

  private isAdmin({ isAdmin, managed }: Attached): boolean {
    return isAdmin || managed.some((arn) => this.managed.get(arn)?.isAdmin === true);
  }

  /** Those without a statement about an alert's way say nothing. */
  private policiesOf({ inline, managed }: Attached, group: string | undefined): readonly PrincipalPolicy[] {
    return [...inline.map((one) => ({ ...one, group })), ...managed.map((arn) => this.policyAt(arn, group))].filter(
      ({ statements }) => statements === undefined || statements.length > 0,
    );
  }

  private policyAt(arn: string, group: string | undefined): PrincipalPolicy {
    const found = this.managed.get(arn);
    return { name: found?.name ?? arn.split('/').at(-1) ?? arn, group, statements: found?.statements };
  }
}

function attachedIn(inline: readonly PolicyDetail[] = [], managed: readonly AttachedPolicy[] = []): Attached {
  const read = inline.map(({ PolicyName = '', PolicyDocument = '' }) => ({
    name: PolicyName,
    ...readDocument(PolicyDocument),
  }));
  return {
    inline: read.map(({ name, statements }) => ({ name, group: undefined, statements })),
    managed: managed.flatMap(({ PolicyArn }) => PolicyArn ?? []),
    isAdmin: read.some(({ isAdmin }) => isAdmin),
  };
}

const defaultOf = ({ PolicyVersionList = [], DefaultVersionId }: ManagedPolicyDetail): string | undefined =>
  PolicyVersionList.find(
    ({ IsDefaultVersion, VersionId }) => IsDefaultVersion === true || VersionId === DefaultVersionId,
  )?.Document;

function readDocument(document: string): Read {
  const statements = readPolicy(document).filter((one) =>
    SILENCING_ACTIONS.some((action) => concernsAction(one, action)),
  );
  return { statements, isAdmin: grantsAdmin(document) };
}

const tagsOf = (tags: readonly Tag[] = []): ReadonlyMap<string, string> =>
  new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
