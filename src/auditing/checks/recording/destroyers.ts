/** Callers of other accounts that a bucket's policy lets destroy a trail's log files. */
import { judgeAccess } from '../../../core/access/access.ts';
import { readPolicy, type Statement } from '../../../core/access/policy.ts';
import type { Ground } from '../../../core/access/principals.ts';
import { bucketArn } from '../../../core/arn.ts';
import type { Json, JsonObject } from '../../../core/event.ts';
import { isObject, valueAt } from '../../../core/fields.ts';
import { matchesPolicyPattern } from '../../../core/patterns/glob.ts';

export type Destroyers =
  | {
      readonly kind: 'some';
      readonly action: string /** Undefined: everybody. */;
      readonly whom: readonly string[] | undefined;
    }
  /** `keys`: conditions, or services, that can't be judged. */
  | { readonly kind: 'perhaps'; readonly action: string; readonly keys: readonly string[] };

/** With one of these all files go, soon or at once. */
export const OF_BUCKET = [
  ...['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
  ...['s3:PutLifecycleConfiguration', 's3:PutBucketVersioning', 's3:BypassGovernanceRetention'],
];
export const OF_OBJECTS = ['s3:DeleteObject', 's3:DeleteObjectVersion'];

interface Place {
  readonly bucket: string;
  readonly keyPrefix: string;
  /** The trail's. */
  readonly homeRegion: string;
  readonly ground: Ground;
}

/** The widest that the policy has; undefined if only the own accounts may. `document`: JSON text, or empty. */
export function destroyers(document: string, place: Place): Destroyers | undefined {
  const all = statementsOf(document);
  const denials = all.filter((raw) => readPolicy({ Statement: [raw] }).some(({ denies }) => denies));
  const found = all.flatMap((raw): readonly Destroyers[] => {
    const [statement] = readPolicy({ Statement: [raw] });
    if (statement?.allows !== true) return [];
    const judged = dangersIn(statement, place).map((danger) => judgeDanger(raw, danger, denials, place));
    const worst = judged.find((one) => one?.kind === 'some') ?? judged.find((one) => one !== undefined);
    return worst === undefined ? [] : [worst];
  });
  return (
    found.find((one) => one.kind === 'some' && one.whom === undefined) ??
    found.find(({ kind }) => kind === 'some') ??
    found[0]
  );
}

/** One call that a statement allows, and the part of the bucket that it is for. */
interface Danger {
  readonly action: string;
  readonly resources: readonly string[];
}

/** By the statement cut down to that call, so that a denial of no more than it counts. */
function judgeDanger(
  raw: JsonObject,
  { action, resources }: Danger,
  denials: readonly Json[],
  { ground }: Place,
): Destroyers | undefined {
  const { NotAction: _, NotResource: __, ...rest } = raw;
  const narrow = { ...rest, Action: action, Resource: resources };
  const { who, strangers, restrictions, services } = judgeAccess(ground, { Statement: [narrow, ...denials] });
  if (who === 'anybody') return { kind: 'some', action, whom: undefined };
  if (who === 'named-strangers') return { kind: 'some', action, whom: strangers.map(({ id }) => id) };
  if (who !== 'restricted') return undefined;
  return { kind: 'perhaps', action, keys: [...restrictions.map(({ key }) => key), ...services] };
}

function statementsOf(document: string): readonly JsonObject[] {
  if (document === '') return [];
  const statements = valueAt(JSON.parse(document) as Json, 'Statement');
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject);
}

function dangersIn(statement: Statement, { bucket, keyPrefix, homeRegion }: Place): readonly Danger[] {
  const arn = bucketArn(homeRegion, bucket);
  const files = `${arn}/${keyPrefix}AWSLogs/`;
  const onFiles = covered(statement, `${files}*`, (one) => overlaps(one, files));
  const onBucket = covered(statement, arn, (one) => matchesPolicyPattern(one, arn));
  const dangers = [
    ...OF_OBJECTS.map((action) => ({ action, resources: onFiles })),
    ...OF_BUCKET.map((action) => ({ action, resources: onBucket })),
  ];
  return dangers.filter(({ action, resources }) => resources.length > 0 && names(statement, action));
}

function names({ actions, notActions }: Statement, action: string): boolean {
  const has = (patterns: readonly string[]) =>
    patterns.some((one) => matchesPolicyPattern(one.toLowerCase(), action.toLowerCase()));
  return notActions.length > 0 ? !has(notActions) : has(actions);
}

/** The part of `whole` that the statement is for. `NotResource` is taken to cover it, whatever that leaves out. */
function covered(
  { resources, notResources }: Statement,
  whole: string,
  is: (resource: string) => boolean,
): readonly string[] {
  if (notResources.length > 0) return [whole];
  const found = resources.filter(is);
  return [...new Set(found.map((one) => (matchesPolicyPattern(one, whole) ? whole : one)))];
}

/** By what stands before the first wildcard: a part of the files is enough. */
function overlaps(pattern: string, files: string): boolean {
  const [head = ''] = pattern.split(/[*?]/);
  return head.length < pattern.length ? head.startsWith(files) || files.startsWith(head) : head.startsWith(files);
}
