/** Are there credentials, whose are they, and for how long? */
import { faultOf } from '../../aws/fault.ts';
import { MINUTE } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import type { CheckResult } from '../../render/checks.ts';
import { failedWith, lasting } from '../shared/checks.ts';
import type { Check, Facts } from './check.ts';

const check = 'credentials';

export const CREDENTIALS: Check = {
  name: check,
  run: async (facts) => {
    const end = await facts.end().catch((error: unknown) => failedWith(check, error));
    if (end !== undefined && 'state' in end) return [end];
    try {
      return await results(facts, end);
    } catch (error) {
      return [notAsked(error, facts) ?? failedWith(check, error)];
    }
  },
};

/** Long enough for everything that this program does at once. */
const SHORT = 30 * MINUTE;

async function results({ caller, host, aws }: Facts, end: Date | undefined): Promise<readonly CheckResult[]> {
  const { arn, account, kind } = await caller();
  const left = end === undefined ? undefined : end.getTime() - host.now();
  const until = end === undefined || left === undefined ? 'which do not end by themselves' : lastsUntil(end, left);
  const found = { check, state: 'ok', said: `${arn} in account ${account}, ${until}` } as const;
  const isShort = left !== undefined && left < SHORT;
  const profile = aws.profile === undefined ? '' : ` --profile ${aws.profile}`;
  return [
    isShort
      ? { ...found, state: 'warning', todo: `Get new ones soon (\`aws sso login${profile}\`, or as you got these).` }
      : found,
    ...(kind === 'root' ? [ROOT] : []),
  ];
}

const lastsUntil = (end: Date, left: number) =>
  `until ${end.toISOString().slice(0, 16).replace('T', ' ')} UTC (${left < 0 ? `which was ${lasting(left)} ago` : `${lasting(left)} left`})`;

const ROOT: CheckResult = {
  check,
  state: 'warning',
  said: 'these are the keys of the root user, whom no policy can limit',
  todo: 'Delete them, and use a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
};

/** What says nothing of the credentials themselves. */
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

function notAsked(error: unknown, { host }: Facts): CheckResult | undefined {
  if (!(error instanceof UserError) || !ON_THE_WAY.has(faultOf(error.cause))) return undefined;
  const isLate = faultOf(error.cause) === 'stopped' && !host.signal.aborted;
  const found = 'there are some, but whose they are could not be asked';
  if (isLate) return { check, state: 'not checked', said: `${found} in time` };
  const said = `${found}: ${error.message}`;
  return { check, state: 'not checked', said, todo: error.hint };
}
