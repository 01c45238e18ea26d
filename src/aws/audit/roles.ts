/** Roles that targets of rules act with: whom they trust, and what they may do. */
import type { IAMClient } from '@aws-sdk/client-iam';
import { type Found, type Reading, type RoleState, read } from '../../auditing/snapshot.ts';
import { attempt, attemptPages, attemptToFind, type Reader } from './attempt.ts';

/** `arn`: of a role of the own account. */
export async function readRole(arn: string, reader: Reader): Promise<Found<RoleState>> {
  const { GetRoleCommand } = await import('@aws-sdk/client-iam');
  const RoleName = arn.split('/').at(-1) ?? '';
  const client = await reader.aws.iam();
  const { signal: abortSignal } = reader;
  const found = await attemptToFind(
    'iam:GetRole',
    '',
    reader,
    async () => (await client.send(new GetRoleCommand({ RoleName }), { abortSignal })).Role,
  );
  if (found.kind === 'refused') return found;
  if (found.value === null || found.value === undefined) return read(null);
  const { AssumeRolePolicyDocument = '', PermissionsBoundary } = found.value;
  const bounded = PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary = bounded === undefined ? read(undefined) : await readPolicy(bounded, client, reader);
  return read({
    trust: decodeURIComponent(AssumeRolePolicyDocument),
    policies: await readPolicies(RoleName, client, reader),
    boundary,
  });
}

async function readPolicies(RoleName: string, client: IAMClient, reader: Reader): Promise<RoleState['policies']> {
  const { GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } = await import(
    '@aws-sdk/client-iam'
  );
  const { signal: abortSignal } = reader;
  const names = await attemptPages('iam:ListRolePolicies', '', reader, async (token) => {
    const command = new ListRolePoliciesCommand({ RoleName, Marker: token });
    const { PolicyNames = [], Marker } = await client.send(command, { abortSignal });
    return [PolicyNames, Marker];
  });
  const arns = await attemptPages('iam:ListAttachedRolePolicies', '', reader, async (token) => {
    const command = new ListAttachedRolePoliciesCommand({ RoleName, Marker: token });
    const { AttachedPolicies = [], Marker } = await client.send(command, { abortSignal });
    return [AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []), Marker];
  });
  if (names.kind === 'refused') return names;
  if (arns.kind === 'refused') return arns;
  const documents: string[] = [];
  for (const PolicyName of names.value) {
    const command = new GetRolePolicyCommand({ RoleName, PolicyName });
    const inline = await attempt('iam:GetRolePolicy', '', reader, async () =>
      decodeURIComponent((await client.send(command, { abortSignal })).PolicyDocument ?? ''),
    );
    if (inline.kind === 'refused') return inline;
    documents.push(inline.value);
  }
  for (const arn of arns.value) {
    const attached = await readPolicy(arn, client, reader);
    if (attached.kind === 'refused') return attached;
    documents.push(attached.value);
  }
  return read(documents);
}

async function readPolicy(PolicyArn: string, client: IAMClient, reader: Reader): Promise<Reading<string>> {
  const { GetPolicyCommand, GetPolicyVersionCommand } = await import('@aws-sdk/client-iam');
  const { signal: abortSignal } = reader;
  const version = await attempt('iam:GetPolicy', '', reader, async () => {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }), { abortSignal });
    return Policy?.DefaultVersionId ?? '';
  });
  if (version.kind === 'refused') return version;
  const command = new GetPolicyVersionCommand({ PolicyArn, VersionId: version.value });
  return attempt('iam:GetPolicyVersion', '', reader, async () =>
    decodeURIComponent((await client.send(command, { abortSignal })).PolicyVersion?.Document ?? ''),
  );
}
