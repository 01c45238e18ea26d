/**
 * The credential report with what has changed since: of users whom a check would name, passwords and keys are asked for
 * again. The report may be four hours old, and has no ids of keys.
 */
import { keysInQuestion, passwordsInQuestion } from '../../../auditing/doors/ages.ts';
import type { Devices } from '../../../auditing/doors/mfa.ts';
import type { AccessKey, CredentialReport, Credentials } from '../../../auditing/doors/state.ts';
import { type Found, type Reading, read } from '../../../auditing/snapshot.ts';
import { mapConcurrent } from '../../map-concurrent.ts';
import { attemptToFind, type Reader } from '../attempt.ts';

const USERS_AT_ONCE = 4;

interface Place {
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export async function withCurrent(
  report: Reading<CredentialReport>,
  devices: Devices,
  { region, now }: Place,
  reader: Reader,
): Promise<Reading<CredentialReport>> {
  if (report.kind === 'refused') return report;
  const asked = async <T>(names: readonly string[], ask: (name: string) => Promise<Found<T>>) =>
    new Map(await mapConcurrent(names, USERS_AT_ONCE, async (name) => [name, await ask(name)] as const));
  const [passwords, keys] = await Promise.all([
    asked(passwordsInQuestion(report.value, devices, now), (name) => readPassword(name, region, reader)),
    asked(keysInQuestion(report.value, now), (name) => readKeys(name, region, reader)),
  ]);
  const users = report.value.users.map((user) => currentOf(user, passwords.get(user.name), keys.get(user.name)));
  return read({ ...report.value, users });
}

/** Without an answer the report counts, and the failed read with it. */
function currentOf(
  user: Credentials,
  password: Found<true> | undefined,
  keys: Found<readonly AccessKey[]> | undefined,
): Credentials {
  return {
    ...user,
    password: password?.kind === 'read' && password.value === null ? undefined : user.password,
    keys: keys?.kind === 'read' ? (keys.value ?? []) : user.keys,
    doubts: {
      ...(password?.kind === 'refused' ? { password } : {}),
      ...(keys?.kind === 'refused' ? { keys } : {}),
    },
  };
}

/** Null: the user has no password, or was deleted. */
async function readPassword(UserName: string, region: string, reader: Reader): Promise<Found<true>> {
  const { GetLoginProfileCommand } = await import('@aws-sdk/client-iam');
  return attemptToFind<true>('iam:GetLoginProfile', region, reader, async () => {
    const client = await reader.aws.iam();
    await client.send(new GetLoginProfileCommand({ UserName }), { abortSignal: reader.signal });
    return true;
  });
}

/** A user has two keys at most. Null: the user was deleted. */
async function readKeys(UserName: string, region: string, reader: Reader): Promise<Found<readonly AccessKey[]>> {
  const { ListAccessKeysCommand } = await import('@aws-sdk/client-iam');
  const listed = await attemptToFind('iam:ListAccessKeys', region, reader, async () => {
    const client = await reader.aws.iam();
    const answer = await client.send(new ListAccessKeysCommand({ UserName }), { abortSignal: reader.signal });
    return answer.AccessKeyMetadata ?? [];
  });
  if (listed.kind === 'refused') return listed;
  if (listed.value === null) return { kind: 'read', value: null };
  const keys: AccessKey[] = [];
  for (const { AccessKeyId: id = '', Status, CreateDate } of listed.value) {
    const used = Status === 'Active' ? await readLastUse(id, region, reader) : read(undefined);
    if (used.kind === 'refused') return used;
    keys.push({ id, isActive: Status === 'Active', rotated: CreateDate?.getTime(), used: used.value ?? undefined });
  }
  return read(keys);
}

/** In milliseconds since the epoch. */
async function readLastUse(id: string, region: string, reader: Reader): Promise<Found<number | undefined>> {
  const { GetAccessKeyLastUsedCommand } = await import('@aws-sdk/client-iam');
  return attemptToFind<number | undefined>('iam:GetAccessKeyLastUsed', region, reader, async () => {
    const client = await reader.aws.iam();
    const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: id });
    const { AccessKeyLastUsed } = await client.send(command, { abortSignal: reader.signal });
    return AccessKeyLastUsed?.LastUsedDate?.getTime();
  });
}
