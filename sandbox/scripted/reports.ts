/** Accounts of public reports, most about trails of organizations, that other tools judged wrongly. */
import type { JsonObject } from '../../src/core/event.ts';
import type { Account } from '../account/account.ts';
import { recordAll } from '../trail-writer.ts';
import { BUCKET, FILTERS, GROUP, HOME, happenings, putAlarm, putFilter, subscribe, TRAIL } from './good.ts';
import { type Change, replaceTrail } from './steps.ts';

const MANAGER = '444455556666';
const groupArn = (name: string, region: string, account: string) =>
  `arn:aws:logs:${region}:${account}:log-group:${name}:*`;

/** As member accounts see it: all of it is the management account's. */
function addOrganization(account: Account, more: JsonObject = {}): void {
  account.s3.foreign.add('org-trail');
  const trail: JsonObject = { Name: 'org', S3BucketName: 'org-trail', IsOrganizationTrail: true };
  account.cloudtrail.add(
    { ...TRAIL, ...trail, CloudWatchLogsLogGroupArn: groupArn('org-logs', HOME, MANAGER), ...more },
    { owner: MANAGER, status: { LatestDeliveryTime: account.logs.world.now() / 1_000 } },
  );
}

const removeOwn = (account: Account) => account.cloudtrail.remove(account.cloudtrail.arnOf('main', HOME));

/** https://github.com/prowler-cloud/prowler/issues: reported as failed, and good. */
export const GOOD_REPORTS: Readonly<Record<string, Change>> = {
  'prowler#26: a filter that leaves services out': (account) =>
    putFilter(account, 'CloudWatch.2', {
      pattern:
        '{ ($.errorCode = "*UnauthorizedOperation") || (($.errorCode = "AccessDenied*") && ($.eventSource != "kms.amazonaws.com") && ($.userIdentity.type != "AWSService")) }',
    }),
  "prowler#325: the trail's home is another region": (account) => {
    const home = 'eu-north-1';
    removeOwn(account);
    account.logs.groupsIn(HOME).delete(GROUP);
    account.cloudwatch.alarmsIn(HOME).clear();
    account.logs.create(GROUP, home);
    const topic = account.sns.create('alerts', home);
    for (const person of ['alice', 'bob']) subscribe(account, topic, `${person}@example.com`);
    const status = { LatestDeliveryTime: account.logs.world.now() / 1_000 };
    const logs = { CloudWatchLogsLogGroupArn: groupArn(GROUP, home, account.account) };
    account.cloudtrail.add({ ...TRAIL, ...logs }, { region: home, status });
    const moved = happenings(account).map((event) => ({ ...event, awsRegion: home }));
    account.cloudtrail.history.splice(0, 2, ...moved);
    recordAll(moved, account);
    for (const [name, pattern] of FILTERS) {
      putFilter(account, name, { pattern, region: home });
      putAlarm(account, name, topic, {}, home);
    }
  },
  "prowler#383: an organization's trail beside the account's own, with a log group of the same name": (account) =>
    addOrganization(account, { CloudWatchLogsLogGroupArn: groupArn(GROUP, HOME, MANAGER) }),
  "prowler#701: the organization's trail stands first": (account) => {
    const own = account.cloudtrail.trails;
    account.cloudtrail.trails = [];
    addOrganization(account);
    account.cloudtrail.trails = [...account.cloudtrail.trails, ...own];
  },
  'prowler#747: two trails, filters on the log group of one': (account) => {
    account.logs.create('second');
    account.cloudtrail.add(
      { ...TRAIL, Name: 'second', CloudWatchLogsLogGroupArn: groupArn('second', HOME, account.account) },
      { status: { LatestDeliveryTime: account.logs.world.now() / 1_000 } },
    );
    recordAll(happenings(account), account);
  },
  'prowler#960: a filter without brackets': (account) =>
    putFilter(account, 'CloudWatch.1', {
      pattern:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    }),
  'prowler#2438: the management account of the organization': (account) => {
    replaceTrail(account, { IsOrganizationTrail: true });
    const [key = ''] = account.s3.keys(BUCKET);
    account.s3.put(BUCKET, key.replace('AWSLogs/', 'AWSLogs/o-exampleorgid/'), account.s3.get(BUCKET, key) ?? '');
  },
};

/** Neither good nor bad: the alarms, if there are any, are in the management account. */
export const UNKNOWN_REPORTS: Readonly<Record<string, Change>> = {
  "prowler#2438, #1427: a member account with the organization's trail alone": (account) => {
    removeOwn(account);
    addOrganization(account);
  },
  "prowler#383, with the member's own log group without filters": (account) => {
    addOrganization(account);
    account.logs.group(GROUP).metricFilters.clear();
  },
};

export const BAD_REPORTS: Readonly<Record<string, Change>> = {
  'modernisation-platform#12604: alarms of one region, for a trail of that region': (account) =>
    replaceTrail(account, { IsMultiRegionTrail: false }),
  'cnspec#3675: filters on a log group that no trail writes to, and a topic without subscribers': (account) => {
    account.logs.create('made-by-remediation');
    const filters = account.logs.group(GROUP).metricFilters;
    filters.clear();
    const topic = account.sns.create('nobody');
    for (const [name, pattern] of FILTERS) {
      putFilter(account, name, { pattern, group: 'made-by-remediation' });
      putAlarm(account, name, topic);
    }
  },
};
