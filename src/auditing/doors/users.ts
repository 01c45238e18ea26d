/** IAM users: passwords without MFA, credentials that are unused or old, and the password policy. */
import type { Words } from '../../core/language.ts';
import { distinctValues } from '../../core/lists.ts';
import { listed } from '../checks/alarms.ts';
import type { Refused } from '../reading.ts';
import { byCalls, byHand, type Remedy } from '../remedies/remedy.ts';
import { activeKeys, isPasswordUnused, OLD, oldKeys, spareKeys, UNUSED, UNUSED_CIS, unusedKeys } from './ages.ts';
import {
  type Check,
  controls,
  type DoorGround,
  type Finding,
  fail,
  forEach,
  pass,
  refused,
  type Say,
  say,
  together,
} from './check.ts';
import { mfaOf } from './mfa.ts';
import type { AccessKey, CredentialReport, Credentials } from './state.ts';

/** CIS's demands on passwords. */
const LENGTH = 14;
const REUSE = 24;

const byReport = (judge: (report: CredentialReport, ground: DoorGround) => Finding) => (ground: DoorGround) => {
  const { report } = ground.doors;
  if (report.kind === 'refused') return refused(report);
  const finding = judge(report.value, ground);
  const { unreadable } = report.value;
  if (finding.result !== 'pass' || unreadable === 0) return finding;
  const said = say((words) => words.unreadableRows(unreadable));
  return { result: 'unknown' as const, said, todo: [say((words) => words.unreadableRowsTodo)] };
};

/** Controls: as in root.ts. IAM.8 is CIS 1.2's, whose 90 days the later benchmarks made 45. */
export const USER_CHECKS: readonly Check[] = [
  {
    id: 'door.user-mfa',
    severity: 'high',
    controls: controls(['IAM.5'], ['3.0:1.10', '5.0:1.9', '6.0:2.9'], ['signin-no-mfa']),
    judge: byReport(judgeMfa),
  },
  { id: 'door.unused', severity: 'medium', controls: controls(['IAM.8'], []), judge: byReport(judgeUnused(UNUSED)) },
  {
    id: 'door.unused-45',
    severity: 'low',
    controls: controls(['IAM.22'], ['3.0:1.12', '5.0:1.11', '6.0:2.11']),
    judge: byReport(judgeUnused(UNUSED_CIS)),
  },
  {
    id: 'door.old-keys',
    severity: 'medium',
    controls: controls(['IAM.3'], ['3.0:1.14', '5.0:1.13', '6.0:2.13']),
    judge: byReport(judgeOld),
  },
  {
    id: 'door.two-keys',
    severity: 'low',
    controls: controls([], ['3.0:1.13', '5.0:1.12', '6.0:2.12']),
    judge: byReport(judgeTwo),
  },
  {
    id: 'door.password-policy',
    severity: 'low',
    controls: controls(['IAM.15', 'IAM.16'], ['3.0:1.8', '3.0:1.9', '5.0:1.7', '5.0:1.8', '6.0:2.7', '6.0:2.8']),
    judge: judgePolicy,
  },
];

/** Evidence: how old the facts are. */
export const reportTime = ({ made }: CredentialReport): Words =>
  say((words) => words.reportTime(`${new Date(made).toISOString().slice(0, 16).replace('T', ' ')} UTC`));

const namesOf = (users: readonly Credentials[]) => users.map(({ name }) => name).toSorted();

/** Users with one trouble. */
interface Group {
  readonly users: readonly Credentials[];
  readonly said: (names: readonly string[]) => Say;
  readonly todo: (users: readonly Credentials[]) => readonly Remedy[];
  /** The read that failed, so that it isn't known whether the user still has the trouble. */
  readonly doubt: (user: Credentials) => Refused | undefined;
}

/** A finding about some users, named one by one in the evidence. */
function about(report: CredentialReport, groups: readonly Group[], none: Say): Finding {
  const found = groups
    .map((group) => ({ ...group, users: group.users.filter((user) => group.doubt(user) === undefined) }))
    .filter(({ users }) => users.length > 0);
  const time = reportTime(report);
  if (found.length === 0) {
    const doubt = groups.flatMap(({ users, doubt: of }) => users.flatMap((user) => of(user) ?? []))[0];
    if (doubt !== undefined) return refused(doubt);
    const good = pass(none);
    return { ...good, evidence: [good.said, time] };
  }
  const each = found.flatMap(({ users, said }) => listed(namesOf(users).map((name) => say(said([name])))));
  return {
    result: 'fail',
    said: together(found.map(({ users, said }) => say(said(namesOf(users))))),
    todo: distinctValues(found.flatMap(({ users, todo }) => todo(users))),
    evidence: [...each, time],
  };
}

const deletePasswords = (users: readonly Credentials[]) =>
  forEach(namesOf(users), (UserName) => ['iam', 'delete-login-profile', undefined, { UserName }]);

