/** CloudTrail's deliveries: to EventBridge, and to the files and log groups of the account's trails. */
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../src/core/event.ts';
import { textAt } from '../src/core/fields.ts';
import type { Account } from './account/account.ts';
import { isSelected, type Trail, type Trails } from './account/trails.ts';

/**
 * At once, while AWS takes minutes. Events that aren't records (`detail-type`) come to EventBridge only; records come
 * there, too, but only while a trail of their region is logging, whatever it selects: AWS doesn't say.
 */
export function recordAll(all: readonly JsonObject[], account: Account): void {
  const isRecord = (event: JsonObject) => event['detail-type'] === undefined;
  const trails = account.cloudtrail.trails.filter(({ status }) => status['IsLogging'] !== false);
  // Another account's events are on its own buses.
  const isElsewhere = (event: JsonObject) => account.accounts.has(textAt(event, 'recipientAccountId') ?? '');
  for (const event of all.filter((one) => !isElsewhere(one)))
    if (!isRecord(event) || trails.some((trail) => isWithin(trail, event, account))) account.events.record(event);
  for (const { cloudtrail } of account.accounts.values()) writeOrganization(all.filter(isRecord), cloudtrail, account);
  const own = all.filter((event) => isRecord(event) && !isElsewhere(event));
  for (const trail of trails) {
    const records = own.filter((one) => isWithin(trail, one, account) && isSelected(trail, one));
    if (records.length > 0) write(records, trail, account);
  }
}

/** A trail of one region has that region's records. */
const isWithin = ({ about, region }: Trail, record: JsonObject, { cloudtrail }: Account): boolean =>
  about['IsMultiRegionTrail'] === true || (textAt(record, 'awsRegion') ?? cloudtrail.world.home) === region;

function write(records: readonly JsonObject[], { about, arn, region, status }: Trail, account: Account): void {
  const now = account.cloudtrail.world.now() / 1_000;
  const bucket = textAt(about, 'S3BucketName') ?? '';
  const [, there = '', owner, group = ''] =
    /^arn:aws:logs:([^:]*):(\d*):log-group:([^:]+)/.exec(textAt(about, 'CloudWatchLogsLogGroupArn') ?? '') ?? [];
  const isShut = textAt(status, 'LatestCloudWatchLogsDeliveryError') !== undefined;
  if (owner === account.account && !isShut) {
    writeLog(records, group, there, account);
    account.cloudtrail.turn(arn, { LatestCloudWatchLogsDeliveryTime: now }, region);
  }
  if (account.s3.buckets.has(bucket)) {
    writeFile(records, bucket, account);
    account.cloudtrail.turn(arn, { LatestDeliveryTime: now }, region);
  }
}

/** The files of another account's trails of the organization, in whichever account's bucket: all accounts' records. */
function writeOrganization(records: readonly JsonObject[], { trails, world }: Trails, account: Account): void {
  for (const { about, status } of trails) {
    if (about['IsOrganizationTrail'] !== true || status['IsLogging'] === false) continue;
    const bucket = textAt(about, 'S3BucketName') ?? '';
    const holder = account.s3.holderOf(bucket);
    const owners = new Set(records.map((record) => textAt(record, 'recipientAccountId') ?? world.account));
    for (const owner of holder.buckets.has(bucket) ? owners : []) {
      const own = records.filter((record) => (textAt(record, 'recipientAccountId') ?? world.account) === owner);
      writeFile(own, bucket, { s3: holder, account: `${ORGANIZATION}/${owner}` });
    }
  }
}

const ORGANIZATION = 'o-exampleorgid';

/** The time of a log event is its arrival. */
function writeLog(records: readonly JsonObject[], group: string, region: string, account: Account): void {
  if (!account.logs.groupsIn(region).has(group)) return;
  const timestamp = account.logs.world.now();
  const stream = `${account.account}_CloudTrail_${region}`;
  const events = records.map((record) => ({ timestamp, message: JSON.stringify(record) }));
  account.logs.put(group, events, { stream, region });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
export function writeFile(
  records: readonly JsonObject[],
  bucket: string,
  account: Pick<Account, 's3' | 'account'>,
): void {
  const region = textAt(records[0], 'awsRegion') ?? account.s3.world.home;
  const at = new Date(account.s3.world.now()).toISOString();
  const minute = at.replace(/[-:]/g, '').slice(0, 13);
  const folder = `AWSLogs/${account.account}/CloudTrail/${region}/${at.slice(0, 10).replaceAll('-', '/')}`;
  const number = String(account.s3.keys(bucket).length).padStart(16, '0');
  const key = `${folder}/${account.account.split('/').at(-1)}_CloudTrail_${region}_${minute}Z_${number}.json.gz`;
  account.s3.put(bucket, key, gzipSync(JSON.stringify({ Records: records })));
}
