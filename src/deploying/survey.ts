/** The parts of the account that deploying depends on; refuses if another owner's resource is in the way. */
import { type Identity, readIdentity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import { type EnabledRegions, enabledRegions } from '../aws/regions.ts';
import { readTrails, type TrailFacts } from '../aws/trails.ts';
import { namesOf } from '../core/names.ts';
import type { Words } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { chooseTrail, type TrailChoice } from './choose-trail.ts';
import type { DeployOptions } from './deployment.ts';
import { type Keys, readKeys } from './keys.ts';
import { checkLogFilters } from './log-filters.ts';
import { filesOf, type TrailFiles } from './trail-files.ts';

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
  readonly bucket: TrailFiles | undefined;
  /** AWS's refusal to list the log group's metric filters, a sentence without its end. */
  readonly filtersUnread: Words | undefined;
  /** Keys of one's own on secrets and files. */
  readonly keys: Keys;
}

export async function surveyAccount(
  settings: Settings,
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
      : trail.trail?.logGroup?.name;
  const filtersUnread =
    uses('logs') && logGroup !== undefined ? await checkLogFilters(logGroup, settings, identity, aws) : undefined;
  const bucket = uses('s3') ? await filesOf(trail, settings, identity, aws) : undefined;
  return {
    identity,
    trail,
    trails,
    regions,
    logGroup,
    bucket,
    filtersUnread,
    keys: await readKeys(settings, trail, bucket, identity, aws),
  };
}
