/**
 * The root user, and those of member accounts.
 * Controls: https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html, CIS AWS Foundations 3.0, 5.0, 6.0.
 */
import { DAY } from '../../core/time.ts';
import { type AwsCall, byCalls } from '../remedies/remedy.ts';
import { type Check, controls, type DoorGround, dateOf, type Finding, fail, pass, refused, say } from './check.ts';
import type { AccountSummary, Credentials } from './state.ts';
import { reportTime } from './users.ts';

/** Days in which a use of the root user counts as everyday. */
const RECENT = 30;

const bySummary =
  (judge: (summary: AccountSummary, ground: DoorGround) => Finding | undefined) => (ground: DoorGround) => {
    const { summary } = ground.doors;
    return summary.kind === 'refused' ? refused(summary) : judge(summary.value, ground);
  };

export const ROOT_CHECKS: readonly Check[] = [
  {
    id: 'door.root-keys',
    severity: 'critical',
    controls: controls(['IAM.4'], ['3.0:1.4', '5.0:1.3', '6.0:2.3'], ['root-credential']),
    judge: bySummary(({ hasKeys }) =>
      hasKeys
        ? fail(
            (words) => words.rootKeys,
            (words) => words.rootKeysTodo,
            'root-alone',
          )
        : pass((words) => words.noRootKeys),
    ),
  },
  {
    id: 'door.root-mfa',
    severity: 'critical',
    controls: controls(['IAM.9'], ['3.0:1.5', '5.0:1.4', '6.0:2.4'], ['root-credential']),
    judge: bySummary(({ hasMfa, hasPassword }) => {
      if (hasMfa) return pass((words) => words.rootMfa);
      if (!hasPassword) return pass((words) => words.noRootPassword);
      return fail(
        (words) => words.noRootMfa,
        (words) => words.rootMfaTodo,
        'root-alone',
      );
    }),
  },
  {
    id: 'door.root-hardware-mfa',
    severity: 'medium',
    controls: controls(['IAM.6'], ['3.0:1.6', '5.0:1.5', '6.0:2.5']),
    judge: bySummary(judgeHardware),
  },
  {
    id: 'door.root-certificates',
    severity: 'high',
    controls: controls([], []),
    judge: bySummary(({ hasCertificates }) =>
      hasCertificates
        ? fail(
            (words) => words.rootCertificates,
            (words) => words.rootCertificatesTodo,
            'root-alone',
          )
        : pass((words) => words.noRootCertificates),
    ),
  },
  {
    id: 'door.root-used',
    severity: 'medium',
    controls: controls([], ['3.0:1.7', '5.0:1.6', '6.0:2.6'], ['root-login', 'root-activity']),
    judge: judgeUse,
  },
  { id: 'door.member-root', severity: 'medium', controls: controls([], [], ['org-root-access']), judge: judgeMembers },
];

/** Without MFA, the check above says so. */
function judgeHardware({ hasMfa, hasPassword }: AccountSummary, { doors }: DoorGround): Finding | undefined {
  if (!hasMfa) return hasPassword ? undefined : pass((words) => words.noRootPassword);
  const { virtualDevices } = doors;
  if (virtualDevices.kind === 'refused') return refused(virtualDevices);
  if (!virtualDevices.value.isRoot) return pass((words) => words.rootHardware);
  return fail(
    (words) => words.rootVirtual,
    (words) => words.rootVirtualTodo,
    'root-alone',
  );
}

function judgeUse({ doors: { report }, at }: DoorGround): Finding {
  if (report.kind === 'refused') return refused(report);
  const { root, unreadable } = report.value;
  if (root === undefined)
    return {
      result: 'unknown',
      said: say((words) => words.unreadableRows(Math.max(unreadable, 1))),
      todo: [say((words) => words.unreadableRowsTodo)],
    };
  const last = lastUse(root);
  const on = last === undefined ? undefined : dateOf(last.at);
  const finding =
    last === undefined || on === undefined || at - last.at > RECENT * DAY
      ? pass((words) => words.rootIdle(on))
      : fail(
          (words) => words.rootUsed({ on, by: last.by, days: RECENT }),
          (words) => words.rootUsedTodo,
          'past',
        );
  return { ...finding, evidence: [finding.said, reportTime(report.value)] };
}

function lastUse({ passwordUsed, keys }: Credentials) {
  const uses = [
    { at: passwordUsed, by: 'password' as const },
    ...keys.map(({ used }) => ({ at: used, by: 'key' as const })),
  ].flatMap(({ at, by }) => (at === undefined ? [] : [{ at, by }]));
  return uses.toSorted((a, b) => b.at - a.at)[0];
}

const MANAGE: AwsCall = ['iam', 'enable-organizations-root-credentials-management', undefined, {}];

/** Nothing to judge without an organization, and nothing to see from most of its accounts. */
function judgeMembers({ doors: { rootAccess } }: DoorGround): Finding | undefined {
  if (rootAccess.kind === 'refused') return refused(rootAccess);
  const access = rootAccess.value;
  switch (access.kind) {
    case 'no-organization':
    case 'elsewhere':
      return undefined;
    case 'not-all-features':
      return {
        ...{ result: 'fail', said: say((words) => words.allFeatures) },
        todo: [
          byCalls(
            say((words) => words.allFeaturesTodo),
            [['organizations', 'enable-all-features', undefined, {}]],
            say((words) => words.allFeaturesAfterwards),
          ),
        ],
      };
    case 'not-trusted':
      return fail(
        (words) => words.noMemberRoot,
        (words) => words.memberRootTodo,
        [['organizations', 'enable-aws-service-access', undefined, { ServicePrincipal: 'iam.amazonaws.com' }], MANAGE],
      );
    case 'shown':
      return access.manages
        ? pass((words) => words.memberRoot)
        : fail(
            (words) => words.noMemberRoot,
            (words) => words.memberRootTodo,
            [MANAGE],
          );
    default: {
      const unknown: never = access;
      return unknown;
    }
  }
}
