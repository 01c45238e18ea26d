/** Ways into an account, in English. */
import { counted } from '../../units.ts';
import type { DoorWords, GuardFacts } from './doors.words.ts';

const MOST_NAMED = 5;

/** `a, b and c`; `a, b, c, d, e and 4 more` */
function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  if (more > 0) return `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const users = (names: readonly string[], one: string, many: string): string =>
  names.length === 1 ? `User ${list(names)} ${one}` : `${names.length} users ${many}: ${list(names)}`;

function letsIn({ networks, excluded, vpcs }: GuardFacts): string {
  const from = [...networks, ...vpcs];
  const rest = excluded.length > 0 ? `, and ${list(excluded)} from anywhere` : '';
  return `${from.length === 0 ? 'no network' : list(from)}${rest}`;
}

export const DOORS_EN: DoorWords = {
  reportLate: "IAM hasn't finished the credential report after a minute and a half",
  unread: (why) => `Can't tell. ${why}.`,
  unreadableRows: (count) => `Can't tell: ${counted(count, 'row')} of the credential report couldn't be read.`,
  unreadableRowsTodo: 'Look at the report: `aws iam get-credential-report --query Content --output text | base64 -d`.',
  reportTime: (time) => `By the credential report of ${time}; IAM makes a new one every four hours at most.`,

  rootKeys: 'The root user has an access key.',
  rootKeysTodo:
    "Sign in as the root user, open Security credentials, and delete its access keys once nothing uses them. An organization's management account can delete those of a member account: `aws sts assume-root` with the task policy IAMDeleteRootUserCredentials.",
  noRootKeys: 'The root user has no access keys.',
  noRootMfa: 'The root user has a password and no MFA device.',
  rootMfaTodo:
    'Sign in as the root user, open Security credentials, and assign two MFA devices: passkeys or security keys.',
  rootMfa: 'The root user has an MFA device.',
  noRootPassword: 'The root user has no password.',
  rootVirtual: 'An MFA device of the root user is virtual: whoever copies its seed, or the phone, has it too.',
  rootVirtualTodo:
    'Sign in as the root user, open Security credentials, assign a security key or a hardware token, and remove the virtual device.',
  rootHardware: 'The root user has MFA, and no virtual device.',
  rootCertificates: 'The root user has a signing certificate.',
  rootCertificatesTodo: 'Sign in as the root user, open Security credentials, and delete its X.509 certificates.',
  noRootCertificates: 'The root user has no signing certificates.',
  rootUsed: ({ on, by, days }) =>
    `The root user was last used on ${on}, with its ${by === 'key' ? 'access key' : 'password'}, within the last ${days} days.`,
  rootUsedTodo:
    'Find out what it was for: `login-watch replay --since 30d` shows the sign-ins that are recorded. Use a role for all but the tasks that need the root user.',
  rootIdle: (on) => (on === undefined ? 'No use of the root user is known.' : `The root user was last used on ${on}.`),
  memberRoot:
    "The organization manages root credentials of its member accounts centrally. Which accounts still have some isn't looked at.",
  noMemberRoot: "The organization doesn't manage root credentials of its member accounts centrally.",
  memberRootTodo: 'Let IAM manage root credentials of member accounts centrally, then delete those that exist.',
  allFeatures:
    "The organization doesn't have all features enabled, so its member accounts' root credentials can't be managed centrally.",
  allFeaturesTodo: 'Enable all features of the organization; accounts that were invited must agree.',
  allFeaturesAfterwards:
    'Accounts that were invited accept the request, and the management account then accepts it itself (AWS Organizations, Settings). Run the audit again: it prints the commands for the root credentials.',

  noMfa: (names) => `${users(names, 'has a password and no MFA', 'have a password and no MFA')}.`,
  onlySms: (names) => `${users(names, 'has no MFA but text messages (SMS)', 'have no MFA but text messages (SMS)')}.`,
  mfaTodo: 'Let them register a passkey or an authenticator app.',
  dropPasswordsTodo: 'Or delete the passwords that nobody needs.',
  allMfa: (count) => {
    if (count === 0) return 'No user has a password.';
    return count === 1
      ? 'The one user with a password has MFA.'
      : `Each of the ${count} users with a password has MFA.`;
  },
  unusedPasswords: (names, days) =>
    `${users(names, `has a password that hasn't been used for ${days} days`, `have a password that hasn't been used for ${days} days`)}.`,
  unusedKeys: (names, days) =>
    `${users(names, `has an active access key that hasn't been used for ${days} days`, `have an active access key that hasn't been used for ${days} days`)}.`,
  unusedPasswordsTodo: (names) => `Delete the ${names.length === 1 ? 'password' : 'passwords'} of ${list(names)}.`,
  unusedKeysTodo: (names) =>
    `Deactivate the unused ${names.length === 1 ? 'key' : 'keys'} of ${list(names)}; \`--status Active\` brings one back.`,
  allUsed: (days) => `Each password and each active access key was used within ${days} days.`,
  oldKeys: (names, days) =>
    `${users(names, `has an active access key that is older than ${days} days`, `have an active access key that is older than ${days} days`)}.`,
  oldKeysTodo: (names) =>
    `Use a role instead of the old ${names.length === 1 ? 'key' : 'keys'} of ${list(names)}, or replace them: \`aws iam create-access-key\` makes a new one.`,
  dropOldKeysTodo: 'Deactivate the old keys once nothing uses them; `--status Active` brings one back.',
  noOldKeys: (days) => `No active access key is older than ${days} days.`,
  twoKeys: (names) => `${users(names, 'has two active access keys', 'have two active access keys each')}.`,
  twoKeysTodo: (names) =>
    `Deactivate the key of ${list(names)} that was used less recently; \`--status Active\` brings it back.`,
  oneKey: 'No user has two active access keys.',
  noPolicy:
    'The account has no password policy of its own: 8 characters are enough, and any password may be used again.',
  weakPolicy: ({ length, reuse }) =>
    `The password policy asks for ${length} characters (CIS: 14) and ${reuse === 0 ? 'lets any password be used again' : `remembers ${counted(reuse, 'password')}`} (CIS: remember 24).`,
  policyTodo: 'Set a password policy with 14 characters that remembers 24 passwords.',
  goodPolicy: ({ length, reuse }) =>
    `The password policy asks for ${length} characters and remembers ${counted(reuse, 'password')}.`,

  noGuard: 'There is no sign-in guard, so a stolen password or session works from any network.',
  noGuardTodo:
    "Decide whether to restrict sign-ins to networks (https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html). It shuts out people who come through IAM Identity Center's portal, and you without an excluded principal.",
  noGuardAfterwards:
    'Before, write in place of user/you the user or role that may sign in from anywhere, in case the network is lost.',
  guardIdle: 'Statements of a sign-in guard exist, but console authorization is off, so they have no effect.',
  guardIdleTodo: 'Make sure that nobody is locked out, then turn on console authorization.',
  guardEmpty:
    "The sign-in guard is on without a statement of this account; the organization's policies aren't looked at.",
  guardUnclear: (condition) => `The sign-in guard is on, but its condition ${condition} can't be judged here.`,
  guardLookTodo: 'Look at the statements: `aws signin get-resource-policy --region us-east-1`.',
  guardHalf: (phase) =>
    phase === 'before'
      ? 'The sign-in guard restricts networks only after people have authenticated, not before (signin:Authenticate).'
      : 'The sign-in guard restricts networks only before people authenticate, not after (signin:AuthorizeOAuth2Access, signin:CreateOAuth2Token).',
  guardHalfTodo: 'Let the guard cover all three actions, with the same networks and excluded principals.',
  guardAgrees: (facts) => `The sign-in guard lets in ${letsIn(facts)}, as \`trusted\` in the settings.`,
  guardAlone: (facts) => `The sign-in guard lets in ${letsIn(facts)}; the settings name no trusted networks.`,
  guardWider: (networks) => `The sign-in guard lets in ${list(networks)}, which the settings don't trust.`,
  guardNarrower: (networks) => `The sign-in guard shuts out ${list(networks)}, which the settings trust.`,
  guardTodo:
    'If the settings are right, change the statements that `aws signin list-resource-permission-statements --region us-east-1` lists.',
  guardTrustedTodo: 'If the guard is right, trust its networks in the settings, and no others.',
  guardPortal:
    "The sign-in guard restricts networks, which shuts out people who come through IAM Identity Center's portal.",
  guardPortalTodo:
    "Check how people of Identity Center get in. AWS doesn't support network conditions for its portal: https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html",

  centers: (places) =>
    `${places.map(({ region, arn, owner }) => `Identity Center is on in ${region} (${arn}, owned by account ${owner})`).join('; ')}.`,
  noCenter: 'This account shows no instance of Identity Center.',
  noGuardDuty: (regions, all) =>
    regions.length === all ? 'GuardDuty is on in no region.' : `GuardDuty isn't on in ${list(regions)}.`,
  guardDutyOff: (regions) => `GuardDuty is suspended in ${list(regions)}.`,
  guardDutyTodo: (regions) => `Turn on GuardDuty in ${list(regions)}; it costs by the volume of events.`,
  guardDutyOnTodo: (regions) => `Resume GuardDuty in ${list(regions)}.`,
  guardDuty: (regions) => `GuardDuty is on in ${regions === 1 ? 'the region' : `all ${regions} regions`}.`,

  limits: {
    memberRoot:
      "root credentials of member accounts: only the organization's management account or IAM's delegated administrator can see how they are managed",
    portal: (regions) =>
      `whether Identity Center (${list(regions)}) asks for MFA: no public API shows it; look under Settings, Authentication`,
    guardWithPortal: "a sign-in guard: there is none, and it would shut out people of Identity Center's portal",
    noGuardHere: 'a sign-in guard: AWS has none in this partition',
  },
};
