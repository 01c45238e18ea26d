/** Reads what may hear of a made-up record besides what an audit follows. */
import { patterns } from '../../../auditing/follow.ts';
import { ownEvents } from '../../../auditing/live/own-calls.ts';
import { ALARM_STATES, changeOf, type HearingGround } from '../../../auditing/live/receivers.ts';
import type { AccountFilter } from '../../../auditing/live/rings.ts';
import type { Alarm, BusRule, Reading, RegionState, Snapshot } from '../../../auditing/snapshot.ts';
import type { JsonObject } from '../../../core/event.ts';
import { isObject, textAt } from '../../../core/fields.ts';
import { mapConcurrent } from '../../map-concurrent.ts';
import { attempt, type Reader } from '../attempt.ts';
import { readRules } from '../rules.ts';
import { readTopic } from '../topics.ts';

export type Listeners = Pick<HearingGround, 'topics' | 'alarmRules' | 'everyGroup'>;

/** Topics at a time. */
const AT_ONCE = 8;

/** `regions`: those in which something is put. `own`: events that are put on their buses. */
export async function readListeners(
  regions: readonly string[],
  own: readonly JsonObject[],
  snapshot: Snapshot,
  reader: Reader,
): Promise<Listeners> {
  const states = regions.flatMap((region) => snapshot.regions.get(region) ?? []);
  const isWanted = takesAny(regions, own, states, snapshot.account);
  const alarmRules = new Map<string, Reading<readonly BusRule[]>>();
  const everyGroup = new Map<string, Reading<readonly AccountFilter[]>>();
  for (const region of regions) {
    alarmRules.set(region, await readRules(region, reader, isWanted));
    everyGroup.set(region, await readAccountFilters(region, reader));
  }
  const arns = [...states.flatMap(alarmsIn).flatMap(actionsOf), ...[...alarmRules.values()].flatMap(targetsOf)];
  const isNew = (arn: string) => isTopic(arn, snapshot.account) && !snapshot.topics.has(arn);
  const topics = await mapConcurrent(
    [...new Set(arns)].filter(isNew),
    AT_ONCE,
    async (arn) => [arn, await readTopic(arn, reader)] as const,
  );
  return { topics: new Map(topics), alarmRules, everyGroup };
}

const alarmsIn = ({ alarms }: RegionState): readonly Alarm[] => (alarms.kind === 'read' ? alarms.value : []);
const actionsOf = ({ actions, otherActions }: Alarm): readonly string[] => [...actions, ...otherActions];

const targetsOf = (rules: Reading<readonly BusRule[]>): readonly string[] =>
  rules.kind === 'refused'
    ? []
    : rules.value.flatMap(({ targets }) => (targets.kind === 'read' ? targets.value.map(({ arn }) => arn) : []));

const isTopic = (arn: string, account: string) =>
  arn.startsWith('arn:') && arn.split(':')[2] === 'sns' && arn.split(':')[4] === account;

/** True for patterns that take a change of an alarm, a call of ours or an event of ours, or can't be evaluated. */
function takesAny(
  regions: readonly string[],
  own: readonly JsonObject[],
  states: readonly RegionState[],
  account: string,
): (pattern: string) => boolean {
  const known = patterns();
  const alarms = states.flatMap(alarmsIn);
  const ofRegions = regions.flatMap((region) => [
    ...ownEvents(account, region, true),
    ...alarms.flatMap((alarm) => ALARM_STATES.map((state) => changeOf(alarm, state, region, account))),
  ]);
  const events = [...own, ...ofRegions];
  return (pattern) => {
    const matches = known.rule(pattern);
    return matches === undefined || events.some(matches);
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html */
async function readAccountFilters(region: string, reader: Reader): Promise<Reading<readonly AccountFilter[]>> {
  const { DescribeAccountPoliciesCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  return attempt('logs:DescribeAccountPolicies', region, reader, async () => {
    const client = await reader.aws.logs(region);
    const command = new DescribeAccountPoliciesCommand({ policyType: 'SUBSCRIPTION_FILTER_POLICY' });
    const { accountPolicies = [] } = await client.send(command, { abortSignal: reader.signal });
    return accountPolicies.map(({ policyName = '', policyDocument = '', selectionCriteria = '' }) => {
      const document = objectIn(policyDocument);
      return {
        name: policyName,
        pattern: textAt(document, 'FilterPattern') ?? '',
        destination: textAt(document, 'DestinationArn') ?? '',
        // `LogGroupName NOT IN ["a", "b"]`
        except: [...selectionCriteria.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name),
      };
    });
  });
}

function objectIn(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
