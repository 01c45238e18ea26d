/** Checks the credentials: found, accepted by AWS, and how long they last. */
import { faultOf } from '../../aws/fault.ts';
import { accountText } from '../../core/accounts.ts';
import { MINUTE } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { DOCTOR_WORDS } from '../../messages/operate/doctor.ts';
import type { CheckResult } from '../../render/checks.ts';
import { failedWith, saidBy, todoOf } from '../shared/checks.ts';
import { type Check, type DoctorFacts, say } from './check.ts';

const check = 'credentials';

export const CREDENTIALS: Check = {
  name: check,
  run: async (facts) => {
    const end = await facts.end().catch((error: unknown) => refused(error));
    if (end !== undefined && 'state' in end) return [end];
    try {
      return await results(facts, end);
    } catch (error) {
      return [notAsked(error, facts) ?? refused(error)];
    }
  },
};

const refused = (error: unknown): CheckResult => ({ ...failedWith(check, error), isFatal: true });

/** Longer than any run of this program. */
const SHORT = 30 * MINUTE;

async function results(
  { caller, host, aws, accountName }: DoctorFacts,
  end: Date | undefined,
): Promise<readonly CheckResult[]> {
  const { arn, account: id, kind } = await caller();
  const account = accountText(id, await accountName());
  const left = end === undefined ? undefined : end.getTime() - host.now();
  const said = say(({ credentials: words }) =>
    end === undefined || left === undefined
      ? words.lasting(arn, account)
      : words.until(arn, account, end.toISOString().slice(0, 16).replace('T', ' '), left),
  );
  const isShort = left !== undefined && left < SHORT;
  const profile = aws.profile === undefined ? '' : ` --profile ${aws.profile}`;
  return [
    isShort
      ? { check, state: 'warning', said, todo: say((words) => words.credentials.renew(profile)) }
      : { check, state: 'ok', said },
    ...(kind === 'root' ? [ROOT] : []),
  ];
}

const ROOT: CheckResult = {
  check,
  state: 'warning',
  said: say((words) => words.credentials.root),
  todo: say((words) => words.credentials.rootTodo),
};

/** Faults that say nothing about the credentials themselves. */
const ON_THE_WAY = new Set([
  'unreachable',
  'certificate',
  'endpoint',
  'not-aws',
  'proxy',
  'server',
  'throttled',
  'stopped',
]);

function notAsked(error: unknown, { host }: DoctorFacts): CheckResult | undefined {
  if (!(error instanceof UserError) || !ON_THE_WAY.has(faultOf(error.cause))) return undefined;
  const isLate = faultOf(error.cause) === 'stopped' && !host.signal.aborted;
  if (isLate) return { check, state: 'not checked', said: say((words) => words.credentials.notAskedInTime) };
  const why = saidBy(error);
  const said = wordsFrom(DOCTOR_WORDS, (words, language) => words.credentials.notAsked(why[language]));
  return { check, state: 'not checked', said, todo: todoOf(error) };
}
