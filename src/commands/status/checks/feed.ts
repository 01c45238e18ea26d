/** Finds the trail that feeds the deployed notifier. Pure. */
import type { TrailFacts } from '../../../aws/trails.ts';
import { namesOf } from '../../../core/names.ts';
import { type Settings, trailBucketOf, trailNameOf } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import { chooseTrail, type HomeRegion, type TrailChoice, writerOf } from '../../../deploying/choose-trail.ts';
import { DEPLOY, say } from './results.ts';

/** Parameters of the notifier's stack; empty or undefined if no pipeline needs them, or they are not known. */
export interface Deployed {
  readonly logGroup: string | undefined;
  readonly bucket: string | undefined;
}

export interface Feed {
  /** Undefined for a bucket whose trail is another account's and can't be seen from here. */
  readonly trail: TrailFacts | undefined;
  /** The choice of a deploy. */
  readonly choice: TrailChoice;
}

/**
 * Returns the trail that a deploy would choose, unless another writes to where the pipelines read. A trail that stopped
 * logging is found too. Throws a `UserError` if there is none.
 */
export function feedOf(settings: Settings, trails: readonly TrailFacts[], place: HomeRegion, deployed: Deployed): Feed {
  const own = namesOf(settings.name).trail;
  if (settings.trail.use === 'new') {
    const trail = trails.find(({ name }) => name === own);
    if (trail !== undefined) return { trail, choice: { use: 'new' } };
    throw new UserError(
      say((words) => words.trail.missing(own, place.region)),
      { hint: DEPLOY },
    );
  }
  const from = trailBucketOf(settings);
  if (from !== undefined) {
    const trail = writerOf(from, trails);
    return { trail, choice: { use: 'bucket', from, trail } };
  }
  const fitting = trails.filter(
    ({ logGroup, bucket }) => isNamed(deployed.logGroup, logGroup?.name) || isNamed(deployed.bucket, bucket),
  );
  const chosen = chosenOf(settings, trails, place);
  const isFed = !(chosen instanceof UserError) && (fitting.length === 0 || fitting.includes(chosen));
  const trail = isFed ? chosen : (fitting[0] ?? onlyOne(settings, trails));
  if (trail !== undefined) {
    return { trail, choice: { use: 'existing', trail: chosen instanceof UserError ? trail : chosen } };
  }
  throw chosen;
}

const isNamed = (wanted: string | undefined, is: string | undefined) =>
  wanted !== undefined && wanted !== '' && wanted === is;

function chosenOf(settings: Settings, trails: readonly TrailFacts[], place: HomeRegion): TrailFacts | UserError {
  try {
    const choice = chooseTrail(settings, trails, place);
    if (choice.use === 'existing') return choice.trail;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new TypeError('a trail that is to be made was chosen');
}

function onlyOne({ trail }: Settings, trails: readonly TrailFacts[]): TrailFacts | undefined {
  const wanted = trailNameOf({ trail });
  const candidates =
    wanted === undefined ? trails : trails.filter(({ name, arn }) => name === wanted || arn === wanted);
  return candidates.length === 1 ? candidates[0] : undefined;
}
