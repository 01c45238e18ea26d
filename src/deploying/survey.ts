/** The parts of the account that deploying depends on; refuses if another owner's resource is in the way. */

import { type Identity, readIdentity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import { type EnabledRegions, enabledRegions } from '../aws/regions.ts';
import { regionOfBucket, tellsEventBridge } from '../aws/resources/bucket-events.ts';
import { readSubscriptions } from '../aws/resources/log-subscriptions.ts';
import { readTrails, type TrailFacts } from '../aws/trails.ts';
import { namesOf } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { REFUSAL_WORDS, type RefusalWords } from '../messages/set-up/refusals.ts';
import { chooseTrail, type TrailChoice } from './choose-trail.ts';
import type { DeployOptions } from './deployment.ts';
import { type Keys, readKeys } from './keys.ts';

export interface Survey {
  readonly identity: Identity;
  readonly trail: TrailChoice;
  /** All that record the home region. */
  readonly trails: readonly TrailFacts[];
  /** Regions that may record sign-ins. */
  readonly regions: EnabledRegions;
  /** The trail's log group; undefined where no pipeline needs it. */
  readonly logGroup: string | undefined;
  /** The trail's bucket, where pipeline `s3` needs it. */
  readonly bucket: { readonly name: string; readonly tellsEventBridge: boolean } | undefined;
  /** Keys of one's own on secrets and files. */
  readonly keys: Keys;
}

/** A log group takes two: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MOST_SUBSCRIPTIONS = 2;

/** `filters` is how many subscription filters these settings need. */
export async function surveyAccount(
  settings: Settings,
  filters: number,
  aws: Aws,
  { signal }: Pick<DeployOptions, 'signal'>,
): Promise<Survey> {
  const identity = await readIdentity(aws, 'deploy', signal);
  const { region } = identity;
  const [trails, regions] = await Promise.all([readTrails(aws, region), enabledRegions(aws, signal)]);
  const trail = chooseTrail(settings, trails, identity);
  const uses = (...pipelines: readonly string[]) => settings.pipelines.some((pipeline) => pipelines.includes(pipeline));
  const logGroup = !uses('logs', 'alarms')
    ? undefined
    : trail.use === 'new'
      ? namesOf(settings.name).trailLog
      : trail.trail.logGroup?.name;
  if (uses('logs') && logGroup !== undefined)
    await checkSubscriptions({ logGroup, needed: filters }, settings, identity, aws);
  const bucket = uses('s3') ? await bucketOf(trail, settings, identity, aws) : undefined;
  return {
    identity,
    trail,
    trails,
    regions,
    logGroup,
    bucket,
    keys: await readKeys(settings, trail, bucket?.name, identity, aws),
  };
}

async function checkSubscriptions(
  { logGroup, needed }: { readonly logGroup: string; readonly needed: number },
  settings: Settings,
  { region, account, partition }: Identity,
  aws: Aws,
): Promise<void> {
  const own = `arn:${partition}:lambda:${region}:${account}:function:${namesOf(settings.name).notifier}`;
  const others = ((await readSubscriptions(logGroup, aws, region)) ?? []).filter(
    ({ destination }) => destination !== own,
  );
  const names = others.map(({ name, destination }) => `  ${visible(name)} -> ${visible(destination)}`).join('\n');
  // As the template names them (`templates/notifier.yaml`): putting one of that name would replace theirs.
  const ours = [1, 2].map(namesOf(settings.name).logsFilter);
  if (others.some(({ name }) => ours.includes(name))) {
    throw refusal((words) => words.foreignFilters(logGroup, names));
  }
  if (others.length + needed <= MOST_SUBSCRIPTIONS) return;
  throw refusal((words) => words.filtersFull(logGroup, needed, others.length, names));
}

async function bucketOf(trail: TrailChoice, settings: Settings, { account, region }: Identity, aws: Aws) {
  // Our own template switches it on.
  if (trail.use === 'new') return { name: namesOf(settings.name).trailBucket(account), tellsEventBridge: true };
  const { bucket } = trail.trail;
  const found = await regionOfBucket(bucket, aws, region);
  if (found !== undefined && found !== region) {
    throw refusal((words) => words.bucketElsewhere(bucket, visible(found)));
  }
  return { name: bucket, tellsEventBridge: await tellsEventBridge(bucket, aws, { region, account }) };
}

function refusal(pick: (words: RefusalWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(REFUSAL_WORDS, pick);
  return new UserError(message, { hint });
}
