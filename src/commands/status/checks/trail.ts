/** Does the trail log, and does it arrive where the pipelines read? */
import type { TrailFacts } from '../../../aws/trails.ts';
import { HOUR } from '../../../core/time.ts';
import { obstacles } from '../../../deploying/choose-trail.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { type Check, failedWith, lasting } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { type Feed, feedOf } from './feed.ts';
import { inOneLine, notChecked } from './results.ts';

const check = 'trail';

export const TRAIL: Check<Facts> = {
  name: check,
  run: async (facts) => {
    try {
      await facts.trails();
    } catch (error) {
      return [notChecked({ check }, error)];
    }
    try {
      const { trail } = await readFeed(facts);
      return resultsFor(trail, facts);
    } catch (error) {
      const result = failedWith(check, error);
      return [{ ...result, said: inOneLine(result.said) }];
    }
  },
};

/** Throws a `UserError` where the trails can't be asked, or none can feed it. */
export async function readFeed(facts: Facts): Promise<Feed> {
  const { settings, caller, region } = facts;
  const parameters = stackAt(facts, 'notifier')?.parameters ?? {};
  const deployed = { logGroup: parameters['LogGroupName'], bucket: parameters['TrailBucket'] };
  return feedOf(settings, await facts.trails(), { account: caller.account, region }, deployed);
}

function resultsFor(trail: TrailFacts, { settings, caller, region, host }: Facts): CheckResult[] {
  const { name, bucket, logGroup } = trail;
  const [of, now] = [name, host.now()];
  const others = obstacles({ ...trail, isLogging: true }, settings, { account: caller.account, region });
  const readsLogs = settings.pipelines.some((pipeline) => pipeline === 'logs' || pipeline === 'alarms');
  return [
    logging(trail),
    ...others.map((why): CheckResult => ({ check, of, state: 'failed', said: why, todo: OBSTACLE })),
    ...(trail.hasReads === false ? [{ check, of, state: 'warning', said: NO_READS, todo: RECORD_READS } as const] : []),
    delivery(of, { what: 'file', where: `bucket ${bucket}`, help: BUCKET_HELP }, trail.lastFile, trail.fileError, now),
    ...(readsLogs && logGroup !== undefined
      ? [
          delivery(
            of,
            { what: 'delivery', where: `log group ${logGroup.name}`, help: LOGS_HELP },
            trail.lastLogs,
            trail.logsError,
            now,
          ),
        ]
      : []),
  ];
}

const OBSTACLE =
  'Mend that, choose another trail or other pipelines in login-watch.yaml, then run `login-watch deploy`.';
const NO_READS = 'it records no read events, and sign-ins by `aws login` and role sessions are such';
const RECORD_READS = 'Let the trail record management events that read, too (in its event selectors).';
const BUCKET_HELP =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html';
const LOGS_HELP =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html';

function logging({ name: of, arn, homeRegion, isLogging }: TrailFacts): CheckResult {
  if (isLogging) return { check, of, state: 'ok', said: 'it is logging' };
  const todo = `Find out who stopped it; \`aws cloudtrail start-logging --region ${homeRegion} --name ${arn}\` starts it again.`;
  return { check, of, state: 'failed', said: 'it is not logging, so nothing can be told', todo };
}

interface Delivery {
  readonly what: string;
  readonly where: string;
  readonly help: string;
}

/** An account in which nothing is done gets none for some time; one in which something is, every few minutes. */
function delivery(
  of: string,
  { what, where, help }: Delivery,
  last: string | undefined,
  error: string | undefined,
  now: number,
): CheckResult {
  const before = last === undefined ? undefined : now - Date.parse(last);
  const when = before === undefined ? 'none so far' : `the last ${lasting(before)} ago`;
  if (error !== undefined && error !== '') {
    const todo = `Mend what CloudTrail may do there: ${help}`;
    return { check, of, state: 'failed', said: `CloudTrail fails to write to ${where} (${error}); ${when}`, todo };
  }
  const said = `${what} in ${where}: ${when}`;
  if (before !== undefined && before <= HOUR) return { check, of, state: 'ok', said };
  return {
    check,
    of,
    state: 'warning',
    said,
    todo: `Is anything done in the account? If so, look at what CloudTrail may do there: ${help}`,
  };
}
