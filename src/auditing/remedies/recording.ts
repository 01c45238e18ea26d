/** Calls after which a trail records the management events of every region. */
import { arnIn } from '../../core/arn.ts';
import { globalRegionIn } from '../deeds/deed.ts';
import { selects } from '../selects.ts';
import type { Snapshot, TrailState } from '../snapshot.ts';
import { newBucket } from './buckets.ts';
import type { AwsCall } from './remedy.ts';
import { ofAllRegions, selectingAll, startLogging, toLogGroup } from './trails.ts';

const NAME = 'login-watch-audit';

/** A trail of all regions with a bucket and a log group of its own; none while somebody else's trail may be unseen. */
export function newTrail(snapshot: Snapshot): readonly AwsCall[] {
  const { account, regions, trails } = snapshot;
  const isSeen = [...regions.values()].every((region) => region.trails.kind === 'read');
  if (trails.length > 0 || !isSeen) return [];
  const all = [...regions.keys()];
  const global = globalRegionIn(all);
  const homeRegion = regions.has(global) ? global : (all[0] ?? global);
  const arn = arnIn({ account, region: homeRegion }, 'cloudtrail', `trail/${NAME}`);
  const bucket = `${NAME}-trail-${account}`;
  const trail: TrailState = { ...EMPTY, arn, homeRegion, owner: account, bucket };
  return [
    ...newBucket(trail, snapshot),
    [
      'cloudtrail',
      'create-trail',
      homeRegion,
      { Name: NAME, S3BucketName: bucket, IsMultiRegionTrail: true, EnableLogFileValidation: true },
    ],
    ...toLogGroup(trail, snapshot),
    ...startLogging(trail, snapshot),
  ];
}

const NOT_YET = { kind: 'refused', action: '', why: { en: '', ja: '' }, isDenied: false } as const;

const EMPTY: TrailState = {
  ...{ name: NAME, arn: '', homeRegion: '', owner: '', bucket: '', keyPrefix: '' },
  ...{ isMultiRegion: true, isOrganization: false, isValidated: true },
  ...{ logGroup: undefined, logsRole: undefined, status: NOT_YET, selection: NOT_YET },
};

/** For a trail of this account that doesn't record all of them, or a new one. */
export function recordingAll(snapshot: Snapshot): readonly AwsCall[] {
  const own = snapshot.trails.filter(({ owner }) => owner === snapshot.account);
  const isLogging = ({ status }: TrailState) => status.kind === 'read' && status.value.isLogging;
  const trail = own.find(({ isMultiRegion }) => isMultiRegion) ?? own.find(isLogging) ?? own[0];
  if (trail === undefined) return hasTelemetry(snapshot) ? [] : newTrail(snapshot);
  const { selection, isMultiRegion } = trail;
  const isWhole =
    selection.kind === 'read' &&
    [false, true].every((readOnly) => selects(selection.value, { eventSource: 'kms.amazonaws.com', readOnly }));
  return [
    ...(isMultiRegion ? [] : ofAllRegions(trail, snapshot)),
    ...(isWhole ? [] : selectingAll(trail, snapshot)),
    ...(isLogging(trail) ? [] : startLogging(trail, snapshot)),
  ];
}

/** True for an account whose owner chose telemetry rules, and has to choose again. */
export const hasTelemetry = ({ regions }: Snapshot): boolean =>
  [...regions.values()].some(({ telemetry }) => telemetry.kind === 'read' && telemetry.value.rules.length > 0);
