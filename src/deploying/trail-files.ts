/** The bucket that pipeline `s3` reads: whose it is, and whether it can be read from here. */
import type { Identity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import { refused } from '../aws/cloudformation/refused.ts';
import { lookAtBucket, regionOfBucket, tellsEventBridge } from '../aws/resources/bucket-events.ts';
import { namesOf } from '../core/names.ts';
import type { Settings, TrailBucket } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import type { TrailChoice } from './choose-trail.ts';
import { refusal } from './refusal.ts';

export interface TrailFiles {
  readonly name: string;
  /** The account that owns it. */
  readonly owner: string;
  /** Undefined for a bucket of another account, whose owner switches it on. */
  readonly tellsEventBridge: boolean | undefined;
}

/** Throws a `UserError` if the bucket is missing, in another region, or another account's than the settings say. */
export async function filesOf(
  trail: TrailChoice,
  settings: Settings,
  { account, region }: Identity,
  aws: Aws,
): Promise<TrailFiles> {
  // Our own template switches its events on.
  if (trail.use === 'new')
    return { name: namesOf(settings.name).trailBucket(account), owner: account, tellsEventBridge: true };
  const place = { account, region };
  if (trail.use === 'bucket') checkTopic(trail.from, region);
  if (trail.use === 'bucket' && trail.from.account !== account) return filesOfOther(trail.from, aws, region);
  const bucket = trail.use === 'bucket' ? trail.from.bucket : trail.trail.bucket;
  checkRegion(bucket, await regionOfBucket(bucket, aws, region), region, trail.use === 'existing');
  // A topic that hears of its files makes its own word of them needless.
  const hasTopic = trail.use === 'bucket' && trail.from.topic !== undefined;
  return { name: bucket, owner: account, tellsEventBridge: hasTopic || (await tellsEventBridge(bucket, aws, place)) };
}

async function filesOfOther({ bucket, account }: TrailBucket, aws: Aws, home: string): Promise<TrailFiles> {
  const { state, region } = await lookAtBucket(bucket, account, { aws, region: home, command: 'deploy' });
  if (state === 'missing') throw refused((words) => words.noTrailBucket(bucket));
  checkRegion(bucket, region, home, false);
  if (state === 'of another') throw refusal((words) => words.bucketOfAnother(bucket, account));
  return { name: bucket, owner: account, tellsEventBridge: undefined };
}

function checkRegion(bucket: string, found: string | undefined, home: string, hasLogs: boolean): void {
  if (found === undefined || found === home) return;
  throw refusal((words) => words.bucketElsewhere(bucket, visible(found), hasLogs));
}

/** Messages that a topic can't deliver go into a queue of its own region, and ours is at home. */
function checkTopic({ topic }: TrailBucket, home: string): void {
  const found = topic?.split(':')[3];
  if (topic === undefined || found === home) return;
  throw refusal((words) => words.topicElsewhere(topic, found ?? '', home));
}
