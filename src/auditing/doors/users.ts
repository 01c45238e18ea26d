/** IAM users: passwords without MFA, credentials that are unused or old, and the password policy. */
import type { Words } from '../../core/language.ts';
import { DAY } from '../../core/time.ts';
import type { DoorWords } from '../../messages/audit/doors/doors.words.ts';
import { listed } from '../checks/alarms.ts';
import { type AwsCall, byCalls } from '../remedies/remedy.ts';
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
import type { AccessKey, CredentialReport, Credentials } from './state.ts';

/** Days after which AWS calls a credential unused: Security Hub's IAM.8. CIS says 45. */
const UNUSED = 90;
const UNUSED_CIS = 45;
/** Days after which a key is to be replaced. */
const OLD = 90;
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
  readonly names: readonly string[];
  readonly said: (names: readonly string[]) => Say;
  readonly todo: Say;
  readonly calls?: readonly AwsCall[];
}

/** A finding about some users, named one by one in the evidence. */
function about(report: CredentialReport, groups: readonly Group[], none: Say): Finding {
  const found = groups.filter(({ names }) => names.length > 0);
  const time = reportTime(report);
  if (found.length === 0) {
    const good = pass(none);
    return { ...good, evidence: [good.said, time] };
  }
  const each = found.flatMap(({ names, said }) => listed(names.map((name) => say(said([name])))));
  return {
    result: 'fail',
    said: together(found.map(({ names, said }) => say(said(names)))),
    todo: found.map(({ todo, calls = [] }) => byCalls(say(todo), calls)),
    evidence: [...each, time],
  };
}

const deletePasswords = (names: readonly string[]) =>
  forEach(names, (UserName) => ['iam', 'delete-login-profile', undefined, { UserName }]);

const SMS = /:sms-mfa\//;

function judgeMfa(report: CredentialReport, { doors }: DoorGround): Finding {
  const { virtualDevices, otherDevices } = doors;
  const people = report.users.filter(({ password }) => password !== undefined);
  const devicesOf = ({ name }: Credentials) => {
    const devices = otherDevices.get(name);
    return devices?.kind === 'read' ? devices.value : undefined;
  };
  // A device may be gone since the report was made.
  const bare = people.filter((one) => !one.hasMfa || devicesOf(one)?.length === 0);
  const sms = people.filter((one) => {
    const devices = devicesOf(one) ?? [];
    return devices.length > 0 && devices.every((serial) => SMS.test(serial));
  });
  const groups = [
    {
      names: namesOf(bare),
      said:
        (names: readonly string[]): Say =>
        (words) =>
          words.noMfa(names),
    },
    {
      names: namesOf(sms),
      said:
        (names: readonly string[]): Say =>
        (words) =>
          words.onlySms(names),
    },
  ].map((group) => ({ ...group, todo: (words: DoorWords) => words.mfaTodo, calls: deletePasswords(group.names) }));
  const finding = about(report, groups, (words) => words.allMfa(people.length));
  if (finding.result === 'fail') return finding;
  if (virtualDevices.kind === 'refused' && people.length > 0) return refused(virtualDevices);
  const failed = [...otherDevices.values()].find(({ kind }) => kind === 'refused');
  return failed?.kind === 'refused' ? refused(failed) : finding;
}

/** The later of its last use and its making: a new credential isn't unused for long. */
const latest = (...times: readonly (number | undefined)[]): number => Math.max(0, ...times.map((time) => time ?? 0));
const activeKeys = ({ keys }: Credentials): readonly AccessKey[] => keys.filter(({ isActive }) => isActive);

function judgeUnused(days: number) {
  return (report: CredentialReport, { at }: DoorGround): Finding => {
    const isLong = (time: number) => at - time >= days * DAY;
    const passwords = report.users.filter(
      ({ password, created }) => password !== undefined && isLong(latest(password.used, password.changed ?? created)),
    );
    const keys = report.users.filter((user) =>
      activeKeys(user).some(({ used, rotated }) => isLong(latest(used, rotated ?? user.created))),
    );
    const groups: readonly Group[] = [
      {
        names: namesOf(passwords),
        said: (names) => (words) => words.unusedPasswords(names, days),
        todo: (words) => words.unusedPasswordsTodo(namesOf(passwords)),
        calls: deletePasswords(namesOf(passwords)),
      },
      {
        names: namesOf(keys),
        said: (names) => (words) => words.unusedKeys(names, days),
        todo: (words) => words.unusedKeysTodo(namesOf(keys)),
      },
    ];
    return about(report, groups, (words) => words.allUsed(days));
  };
}

function judgeOld(report: CredentialReport, { at }: DoorGround): Finding {
  const old = report.users.filter((user) =>
    activeKeys(user).some(({ rotated }) => at - latest(rotated ?? user.created) > OLD * DAY),
  );
  const group: Group = {
    names: namesOf(old),
    said: (names) => (words) => words.oldKeys(names, OLD),
    todo: (words) => words.oldKeysTodo(namesOf(old)),
  };
  return about(report, [group], (words) => words.noOldKeys(OLD));
}

function judgeTwo(report: CredentialReport): Finding {
  const two = report.users.filter((user) => activeKeys(user).length > 1);
  const group: Group = {
    names: namesOf(two),
    said: (names) => (words) => words.twoKeys(names),
    todo: (words) => words.unusedKeysTodo(namesOf(two)),
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
