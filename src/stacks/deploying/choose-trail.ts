/** Which trail feeds the notifier: one that exists, or one of ours. Pure. */
import type { TrailFacts } from '../../aws/trails.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';

export type TrailChoice = { readonly use: 'new' } | { readonly use: 'existing'; readonly trail: TrailFacts };

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Why the trail can't feed these pipelines from this account and region; none means that it can. */
export function obstacles(trail: TrailFacts, { pipelines }: Settings, { account, region }: Place): readonly string[] {
  const found: string[] = [];
  if (!trail.isLogging) found.push('it is not logging');
  if (!trail.isMultiRegion) found.push(`it records ${trail.homeRegion} only, and sign-ins land in several regions`);
  const needsLogs = pipelines.filter((pipeline) => pipeline === 'logs' || pipeline === 'alarms');
  const { logGroup } = trail;
  if (needsLogs.length > 0) {
    const needs = `pipeline ${needsLogs.join(' and ')} needs`;
    if (logGroup === undefined) found.push(`${needs} a log group, and it writes to none`);
    else if (logGroup.account !== account)
      found.push(`${needs} its log group, which is in account ${logGroup.account}`);
    else if (logGroup.region !== region) found.push(`${needs} its log group, which is in ${logGroup.region}`);
  }
  if (pipelines.includes('s3') && trail.owner !== account)
    found.push(`pipeline s3 needs its bucket, which belongs to account ${trail.owner}`);
  return found;
}

/** Throws a `UserError` where the trail that the settings name is not there or can't be used, or none can be. */
export function chooseTrail(settings: Settings, trails: readonly TrailFacts[], place: Place): TrailChoice {
  if (settings.trail.use === 'new') return { use: 'new' };
  const { name } = settings.trail;
  const candidates = name === undefined ? trails : trails.filter((trail) => trail.name === name || trail.arn === name);
  if (name !== undefined && candidates.length === 0) throw missing(name, trails, place);
  const judged = candidates.map((trail) => ({ trail, why: obstacles(trail, settings, place) }));
  const [best] = judged.filter(({ why }) => why.length === 0).toSorted(byUse(`${settings.name}-trail`));
  if (best !== undefined) return { use: 'existing', trail: best.trail };
  const reasons = judged.map(({ trail, why }) => `  ${trail.name}: ${why.join('; ')}`);
  if (reasons.length === 0) {
    throw new UserError(`there is no trail in ${place.region}, and without one AWS tells nobody`, { hint: MAKE_ONE });
  }
  throw new UserError(
    `no trail can feed the pipelines ${settings.pipelines.join(', ')} from here:\n${reasons.join('\n')}`,
    { hint: `Mend that, choose other pipelines, or: ${MAKE_ONE}` },
  );
}

const MAKE_ONE = 'Let a trail be made: `trail: { use: new }` in login-watch.yaml.';

function missing(name: string, trails: readonly TrailFacts[], { region }: Place): UserError {
  const there = trails.map((trail) => trail.name).join(', ');
  const known = there === '' ? 'There is none at all.' : `There are: ${there}.`;
  return new UserError(`there is no trail ${name} that records ${region}`, { hint: `${known} ${MAKE_ONE}` });
}

/** One's own before the organization's; one that has reads before one that lacks them; then by name, to be the same each time. */
function byUse(ours: string) {
  const score = ({ trail }: { trail: TrailFacts }) =>
    (trail.name === ours ? 0 : 4) + (trail.isOrganization ? 2 : 0) + (trail.hasReads === false ? 1 : 0);
  return (a: { trail: TrailFacts }, b: { trail: TrailFacts }) =>
    score(a) - score(b) || (a.trail.name < b.trail.name ? -1 : 1);
}
