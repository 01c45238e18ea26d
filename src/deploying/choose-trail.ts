/** Which trail feeds the notifier: one that exists, or one of ours. Pure. */
import type { TrailFacts } from '../aws/trails.ts';
import { namesOf } from '../core/names.ts';
import type { Language } from '../core/rule.ts';
import { type Settings, type TrailBucket, trailBucketOf, trailNameOf } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { wordsFrom } from '../core/words.ts';
import { TRAIL_WORDS } from '../messages/aws/trail.ts';

export type TrailChoice =
  | { readonly use: 'new' }
  | { readonly use: 'existing'; readonly trail: TrailFacts }
  /** A bucket that the settings name. Its trail is another account's, and may be seen from here or not. */
  | { readonly use: 'bucket'; readonly from: TrailBucket; readonly trail: TrailFacts | undefined };

export interface HomeRegion {
  readonly account: string;
  readonly region: string;
}

/** Why the trail can't feed these pipelines from this account and region; none means that it can. */
export function obstacles(
  trail: TrailFacts,
  settings: Settings,
  { account, region }: HomeRegion,
  language: Language = 'en',
): readonly string[] {
  const words = TRAIL_WORDS[language];
  const { pipelines } = settings;
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
  const isNamed = trailBucketOf(settings) !== undefined;
  if (pipelines.includes('s3') && trail.owner !== account && !isNamed)
    found.push(words.bucketOfAccount(trail.owner, trail.bucket));
  return found;
}

/** Throws a `UserError` if the trail that the settings name is missing or unfit, or if no trail fits. */
export function chooseTrail(settings: Settings, trails: readonly TrailFacts[], place: HomeRegion): TrailChoice {
  if (settings.trail.use === 'new') return { use: 'new' };
  const from = trailBucketOf(settings);
  if (from !== undefined) return { use: 'bucket', from, trail: writerOf(from, trails) };
  const name = trailNameOf(settings);
  const candidates = name === undefined ? trails : trails.filter((trail) => trail.name === name || trail.arn === name);
  if (name !== undefined && candidates.length === 0) throw missing(name, trails, place);
  const fit = candidates.filter((trail) => obstacles(trail, settings, place).length === 0);
  const [best] = fit.toSorted(byUse(namesOf(settings.name).trail));
  if (best === undefined) throw noneFits(candidates, settings, place);
  return { use: 'existing', trail: best };
}

/** The trail that writes to the bucket, where it is seen from here: an organization's is, by its members too. */
export function writerOf({ bucket }: TrailBucket, trails: readonly TrailFacts[]): TrailFacts | undefined {
  const writers = trails.filter((trail) => trail.bucket === bucket);
  return writers.find(({ isLogging }) => isLogging) ?? writers[0];
}

function noneFits(trails: readonly TrailFacts[], settings: Settings, place: HomeRegion): UserError {
  if (trails.length === 0) {
    const none = wordsFrom(TRAIL_WORDS, (words) => words.none(place.region));
    return new UserError(none, { hint: wordsFrom(TRAIL_WORDS, (words) => words.makeOne) });
  }
  const said = wordsFrom(TRAIL_WORDS, (words, language) => {
    const reasonsFor = (trail: TrailFacts) => obstacles(trail, settings, place, language).join(words.between);
    return [words.noneFits(settings.pipelines), ...trails.map((trail) => `  ${trail.name}: ${reasonsFor(trail)}`)].join(
      '\n',
    );
  });
  return new UserError(said, { hint: wordsFrom(TRAIL_WORDS, (words) => `${words.mendThat}${words.makeOne}`) });
}

function missing(name: string, trails: readonly TrailFacts[], { region }: HomeRegion): UserError {
  const there = trails.map((trail) => trail.name).join(', ');
  return new UserError(
    wordsFrom(TRAIL_WORDS, (words) => words.missing(name, region)),
    { hint: wordsFrom(TRAIL_WORDS, (words) => `${words.thereAre(there)}${words.makeOne}`) },
  );
}

/** One's own before the organization's; one that has reads before one that lacks them; then by name, to be the same each time. */
function byUse(ours: string) {
  const score = (trail: TrailFacts) =>
    (trail.name === ours ? 0 : 4) + (trail.isOrganization ? 2 : 0) + (trail.hasReads === false ? 1 : 0);
  return (a: TrailFacts, b: TrailFacts) => score(a) - score(b) || (a.name < b.name ? -1 : 1);
}
