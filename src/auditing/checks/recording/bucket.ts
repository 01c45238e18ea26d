/** The bucket of a trail: closed to the public, not to be emptied by others, and kept for long enough. */
import { DAY } from '../../../core/time.ts';
import { BUCKET_WORDS, type BucketWords } from '../../../messages/audit/trail-bucket.ts';
import type { BucketState, Expiration, PublicBlock } from '../../bucket-state.ts';
import { closing, lasting, newBucket, putPolicy, shutForOthers } from '../../remedies/buckets.ts';
import type { Reading, TrailState } from '../../snapshot.ts';
import { destroyers } from './destroyers.ts';
import { type Finding, failedRead, failedReads, type Ground, inWords } from './finding.ts';

const { pass, fail, unknown } = inWords<BucketWords>(BUCKET_WORDS);

type JudgeBucket = (bucket: BucketState, trail: TrailState, ground: Ground) => Finding | readonly Finding[];

/** A bucket that can't be looked at has one answer for each check; `gone`: a check that says so. */
function ofBucket(judge: JudgeBucket, gone: (trail: TrailState, ground: Ground) => readonly Finding[]) {
  return (trail: TrailState, ground: Ground): Finding | readonly Finding[] => {
    const place = ground.snapshot.buckets.get(trail.bucket);
    if (place === undefined) return [];
    if (place.kind === 'refused') return failedRead(place, trail.bucket);
    if (place.value === 'gone') return gone(trail, ground);
    if (place.value === 'other') return elsewhere(trail);
    return judge(place.value, trail, ground);
  };
}

const factsOf = ({ name, bucket }: TrailState) => ({ trail: name, bucket });

