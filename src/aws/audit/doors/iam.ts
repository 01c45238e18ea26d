/** The root user's credentials, devices for MFA, the password policy, and root access to member accounts. */
import type { PasswordPolicy as IamPasswordPolicy, VirtualMFADevice } from '@aws-sdk/client-iam';
import type {
  AccountSummary,
  CredentialReport,
  PasswordPolicy,
  RootAccess,
  VirtualDevices,
} from '../../../auditing/doors/state.ts';
import { type Found, type Reading, read } from '../../../auditing/snapshot.ts';
import { readError } from '../../fault.ts';
import { mapConcurrent } from '../../map-concurrent.ts';
import { attempt, attemptPages, type Reader } from '../attempt.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export async function readSummary(region: string, reader: Reader): Promise<Reading<AccountSummary>> {
  const { GetAccountSummaryCommand } = await import('@aws-sdk/client-iam');
  return attempt('iam:GetAccountSummary', region, reader, async () => {
    const client = await reader.aws.iam();
    const command = new GetAccountSummaryCommand({});
    const { SummaryMap = {} } = await client.send(command, { abortSignal: reader.signal });
    return {
      hasKeys: SummaryMap.AccountAccessKeysPresent !== 0,
      hasMfa: SummaryMap.AccountMFAEnabled === 1,
      // Member accounts whose root credentials were removed have none.
      hasPassword: SummaryMap.AccountPasswordPresent !== 0,
      hasCertificates: SummaryMap.AccountSigningCertificatesPresent !== 0,
    };
  });
}

/** The most that one page may have. */
const PAGE = 1_000;

export async function readVirtualDevices(
  account: string,
  region: string,
  reader: Reader,
): Promise<Reading<VirtualDevices>> {
  const { ListVirtualMFADevicesCommand } = await import('@aws-sdk/client-iam');
  const listed = await attemptPages('iam:ListVirtualMFADevices', region, reader, async (token) => {
    const client = await reader.aws.iam();
    const command = new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned', MaxItems: PAGE, Marker: token });
    const { VirtualMFADevices = [], IsTruncated, Marker } = await client.send(command, { abortSignal: reader.signal });
    return [VirtualMFADevices, IsTruncated === true ? Marker : undefined];
  });
  if (listed.kind === 'refused') return listed;
  const devices = listed.value;
  return read({
    isRoot: devices.some((device) => isRoots(device, account)),
    users: new Set(devices.flatMap(({ User }) => User?.UserName ?? [])),
  });
}

const isRoots = ({ User, SerialNumber = '' }: VirtualMFADevice, account: string) =>
  User?.Arn?.endsWith(`::${account}:root`) === true || SerialNumber.endsWith(':mfa/root-account-mfa-device');

const USERS_AT_ONCE = 4;

/** Most users without MFA, by the report, that are asked about again. */
const MOST_BARE = 100;

/** Devices of users with a password and no virtual device; one request for each. */
export async function readOtherDevices(
  report: Reading<CredentialReport>,
  virtual: Reading<VirtualDevices>,
  region: string,
  reader: Reader,
): Promise<ReadonlyMap<string, Found<readonly string[]>>> {
  if (report.kind === 'refused' || virtual.kind === 'refused') return new Map();
  const people = report.value.users.filter(
    ({ name, password }) => password !== undefined && !virtual.value.users.has(name),
  );
  const bare = people.filter(({ hasMfa }) => !hasMfa).slice(0, MOST_BARE);
  const names = [...people.filter(({ hasMfa }) => hasMfa), ...bare].map(({ name }) => name);
  const entries = await mapConcurrent(
    names,
    USERS_AT_ONCE,
    async (name) => [name, await readDevices(name, region, reader)] as const,
  );
  return new Map(entries);
}

/** Null: the user was deleted since the report was made. */
async function readDevices(name: string, region: string, reader: Reader): Promise<Found<readonly string[]>> {
  const { ListMFADevicesCommand } = await import('@aws-sdk/client-iam');
  return attempt<readonly string[] | null>('iam:ListMFADevices', region, reader, async () => {
    const client = await reader.aws.iam();
    // A user has eight at most.
    const command = new ListMFADevicesCommand({ UserName: name });
    try {
      const { MFADevices = [] } = await client.send(command, { abortSignal: reader.signal });
      return MFADevices.map(({ SerialNumber = '' }) => SerialNumber);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  });
}

const isGone = (error: unknown) => /^NoSuchEntity(?:Exception)?$/.test(readError(error).name);

export async function readPasswordPolicy(region: string, reader: Reader): Promise<Found<PasswordPolicy>> {
  const { GetAccountPasswordPolicyCommand } = await import('@aws-sdk/client-iam');
  return attempt<PasswordPolicy | null>('iam:GetAccountPasswordPolicy', region, reader, async () => {
    const client = await reader.aws.iam();
    try {
      const command = new GetAccountPasswordPolicyCommand({});
      const { PasswordPolicy } = await client.send(command, { abortSignal: reader.signal });
      return policyOf(PasswordPolicy ?? {});
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  });
}

const SWITCHES = [
  'RequireSymbols',
  'RequireNumbers',
  'RequireUppercaseCharacters',
  'RequireLowercaseCharacters',
  'AllowUsersToChangePassword',
  'HardExpiry',
] as const;

/** UpdateAccountPasswordPolicy sets all that it isn't given back to the default, so a remedy names the rest too. */
function policyOf(policy: Partial<IamPasswordPolicy>): PasswordPolicy {
  const age = policy.MaxPasswordAge ?? 0;
  const on = SWITCHES.filter((name) => policy[name] === true).map((name) => [name, true] as const);
  return {
    length: policy.MinimumPasswordLength ?? 0,
    reuse: policy.PasswordReusePrevention ?? 0,
    others: { ...Object.fromEntries(on), ...(age > 0 ? { MaxPasswordAge: age } : {}) },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
const ROOT_ACCESS: readonly (readonly [RegExp, Exclude<RootAccess['kind'], 'shown'>])[] = [
  [/^OrganizationNotFound/, 'no-organization'],
  [/^AccountNotManagementOrDelegatedAdministrator/, 'elsewhere'],
  [/^ServiceAccessNotEnabled/, 'not-trusted'],
  [/^OrganizationNotInAllFeaturesMode/, 'not-all-features'],
];

export async function readRootAccess(region: string, reader: Reader): Promise<Reading<RootAccess>> {
  const { ListOrganizationsFeaturesCommand } = await import('@aws-sdk/client-iam');
  return attempt<RootAccess>('iam:ListOrganizationsFeatures', region, reader, async () => {
    const client = await reader.aws.iam();
    try {
      const command = new ListOrganizationsFeaturesCommand({});
      const { EnabledFeatures = [] } = await client.send(command, { abortSignal: reader.signal });
      return { kind: 'shown', manages: EnabledFeatures.includes('RootCredentialsManagement') };
    } catch (error) {
      const [, kind] = ROOT_ACCESS.find(([name]) => name.test(readError(error).name)) ?? [];
      if (kind === undefined) throw error;
      return { kind };
    }
  });
}
