/** `login-watch policy`: the work. Settings and the table of permissions -> an IAM policy, or several. */
import { makeAws } from '../../aws/clients.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { partitionOf } from '../../core/regions.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { POLICY_HELP } from '../../messages/help/policy.ts';
import { loadSettings } from '../../settings/load.ts';
import { parseS3 } from '../../sources/s3/address.ts';
import { AUDIT_LIVE, PERMISSIONS } from '../permissions.ts';
import { type GlobalOptions, wordsFor } from '../shared/command.ts';
import { checkRole } from '../shared/look-back/several.ts';
import { askAthena, MEMBER, readBucket, readOrganization, TO_NOTIFY } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';
import { type Policy, type PolicyStatement, policyOf, statementOf } from '../shared/permissions/policy-document.ts';

export interface PolicyOptions extends GlobalOptions {
  readonly command: string;
  /** With what sending the findings needs. */
  readonly notify: boolean;
  /** Several documents, each as long as AWS takes. */
  readonly split: boolean;
  /** The bucket of `replay --s3`, or its address; `true` for any. Undefined for event history. */
  readonly s3?: string | true | undefined;
  /** For `replay --athena`; `s3` is then the bucket of its table. */
  readonly athena?: boolean | undefined;
  /** For `audit --live`. */
  readonly live?: boolean | undefined;
  /** The role of `--organization --role-name`: the caller's policy. */
  readonly roleName?: string | undefined;
  /** An account's id or an ARN, which the role in each account trusts: that role's policies. */
  readonly member?: string | undefined;
}

/**
 * Limit of a managed policy, without white space:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MOST_CHARACTERS = 6_144;

export async function runPolicy(options: PolicyOptions, host: Host): Promise<Exit> {
  const { cwd, stdout, stderr } = host;
  const words = wordsFor(POLICY_HELP, host);
  // A policy can be printed without any configuration of AWS.
  const partition = await makeAws(options)
    .homeRegion()
    .then(partitionOf, () => 'aws');
  if (options.member !== undefined) return printMember(options.member, partition, host);
  const { command, notify, config, split } = options;
  const { settings } = await loadSettings({ cwd, config });
  const needed = new Set([...permissionsOf(options), ...(notify ? TO_NOTIFY : [])]);
  const statements = [...needed].flatMap((permission) => statementOf(permission, settings));
  if (statements.length === 0) {
    const always = PERMISSIONS[command]?.length === 0 && !notify;
    await stderr.write(`${always ? words.noPermission(command) : words.noPermissionHere(command)}\n`);
    return EXIT.done;
  }
  const whole = policyOf(statements);
  const policies = split ? splitUp(statements).map(policyOf) : [whole];
  await stdout.write(written(split ? policies : whole, partition));
  if (split) await stderr.write(`${words.pieces(policies.length)}\n`);
  else if (lengthOf(whole) > MOST_CHARACTERS) {
    await stderr.write(`${words.tooLong(lengthOf(whole), MOST_CHARACTERS)}\n`);
  }
  const isWritten = ({ sid }: Permission) => statements.some(({ Sid }) => Sid === sid);
  const optional = [...needed].filter((one) => one.isOptional && isWritten(one)).map(({ sid }) => sid);
  if (optional.length > 0) await stderr.write(`${words.optional(optional)}\n`);
  return EXIT.done;
}

/** As JSON, its ARNs those of the partition. */
const written = (policy: object, partition: string) =>
  `${JSON.stringify(policy, null, 2).replaceAll('"arn:aws:', `"arn:${partition}:`)}\n`;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
const CALLER = /^(?:\d{12}|arn:aws[a-z-]*:iam::\d{12}:(?:root|(?:user|role)\/[\w+=,.@/-]+))$/;

/** The role of a member account: whom it trusts, and what it may do. */
async function printMember(caller: string, partition: string, host: Host): Promise<Exit> {
  if (!CALLER.test(caller)) {
    const { message, hint } = refusalFrom(POLICY_HELP, ({ notCaller }) => notCaller(JSON.stringify(caller)));
    throw new UserError(message, { hint });
  }
  const trust = { Effect: 'Allow', Principal: { AWS: caller }, Action: 'sts:AssumeRole' };
  const both = {
    TrustPolicy: { Version: '2012-10-17', Statement: [trust] },
    PermissionPolicy: policyOf(MEMBER.flatMap((permission) => statementOf(permission, DEFAULT_SETTINGS))),
  };
  await host.stdout.write(written(both, partition));
  await host.stderr.write(`${wordsFor(POLICY_HELP, host).member}\n`);
  return EXIT.done;
}

/** Commands with `--organization --role-name`, and with `--s3`. */
const READS_ACCOUNTS = new Set(['replay', 'forecast', 'watch', 'session']);
const READS_BUCKETS = new Set(['replay', 'session']);

function permissionsOf({ command, s3, athena, live, roleName }: PolicyOptions): readonly Permission[] {
  if (roleName !== undefined && READS_ACCOUNTS.has(command)) return readOrganization(checkRole(roleName));
  if (live === true && command === 'audit') return AUDIT_LIVE;
  const bucket = s3 === undefined || s3 === true ? '*' : (parseS3(s3)?.bucket ?? s3);
  if (athena === true && command === 'replay') return askAthena(bucket);
  if (s3 === undefined || !READS_BUCKETS.has(command)) return PERMISSIONS[command] ?? [];
  return readBucket(bucket);
}

const lengthOf = (policy: Policy): number => JSON.stringify(policy).replace(/\s/g, '').length;

/** Statements stay in their order, as many in each as fit. */
function splitUp(statements: readonly PolicyStatement[]): readonly (readonly PolicyStatement[])[] {
  const groups: PolicyStatement[][] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    if (last !== undefined && lengthOf(policyOf([...last, statement])) <= MOST_CHARACTERS) last.push(statement);
    else groups.push([statement]);
  }
  return groups;
}