/** Calls for the keys that were looked at: the report has no ids. */
const deactivate = (users: readonly Credentials[], keysOf: (user: Credentials) => readonly AccessKey[]) =>
  forEach(
    users.flatMap((user) => keysOf(user).flatMap(({ id }) => (id === undefined ? [] : [[user.name, id] as const]))),
    ([UserName, AccessKeyId]) => [
      ...(['iam', 'update-access-key', undefined] as const),
      { UserName, AccessKeyId, Status: 'Inactive' },
    ],
  );

function judgeMfa(report: CredentialReport, { doors }: DoorGround): Finding {
  const { virtualDevices, otherDevices } = doors;
  const people = report.users.filter(({ password }) => password !== undefined);
  const refusedOf = ({ name }: Credentials) => {
    const devices = otherDevices.get(name);
    return devices?.kind === 'refused' ? devices : undefined;
  };
  const bare = people.filter((one) => mfaOf(one, doors) === 'none');
  const sms = people.filter((one) => mfaOf(one, doors) === 'sms');
  const register = byHand(
    say((words) => words.mfaTodo),
    'own-device',
  );
  const drop = byCalls(
    say((words) => words.dropPasswordsTodo),
    deletePasswords([...bare, ...sms].filter(({ doubts }) => doubts?.password === undefined)),
  );
  const rest = { todo: () => [register, drop], doubt: (user: Credentials) => user.doubts?.password ?? refusedOf(user) };
  const groups: readonly Group[] = [
    { users: bare, said: (names) => (words) => words.noMfa(names), ...rest },
    { users: sms, said: (names) => (words) => words.onlySms(names), ...rest },
  ];
  const finding = about(report, groups, (words) => words.allMfa(people.length));
  if (finding.result !== 'pass') return finding;
  if (virtualDevices.kind === 'refused' && people.length > 0) return refused(virtualDevices);
  const failed = [...otherDevices.values()].find(({ kind }) => kind === 'refused');
  return failed?.kind === 'refused' ? refused(failed) : finding;
}

const keysDoubt = ({ doubts }: Credentials) => doubts?.keys;

function judgeUnused(days: number) {
  return (report: CredentialReport, { at }: DoorGround): Finding => {
    const keysOf = (user: Credentials) => unusedKeys(user, days, at);
    const groups: readonly Group[] = [
      {
        users: report.users.filter((user) => isPasswordUnused(user, days, at)),
        said: (names) => (words) => words.unusedPasswords(names, days),
        todo: (users) => [
          byCalls(
            say((words) => words.unusedPasswordsTodo(namesOf(users))),
            deletePasswords(users),
          ),
        ],
        doubt: ({ doubts }) => doubts?.password,
      },
      {
        users: report.users.filter((user) => keysOf(user).length > 0),
        said: (names) => (words) => words.unusedKeys(names, days),
        todo: (users) => [
          byCalls(
            say((words) => words.unusedKeysTodo(namesOf(users))),
            deactivate(users, keysOf),
          ),
        ],
        doubt: keysDoubt,
      },
    ];
    return about(report, groups, (words) => words.allUsed(days));
  };
}

function judgeOld(report: CredentialReport, { at }: DoorGround): Finding {
  const keysOf = (user: Credentials) => oldKeys(user, at);
  const group: Group = {
    users: report.users.filter((user) => keysOf(user).length > 0),
    said: (names) => (words) => words.oldKeys(names, OLD),
    todo: (users) => [
      byHand(
        say((words) => words.oldKeysTodo(namesOf(users))),
        'new-secret',
      ),
      byCalls(
        say((words) => words.dropOldKeysTodo),
        deactivate(users, keysOf),
      ),
    ],
    doubt: keysDoubt,
  };
  return about(report, [group], (words) => words.noOldKeys(OLD));
}

function judgeTwo(report: CredentialReport): Finding {
  const group: Group = {
    users: report.users.filter((user) => activeKeys(user).length > 1),
    said: (names) => (words) => words.twoKeys(names),
    todo: (users) => [
      byCalls(
        say((words) => words.twoKeysTodo(namesOf(users))),
        deactivate(users, spareKeys),
      ),
    ],
    doubt: keysDoubt,
  };
  return about(report, [group], (words) => words.oneKey);
}

function judgePolicy({ doors: { passwordPolicy } }: DoorGround): Finding {
  if (passwordPolicy.kind === 'refused') return refused(passwordPolicy);
  const policy = passwordPolicy.value;
  if (policy !== null && policy.length >= LENGTH && policy.reuse >= REUSE)
    return pass((words) => words.goodPolicy(policy));
  const wanted = {
    MinimumPasswordLength: Math.max(policy?.length ?? 0, LENGTH),
    PasswordReusePrevention: REUSE,
    ...policy?.others,
  };
  return fail(
    (words) => (policy === null ? words.noPolicy : words.weakPolicy(policy)),
    (words) => words.policyTodo,
    [['iam', 'update-account-password-policy', undefined, wanted]],
  );
}
