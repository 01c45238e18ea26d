/** Sample records put through an account, each by itself, and what arrives at a receiver within an hour. */
import { HOME, REGIONS } from '../../../sandbox/scripted/good.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { recordAll } from '../../../sandbox/trail-writer.ts';
import { audit } from '../../../src/auditing/audit.ts';
import { isOpen } from '../../../src/auditing/checks/leading.ts';
import { globalRegionIn } from '../../../src/auditing/deeds/deed.ts';
import { DEEDS } from '../../../src/auditing/deeds/index.ts';
import { follow, patterns } from '../../../src/auditing/follow.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt } from '../../../src/core/fields.ts';
import { MINUTE } from '../../../src/core/time.ts';
import type { TestAccount } from '../records/account.ts';
import { audited } from './audited.ts';

/** The audit calls an alarm that goes off later too late. */
const MINUTES = 60;
const START = Date.UTC(2026, 10, 29, 12);

interface Compared {
  /** Sentences, one for each record whose verdict and fate differ. */
  readonly wrong: readonly string[];
  /** Records of which the audit says something. */
  readonly judged: number;
}

export async function arrivals(change: Change): Promise<Compared> {
  const clock = { now: START };
  const { account, snapshot } = await audited(change, { now: () => clock.now });
  const state = await snapshot();
  const ground = { snapshot: state, known: patterns(), own: undefined };
  const lab = prepare(account, clock);
  const wrong: string[] = [];
  const fates = new Map<string, boolean>();
  let judged = 0;
  const fateOf = async (records: readonly JsonObject[]) => {
    const key = JSON.stringify(records);
    const known = fates.get(key) ?? (await lab(records));
    fates.set(key, known);
    return known;
  };
  const verdicts = new Map(audit(state).map((verdict) => [verdict.id, verdict]));
  for (const { id, samples } of DEEDS) {
    const arrived: boolean[] = [];
    for (const { name, where, record, before, times = 1 } of samples) {
      for (const region of where === 'global' ? [globalRegionIn(REGIONS)] : REGIONS) {
        const one = record({ account: account.account, region });
        const place = { account: account.account, region };
        // Others before it would raise alarms of their own.
        const several = times > 1 ? [...(before?.(place) ?? []), one] : [one];
        const isThere = await fateOf(several);
        arrived.push(isThere);
        const followed = follow(one, region, ground, { times });
        const { ways } = followed;
        if (ways.length === 0 && isOpen(followed)) continue;
        if (ways.length > 0 !== isThere)
          wrong.push(`${id} ${name} ${region}: ${ways.length} ways, ${isThere ? 'arrives' : 'nothing arrives'}`);
      }
    }
    const result = verdicts.get(id)?.result;
    if (result !== 'unknown') judged += 1;
    if (result === 'pass' && arrived.includes(false)) wrong.push(`${id} passes, and not all arrives`);
    if (result === 'fail' && !arrived.includes(false)) wrong.push(`${id} fails, and all arrives`);
  }
  return { wrong, judged };
}

type Lab = (records: readonly JsonObject[]) => Promise<boolean>;

/** Each record finds the alarms as they are before it, and nothing in any metric. */
function prepare(account: TestAccount, clock: { now: number }): Lab {
  const { cloudwatch } = account;
  const hasDefaults = [...REGIONS].some((region) =>
    [...account.logs.groupsIn(region).values()].some((group) =>
      [...group.metricFilters.values()].some((filter) =>
        listAt(filter, 'metricTransformations').some((metric) => numberAt(metric, 'defaultValue') !== undefined),
      ),
    ),
  );
  const pass = () => {
    clock.now += MINUTE;
    if (hasDefaults) recordAll([NOISE], account);
    for (const region of REGIONS) cloudwatch.evaluate(region);
  };
  // Before anything happens alarms come to rest.
  for (let minute = 0; minute < 10; minute += 1) pass();
  const resting = REGIONS.map(
    (region) => [region, new Map(cloudwatch.alarmsIn(region)), [...cloudwatch.dataIn(region)]] as const,
  );
  const rested = clock.now;
  return async (records) => {
    clock.now = rested;
    for (const [region, alarms, data] of resting) {
      for (const [name, alarm] of alarms) cloudwatch.alarmsIn(region).set(name, alarm);
      cloudwatch.dataIn(region).splice(0, Number.POSITIVE_INFINITY, ...data);
      for (const group of account.logs.groupsIn(region).values()) group.events.length = 0;
    }
    await account.settled();
    const before = await countOf(account);
    recordAll(records, account);
    for (let minute = 0; minute < MINUTES; minute += 1) {
      await account.settled();
      if ((await countOf(account)) > before) return true;
      if (!isCounted(account)) return false;
      pass();
    }
    return false;
  };
}

/** A record that no filter takes. */
const NOISE: JsonObject = {
  eventSource: 'ec2.amazonaws.com',
  eventName: 'DescribeInstances',
  eventType: 'AwsApiCall',
  readOnly: true,
  awsRegion: HOME,
};

/** True if a metric filter counted something, so that an alarm may still go off. */
const isCounted = ({ cloudwatch }: TestAccount): boolean =>
  REGIONS.some((region) =>
    cloudwatch.dataIn(region).some(({ namespace, value }) => namespace !== 'AWS/Logs' && value > 0),
  );

/** Messages to people and machines so far; those about an alarm that is over don't count. */
async function countOf({ sns, lambda, sqs }: TestAccount): Promise<number> {
  const isAlert = ({ message }: { readonly message: string }) => !/"NewStateValue":"(?!ALARM")/.test(message);
  const read = REGIONS.flatMap((region) => [...lambda.mappingsIn(region).values()]).filter(
    ({ State }) => State === 'Enabled',
  );
  const queued = read.map(({ EventSourceArn }) => sqs.byArn(EventSourceArn)?.messages.length ?? 0);
  const sent = [...sns.mails, ...sns.posts].filter(isAlert).length;
  return sent + lambda.invocations.length + queued.reduce((sum, count) => sum + count, 0);
}
