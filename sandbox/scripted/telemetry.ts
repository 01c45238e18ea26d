/** Accounts in which CloudTrail writes to log groups without a trail, by telemetry rules. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import { BUCKET, FILTERS, GROUP, HOME, putAlarm, putFilter, REGIONS, subscribe } from './good.ts';
import { ACCOUNT, byRule, type Change } from './steps.ts';

/** CloudTrail's own choice. */
const FED = 'aws/cloudtrail/managementevents';

interface Fed {
  readonly group?: string;
  /** Fields of the rule's destination. */
  readonly to?: JsonObject;
}

/** In each region a rule, its log group with all filters, and alarms; the trail keeps files only. */
function feed(account: Account, { group = FED, to = {} }: Fed = {}): void {
  account.cloudtrail.remove(account.cloudtrail.arnOf('main', HOME));
  account.cloudtrail.add(
    { Name: 'files', S3BucketName: BUCKET, IsMultiRegionTrail: true, LogFileValidationEnabled: true },
    { status: { LatestDeliveryTime: account.logs.world.now() / 1_000 } },
  );
  account.logs.group(GROUP).metricFilters.clear();
  for (const region of REGIONS) {
    account.logs.create(group, region);
    account.observabilityadmin.put('cloudtrail', region, to);
    const topic = account.sns.create('by-telemetry', region);
    subscribe(account, topic, 'alice@example.com');
    for (const name of FILTERS.keys()) {
      putFilter(account, name, { group, region });
      putAlarm(account, name, topic, {}, region);
    }
  }
}

/** Without a trail at all. */
function feedAlone(account: Account, fed: Fed = {}): void {
  feed(account, fed);
  account.cloudtrail.remove(account.cloudtrail.arnOf('files', HOME));
}

const turn = (account: Account, status: string) => {
  for (const region of REGIONS) account.observabilityadmin.stateIn(region).status = status;
};

export const TELEMETRY_BREAKS: Readonly<Record<string, Change>> = {
  'telemetry rules beside a trail of files': (account) => feed(account),
  'telemetry rules without a trail': (account) => {
    feedAlone(account);
    // Rules for other things come before and after it on the pages of the list.
    for (const region of REGIONS)
      for (const name of ['a', 'b'])
        account.observabilityadmin.put(name, region, {}, { ResourceType: 'AWS::EC2::VPC', TelemetryType: 'Logs' });
  },
  'a name of their own for the log group': (account) =>
    feed(account, { group: `trail-${ACCOUNT}`, to: { DestinationPattern: 'trail-<accountId>' } }),
  'the name as the console shows it': (account) =>
    feed(account, { to: { DestinationPattern: 'aws/cloudtrail/[event-type]' } }),
  'a name with a part that is not known': (account) =>
    feed(account, { group: 'trail-1', to: { DestinationPattern: 'trail-<something>' } }),
  'evaluation of telemetry rules stopped': (account) => {
    feed(account);
    turn(account, 'STOPPED');
  },
  'a telemetry rule in one region only': (account) => {
    feedAlone(account);
    account.observabilityadmin.stateIn('eu-north-1').rules.clear();
    account.logs.groupsIn('eu-north-1').delete(FED);
  },
  'telemetry rules for data events only': (account) =>
    feedAlone(account, {
      to: {
        CloudtrailParameters: {
          AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }],
        },
      },
    }),
  'telemetry rules that the account does not show': (account) => {
    feed(account);
    for (const region of REGIONS) account.observabilityadmin.stateIn(region).rules.clear();
  },
  'EventBridge rules with telemetry rules alone': (account) => {
    byRule(account, {}, REGIONS);
    feedAlone(account);
    for (const region of REGIONS) account.logs.group(FED, region).metricFilters.delete('CloudWatch.9');
  },
};
