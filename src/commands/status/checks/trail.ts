/** Checks that the trail logs, and that its records arrive where the pipelines read them. */
import type { TrailFacts } from '../../../aws/trails.ts';
import type { Language, Words } from '../../../core/rule.ts';
import { trailBucketOf } from '../../../core/settings.ts';
import { HOUR, MINUTE } from '../../../core/time.ts';
import { wordsFrom, wordsIn } from '../../../core/words.ts';
import { obstacles } from '../../../deploying/choose-trail.ts';
import { STATUS_WORDS } from '../../../messages/operate/status.ts';
import type { StatusWords } from '../../../messages/operate/status.words.ts';
import type { CheckResult } from '../../../render/checks.ts';
import { type Check, failedWith } from '../../shared/checks.ts';
import { type Facts, stackAt } from './facts.ts';
import { type Feed, feedOf } from './feed.ts';
import { inOneLine, notChecked, say } from './results.ts';

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
      return trail === undefined ? [unseen(facts)] : resultsFor(trail, facts);
    } catch (error) {
      const result = failedWith(check, error);
      return [{ ...result, said: inOneLine(result.said), isFatal: true }];
    }
  },
};

/** Throws a `UserError` if the trails can't be read, or none can feed the notifier. */
export async function readFeed(facts: Facts): Promise<Feed> {
  const { settings, caller, region } = facts;
  const parameters = stackAt(facts, 'notifier')?.parameters ?? {};
  const deployed = { logGroup: parameters['LogGroupName'], bucket: parameters['TrailBucket'] };
  return feedOf(settings, await facts.trails(), { account: caller.account, region }, deployed);
}

/** Another account's trail, of which only the files are known. */
function unseen({ settings }: Facts): CheckResult {
  const { bucket = '', account = '' } = trailBucketOf(settings) ?? {};
  const todo = say(({ elsewhere }) => elsewhere.trailUnseenTodo(account));
  const said = say(({ elsewhere }) => elsewhere.trailUnseen(bucket, account));
  return { check, of: bucket, state: 'not checked', said, todo };
}

function resultsFor(trail: TrailFacts, { settings, caller, region, host }: Facts): CheckResult[] {
  const { name: of, bucket, logGroup } = trail;
  const place = { account: caller.account, region };
  const others = (language: Language) => obstacles({ ...trail, isLogging: true }, settings, place, language);
  const readsLogs = settings.pipelines.some((pipeline) => pipeline === 'logs' || pipeline === 'alarms');
  const started = trail.started === undefined ? undefined : host.now() - Date.parse(trail.started);
  const show = (target: Target) => delivery(of, target, host.now(), started);
  return [
    logging(trail),
    ...others('en').map((_, at): CheckResult => {
      const said = wordsFrom(STATUS_WORDS, (words, language) => words.trail.obstacle(others(language)[at] ?? ''));
      return { check, of, state: 'failed', said, todo: say((words) => words.trail.obstacleTodo) };
    }),
    ...(trail.hasReads === false ? [withoutReads(of)] : []),
    show({ kind: 'file', name: bucket, help: BUCKET_HELP, last: trail.lastFile, error: trail.fileError }),
    ...(readsLogs && logGroup !== undefined
      ? [show({ kind: 'log', name: logGroup.name, help: LOGS_HELP, last: trail.lastLogs, error: trail.logsError })]
      : []),
  ];
}

const BUCKET_HELP =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html';
const LOGS_HELP =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html';

const withoutReads = (of: string): CheckResult => ({
  check,
  of,
  state: 'warning',
  said: say((words) => words.trail.noReads),
  todo: say((words) => words.trail.noReadsTodo),
});

function logging({ name: of, arn, homeRegion, isLogging }: TrailFacts): CheckResult {
  if (isLogging) return { check, of, state: 'ok', said: say((words) => words.trail.logging) };
  const todo = say((words) => words.trail.startLogging(homeRegion, arn));
  return { check, of, state: 'failed', said: say((words) => words.trail.notLogging), todo, isFatal: true };
}

/** A place that the trail writes to, and how that went. */
interface Target {
  readonly kind: 'file' | 'log';
  readonly name: string;
  readonly help: string;
  readonly last: string | undefined;
  readonly error: string | undefined;
}

/** A trail delivers within this time, in ms: "typically … within an average of about 5 minutes", and some. */
const YOUNG = 15 * MINUTE;

/** A quiet account gets no delivery for some time, a busy one every few minutes. `age` of the trail, in ms. */
function delivery(of: string, target: Target, now: number, age: number | undefined): CheckResult {
  const { kind, name, help, last, error } = target;
  const before = last === undefined ? undefined : now - Date.parse(last);
  const isYoung = before === undefined && age !== undefined && age < YOUNG;
  const place = say((words) => words.trail.place(kind, name));
  const when = say(({ trail: words }) => {
    if (before !== undefined) return words.last(before);
    return isYoung ? words.young(age) : words.never;
  });
  if (error !== undefined && error !== '') {
    const said = sentence((words, language) => words.fails(place[language], error, when[language]));
    return { check, of, state: 'failed', said, todo: say((words) => words.trail.failsTodo(help)) };
  }
  const said = sentence((words, language) => words.delivery(kind, place[language], when[language]));
  if (isYoung || (before !== undefined && before <= HOUR)) return { check, of, state: 'ok', said };
  return { check, of, state: 'warning', said, todo: say((words) => words.trail.quietTodo(help)) };
}

const sentence = (pick: (words: StatusWords['trail'], language: Language) => string): Words =>
  wordsIn((language) => pick(STATUS_WORDS[language].trail, language));
