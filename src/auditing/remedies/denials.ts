/** Calls that take the right to silence an alert away: a policy that denies it, or a denial in the resource's own. */
import { createHash } from 'node:crypto';
import { iamArn, queueUrlOf } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import { distinct } from '../../core/lists.ts';
import type { Link } from '../link.ts';
import { type Cell, resourcePolicyOf, type Silencer } from '../silence/cells.ts';
import type { Snapshot } from '../snapshot.ts';
import { setAttribute, withStatement } from './people.ts';
import type { AwsCall } from './remedy.ts';

/** Characters of a managed policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST = 6_144;

/** `prefix`: of the name of the policy that is made for users, groups and roles. Administrators aren't held by one. */
export function denialsOf(cells: readonly Cell[], prefix: string, snapshot: Snapshot): readonly AwsCall[] {
  return [...ofPrincipals(cells, prefix, snapshot), ...ofStrangers(cells, snapshot)];
}

/** Held by a policy: administrators could detach it. */
const isHeld = ({ principal }: Silencer) => principal?.isAdministrator === false;

function ofPrincipals(cells: readonly Cell[], prefix: string, { account }: Snapshot): readonly AwsCall[] {
  const mine = cells.filter(({ silencers }) => silencers.some(isHeld));
  const able = mine.flatMap(({ silencers }) => silencers.filter(isHeld));
  if (able.length === 0) return [];
  const document = documentOn(mine);
  // A name of its own for each text: a later audit adds to what an earlier one took away.
  const PolicyName = `${prefix}-${createHash('sha256').update(document).digest('hex').slice(0, 8)}`;
  const PolicyArn = iamArn({ account, region: mine[0]?.link.region ?? '' }, `policy/${PolicyName}`);
  const attached = [...new Map(able.flatMap(holderOf).map((one) => [`${one.kind} ${one.name}`, one])).values()];
  return [
    [
      ...(['iam', 'create-policy', undefined, { PolicyName, PolicyDocument: document }] as const),
      ['iam', 'get-policy', undefined, { PolicyArn }],
    ],
    ...attached.map(({ kind, name: holder }): AwsCall => {
      if (kind === 'group') return ['iam', 'attach-group-policy', undefined, { GroupName: holder, PolicyArn }];
      if (kind === 'user') return ['iam', 'attach-user-policy', undefined, { UserName: holder, PolicyArn }];
      return ['iam', 'attach-role-policy', undefined, { RoleName: holder, PolicyArn }];
    }),
  ];
}

interface Holder {
  readonly kind: 'user' | 'group' | 'role';
  readonly name: string;
}

/** The group that has the policy, so that the next user of the group is denied it too. */
function holderOf({ principal, by }: Silencer): readonly Holder[] {
  if (principal === undefined) return [];
  if (by?.group !== undefined) return [{ kind: 'group', name: by.group }];
  return [{ kind: principal.kind, name: principal.name }];
}

function documentOn(cells: readonly Cell[]): string {
  const document = (Resource: readonly string[]) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: distinct(cells.map(({ deed }) => deed.action)), Resource }],
    });
  const resources = distinct(cells.flatMap(({ deed }) => deed.resources));
  const narrow = document(resources);
  // All of the service's in that region and account.
  return narrow.length <= LONGEST
    ? narrow
    : document(distinct(resources.map((arn) => `${arn.split(':').slice(0, 5).join(':')}:*`)));
}

interface Outside {
  readonly link: Link;
  readonly actions: readonly string[];
  readonly callers: readonly string[];
}

function ofStrangers(cells: readonly Cell[], snapshot: Snapshot): readonly AwsCall[] {
  const open = cells.filter(({ silencers }) => silencers.some(({ caller }) => caller !== undefined));
  const links = [...new Map(open.map(({ link }) => [link.arn, link])).values()];
  return links.flatMap((link) => {
    const mine = open.filter((cell) => cell.link.arn === link.arn);
    const callers = distinct(mine.flatMap(({ silencers }) => silencers.flatMap(({ caller }) => caller ?? [])));
    return shutOut({ link, actions: distinct(mine.map(({ deed }) => deed.action)), callers }, snapshot);
  });
}

/** All of a policy stays as it is, with a denial beside it. Lambda's policies know no denial: a statement goes. */
function shutOut({ link, actions, callers }: Outside, snapshot: Snapshot): readonly AwsCall[] {
  const { kind, arn, name, region } = link;
  const text = resourcePolicyOf(link, snapshot) ?? '';
  if (kind === 'function') return statementsFor(callers, text).map((sid) => withoutPermission(name, sid, region));
  const policy = withStatement(text, denial(callers, actions, kind === 'key' ? '*' : arn, snapshot.account));
  if (kind === 'topic') return [setAttribute(arn, 'Policy', policy)];
  if (kind === 'key') return [['kms', 'put-key-policy', region, { KeyId: arn, PolicyName: 'default', Policy: policy }]];
  if (kind !== 'queue') return [];
  return [['sqs', 'set-queue-attributes', region, { QueueUrl: queueUrlOf(arn), Attributes: { Policy: policy } }]];
}

const withoutPermission = (FunctionName: string, StatementId: string, region: string): AwsCall => [
  'lambda',
  'remove-permission',
  region,
  { FunctionName, StatementId },
];

function denial(callers: readonly string[], actions: readonly string[], Resource: string, account: string): JsonObject {
  const isAnybody = callers.includes('*');
  return {
    ...{ Sid: 'LoginWatchKeepsAlerts', Effect: 'Deny', Action: [...actions], Resource },
    Principal: isAnybody ? '*' : { AWS: [...callers] },
    ...(isAnybody ? { Condition: { StringNotEquals: { 'aws:PrincipalAccount': account } } } : {}),
  };
}

/** Ids of the statements that let these callers in. */
function statementsFor(callers: readonly string[], policy: string): readonly string[] {
  const { Statement = [] }: { readonly Statement?: readonly JsonObject[] } = policy === '' ? {} : JSON.parse(policy);
  return Statement.flatMap(({ Sid, Principal }) => {
    const text = JSON.stringify(Principal ?? '');
    return typeof Sid === 'string' && callers.some((one) => text.includes(`"${one}"`)) ? [Sid] : [];
  });
}
