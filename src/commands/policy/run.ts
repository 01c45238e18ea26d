/** `login-watch policy`: the work. Settings and the table of permissions -> an IAM policy, or several. */
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { loadSettings } from '../../settings/load.ts';
import { PERMISSIONS } from '../permissions.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { TO_NOTIFY } from '../shared/permissions/common.ts';
import { type Policy, policyOf, type Statement, statementOf } from '../shared/permissions/policy-document.ts';

export interface PolicyOptions extends GlobalOptions {
  readonly command: string;
  /** With what sending the findings needs. */
  readonly notify: boolean;
  /** Several documents, each as long as AWS takes. */
  readonly split: boolean;
}

/** Of a managed policy, white space not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_CHARACTERS = 6_144;

export async function runPolicy(options: PolicyOptions, { cwd, stdout, stderr }: Host): Promise<Exit> {
  const { command, notify, config, split } = options;
  const { settings } = await loadSettings({ cwd, config });
  const needed = new Set([...(PERMISSIONS[command] ?? []), ...(notify ? TO_NOTIFY : [])]);
  const statements = [...needed].flatMap((permission) => statementOf(permission, settings));
  if (statements.length === 0) {
    const always = PERMISSIONS[command]?.length === 0 && !notify;
    await stderr.write(`${always ? command : `With these settings, ${command}`} needs no permission in AWS.\n`);
    return EXIT.done;
  }
  const whole = policyOf(statements);
  const policies = split ? splitUp(statements).map(policyOf) : [whole];
  await stdout.write(`${JSON.stringify(split ? policies : whole, null, 2)}\n`);
  if (split) await stderr.write(`${policies.length === 1 ? 'One policy is enough.' : several(policies.length)}\n`);
  else if (lengthOf(whole) > MOST_CHARACTERS) await stderr.write(tooLong(lengthOf(whole)));
  return EXIT.done;
}

const lengthOf = (policy: Policy): number => JSON.stringify(policy).replace(/\s/g, '').length;

/** Statements stay in their order, as many in each as fit. */
function splitUp(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    if (last !== undefined && lengthOf(policyOf([...last, statement])) <= MOST_CHARACTERS) last.push(statement);
    else groups.push([statement]);
  }
  return groups;
}

const several = (count: number) => `${count} policies, as a list: make each of them, and attach all ${count}.`;

const tooLong = (length: number) =>
  `This policy has ${length} characters, and AWS takes ${MOST_CHARACTERS} in a managed policy: --split makes several of it.\n`;