const elsewhere = (trail: TrailState): Finding => ({
  ...unknown(
    (words) => words.elsewhere(factsOf(trail)),
    (words) => words.elsewhereTodo(factsOf(trail)),
  ),
  isElsewhere: true,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export const judgeClosed = ofBucket(
  ({ hasPublicPolicy, hasPublicAcl, block, accountBlock, region }, trail) => {
    const facts = factsOf(trail);
    const refused = failedReads([hasPublicPolicy, hasPublicAcl, block, accountBlock], trail.bucket);
    if (refused.length > 0) return refused;
    const guard = bothBlocks(block, accountBlock);
    const isOpen = {
      policy: valueIn(hasPublicPolicy) === true && guard?.restrictsPolicies !== true,
      acl: valueIn(hasPublicAcl) === true && guard?.ignoresAcls !== true,
    };
    const by = (['policy', 'acl'] as const).filter((one) => isOpen[one]);
    if (by.length > 0)
      return fail(
        (words) => words.open({ ...facts, by }),
        (words) => words.openTodo(facts),
        closing(trail.bucket, region),
      );
    const isBlocked = guard !== undefined && Object.values(guard).every((isOn) => isOn);
    return pass((words) => words.closed({ ...facts, isBlocked }));
  },
  () => [],
);

const valueIn = <T>(reading: Reading<T>): T | undefined => (reading.kind === 'read' ? reading.value : undefined);

/** Each part is on if one of the two has it on. */
function bothBlocks(one: Reading<PublicBlock>, other: Reading<PublicBlock>): PublicBlock | undefined {
  if (one.kind === 'refused' || other.kind === 'refused') return undefined;
  return {
    blocksAcls: one.value.blocksAcls || other.value.blocksAcls,
    ignoresAcls: one.value.ignoresAcls || other.value.ignoresAcls,
    blocksPolicies: one.value.blocksPolicies || other.value.blocksPolicies,
    restrictsPolicies: one.value.restrictsPolicies || other.value.restrictsPolicies,
  };
}

export const judgeKept = ofBucket(
  (bucket, trail, { snapshot, accounts }) => {
    const facts = factsOf(trail);
    const { policy, versioning, lock, hasPublicPolicy, block, accountBlock } = bucket;
    const refused = failedReads([policy, versioning, lock, hasPublicPolicy, block, accountBlock], trail.bucket);
    if (refused.length > 0 || policy.kind === 'refused') return refused;
    // A restricted bucket with a public policy serves its own account and AWS's services alone.
    const isShut = bothBlocks(block, accountBlock)?.restrictsPolicies === true && valueIn(hasPublicPolicy) === true;
    const ground = { account: snapshot.account, accounts };
    const found = isShut ? undefined : destroyers(policy.value, { ...trail, ground });
    if (found?.kind === 'some') {
      const said = (words: BucketWords) => words.deletable({ ...facts, whom: found.whom, action: found.action });
      if (found.whom === undefined && valueIn(hasPublicPolicy) === true)
        return fail(said, (words) => words.openTodo(facts), closing(trail.bucket, bucket.region));
      const shut = shutForOthers(policy.value, trail, [snapshot.account, ...accounts]);
      const isShutBy = destroyers(shut, { ...trail, ground }) === undefined;
      return fail(
        said,
        (words) => words.deletableTodo(facts),
        ...(isShutBy ? [putPolicy(trail.bucket, bucket.region, shut)] : []),
      );
    }
    if (found?.kind === 'perhaps')
      return unknown(
        (words) => words.perhapsDeletable({ ...facts, action: found.action, keys: found.keys }),
        (words) => words.perhapsDeletableTodo(facts),
      );
    const { isOn = false, hasMfaDelete = false } = valueIn(versioning) ?? {};
    const locked = valueIn(lock);
    const guards = { isVersioned: isOn, hasMfaDelete, lock: locked === undefined ? undefined : (locked.mode ?? '') };
    return pass((words) => words.kept({ ...facts, ...guards }));
  },
  (trail, { snapshot }) => [
    fail(
      (words) => words.gone(factsOf(trail)),
      (words) => words.goneTodo(factsOf(trail)),
      ...newBucket(trail, snapshot),
    ),
  ],
);

/** Event history keeps as long without any trail. */
const FEWEST_DAYS = 90;
const YEAR = 365;

export const judgeRetention = ofBucket(
  (bucket, trail, { snapshot }) => {
    const facts = factsOf(trail);
    const { lifecycle } = bucket;
    if (lifecycle.kind === 'refused') return failedRead(lifecycle, trail.bucket);
    const lives = lifecycle.value.expirations
      .filter((rule) => !rule.hasTags && concerns(rule.prefix, trail, snapshot.account))
      .map((rule) => ({ rule, days: daysOf(rule, snapshot.at) }))
      .toSorted((a, b) => a.days - b.days);
    const [soonest] = lives;
    if (soonest === undefined) return pass((words) => words.forever(facts));
    const { days, rule } = soonest;
    if (days < FEWEST_DAYS)
      return fail(
        (words) => words.tooShort({ ...facts, rule: rule.id, days }),
        (words) => words.tooShortTodo({ ...facts, rule: rule.id }),
        ...lasting(
          bucket,
          trail.bucket,
          lives.flatMap((one) => (one.days < FEWEST_DAYS ? [one.rule] : [])),
        ),
      );
    return pass((words) => words.longEnough({ ...facts, days, isYear: days >= YEAR }));
  },
  () => [],
);

/** A day in the past deletes each object soon after it is written. */
const daysOf = ({ days, date }: Expiration, now: number): number =>
  days ?? Math.max(0, Math.floor(((date ?? now) - now) / DAY));

/** Below `AWSLogs/` an organization's trail has its id, then the account, then the kind of file. */
const FOLDERS = /^(?:o-[a-z0-9]+\/)?(?:(\d{12})\/)?(.*)$/;

/** True if a lifecycle's prefix takes in some log files of the trail. */
function concerns(prefix: string, { keyPrefix, isOrganization }: TrailState, account: string): boolean {
  const root = `${keyPrefix}AWSLogs/`;
  if (root.startsWith(prefix)) return true;
  if (!prefix.startsWith(root)) return false;
  const [, of = account, rest = ''] = FOLDERS.exec(prefix.slice(root.length)) ?? [];
  if (of !== account && !isOrganization) return false;
  const files = 'CloudTrail/';
  // An account's or an organization's id that isn't whole.
  if (/^[\do]/.test(rest)) return `${account}/`.startsWith(rest) || isOrganization;
  return files.startsWith(rest) || rest.startsWith(files);
}
