/** Whether a trail can feed pipelines from here, as codes that each language has words for. Pure. */
import { type Pipeline, type Settings, trailBucketOf, trailNameOf } from '../../../core/settings.ts';
import type { Facts, Trail } from './state.ts';
import { SUGGESTED_PIPELINES } from './state.ts';

export type Misfit = 'not-logging' | 'one-region' | 'no-log-group' | 'foreign-log-group' | 'foreign-bucket';

/** None means that it can. The same conditions as `obstacles` of stacks/choose-trail.ts, which has the last word. */
export function misfits(trail: Trail, pipelines: readonly Pipeline[], { who }: Pick<Facts, 'who'>): readonly Misfit[] {
  const needsLogs = pipelines.includes('logs') || pipelines.includes('alarms');
  const { logGroup } = trail;
  const isForeign = logGroup !== undefined && (logGroup.account !== who.account || logGroup.region !== who.region);
  const found: readonly (readonly [boolean, Misfit])[] = [
    [!trail.isLogging, 'not-logging'],
    [!trail.isMultiRegion, 'one-region'],
    [needsLogs && logGroup === undefined, 'no-log-group'],
    [needsLogs && isForeign, 'foreign-log-group'],
    [pipelines.includes('s3') && trail.owner !== who.account, 'foreign-bucket'],
  ];
  return found.flatMap(([applies, misfit]) => (applies ? [misfit] : []));
}

/** The trail that these settings mean, where there is one. */
export function trailOf(settings: Settings, facts: Facts): Trail | undefined {
  if (settings.trail.use === 'new' || trailBucketOf(settings) !== undefined) return undefined;
  const name = trailNameOf(settings);
  return name === undefined ? suggested(facts) : facts.trails.find((one) => one.name === name || one.arn === name);
}

/** One of the account's own before the organization's. Undefined: none can feed what is suggested, so make one. */
export function suggested(facts: Pick<Facts, 'trails' | 'who'>): Trail | undefined {
  return facts.trails
    .filter((trail) => misfits(trail, SUGGESTED_PIPELINES, facts).length === 0)
    .toSorted((a, b) => Number(a.isOrganization) - Number(b.isOrganization) || (a.name < b.name ? -1 : 1))[0];
}
