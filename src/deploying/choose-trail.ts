/** Which trail feeds the notifier: one that exists, or one of ours. Pure. */
import type { TrailFacts } from '../aws/trails.ts';
import { namesOf } from '../core/names.ts';
import type { Language } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { type TrailWords, trailWordsIn } from '../messages/trail.ts';

export type TrailChoice = { readonly use: 'new' } | { readonly use: 'existing'; readonly trail: TrailFacts };

export interface HomeRegion {
  readonly account: string;
  readonly region: string;
}

/** Why the trail can't feed these pipelines from this account and region; none means that it can. */
export function obstacles(
  trail: TrailFacts,
  { pipelines }: Settings,
  { account, region }: HomeRegion,
  language: Language = 'en',
): readonly string[] {
  const words = trailWordsIn(language);
  const found: string[] = [];
  if (!trail.isLogging) found.push(words.notLogging);
  if (!trail.isMultiRegion) found.push(words.oneRegion(trail.homeRegion));
  const needsLogs = pipelines.filter((pipeline) => pipeline === 'logs' || pipeline === 'alarms');
  const { logGroup } = trail;
  if (needsLogs.length > 0) {
    if (logGroup === undefined) found.push(words.noLogGroup(needsLogs));
    else if (logGroup.account !== account) found.push(words.logGroupOfAccount(needsLogs, logGroup.account));
    else if (logGroup.region !== region) found.push(words.logGroupInRegion(needsLogs, logGroup.region));
  }
  if (pipelines.includes('s3') && trail.owner !== account) found.push(words.bucketOfAccount(trail.owner));
  return found;
}

/** Throws a `UserError` where the trail that the settings name is not there or can't be used, or none can be. */
export function chooseTrail(
  settings: Settings,
  trails: readonly TrailFacts[],
  place: HomeRegion,
  language: Language = 'en',
): TrailChoice {
  if (settings.trail.use === 'new') return { use: 'new' };
  const { name } = settings.trail;
  const words = trailWordsIn(language);
  const candidates = name === undefined ? trails : trails.filter((trail) => trail.name === name || trail.arn === name);
  if (name !== undefined && candidates.length === 0) throw missing(name, trails, place, words);
  const judged = candidates.map((trail) => ({ trail, why: obstacles(trail, settings, place, language) }));
  const [best] = judged.filter(({ why }) => why.length === 0).toSorted(byUse(namesOf(settings.name).trail));
  if (best !== undefined) return { use: 'existing', trail: best.trail };
  const reasons = judged.map(({ trail, why }) => `  ${trail.name}: ${why.join(words.between)}`);
  if (reasons.length === 0) {
    throw new UserError(words.none(place.region), { hint: words.makeOne });
  }
  throw new UserError([words.noneFits(settings.pipelines), ...reasons].join('\n'), {
    hint: `${words.mendThat}${words.makeOne}`,
  });
}

function missing(name: string, trails: readonly TrailFacts[], { region }: HomeRegion, words: TrailWords): UserError {
  const there = trails.map((trail) => trail.name).join(', ');
  return new UserError(words.missing(name, region), { hint: `${words.thereAre(there)}${words.makeOne}` });
}

/** One's own before the organization's; one that has reads before one that lacks them; then by name, to be the same each time. */
function byUse(ours: string) {
  const score = ({ trail }: { trail: TrailFacts }) =>
    (trail.name === ours ? 0 : 4) + (trail.isOrganization ? 2 : 0) + (trail.hasReads === false ? 1 : 0);
  return (a: { trail: TrailFacts }, b: { trail: TrailFacts }) =>
    score(a) - score(b) || (a.trail.name < b.trail.name ? -1 : 1);
}
