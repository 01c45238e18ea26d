/** CloudTrail at work: what happened comes to EventBridge, and to the files and log groups of the account's trails. */
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../core/event.ts';
import { textAt } from '../core/fields.ts';
import type { Account } from './account/account.ts';

/** At once, where AWS takes minutes. Events that are no records (`detail-type`) come to EventBridge only. */
export function recordAll(records: readonly JsonObject[], account: Account): void {
  for (const record of records) account.events.record(record);
  const recorded = records.filter((record) => record['detail-type'] === undefined);
  if (recorded.length === 0) return;
  for (const { about, region } of account.cloudtrail.trails) {
    const bucket = textAt(about, 'S3BucketName') ?? '';
    const group = /:log-group:([^:]+)/.exec(textAt(about, 'CloudWatchLogsLogGroupArn') ?? '')?.[1];
    if (group !== undefined) writeLog(recorded, group, region, account);
    if (account.s3.buckets.has(bucket)) writeFile(recorded, bucket, account);
  }
}

/** The time of a log event is that of its arrival. */
function writeLog(records: readonly JsonObject[], group: string, region: string, account: Account): void {
  const timestamp = account.logs.world.now();
  const stream = `${account.account}_CloudTrail_${region}`;
  const events = records.map((record) => ({ timestamp, message: JSON.stringify(record) }));
  account.logs.put(group, events, { stream, region });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
function writeFile(records: readonly JsonObject[], bucket: string, account: Account): void {
  const region = textAt(records[0], 'awsRegion') ?? account.s3.world.home;
  const at = new Date(account.s3.world.now()).toISOString();
  const minute = at.replace(/[-:]/g, '').slice(0, 13);
  const folder = `AWSLogs/${account.account}/CloudTrail/${region}/${at.slice(0, 10).replaceAll('-', '/')}`;
  const number = String(account.s3.keys(bucket).length).padStart(16, '0');
  const key = `${folder}/${account.account}_CloudTrail_${region}_${minute}Z_${number}.json.gz`;
  account.s3.put(bucket, key, gzipSync(JSON.stringify({ Records: records })));
}
