/** Callers of other accounts that a bucket's policy lets destroy a trail's log files. */
import { judgeAccess } from '../../../core/access.ts';
import type { Ground } from '../../../core/access-principals.ts';
import type { Json } from '../../../core/event.ts';
import { isObject, valueAt } from '../../../core/fields.ts';
import { matchesPolicyPattern } from '../../../core/glob.ts';
import { readPolicy, type Statement } from '../../../core/policy.ts';

export type Destroyers =
  | {
      readonly kind: 'some';
      readonly action: string /** Undefined: everybody. */;
      readonly whom: readonly string[] | undefined;
    }
  /** `keys`: conditions, or services, that can't be judged. */
  | { readonly kind: 'perhaps'; readonly action: string; readonly keys: readonly string[] };

/** With one of these all files go, soon or at once. */
const OF_BUCKET = [
  ...['s3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
  ...['s3:PutLifecycleConfiguration', 's3:PutBucketVersioning', 's3:BypassGovernanceRetention'],
];
const OF_OBJECTS = ['s3:DeleteObject', 's3:DeleteObjectVersion'];

interface Place {
  readonly bucket: string;
  readonly keyPrefix: string;
  readonly ground: Ground;
}

/** The widest that the policy has; undefined if only the own accounts may. `document`: JSON text, or empty. */
export function destroyers(document: string, place: Place): Destroyers | undefined {
  const all = statementsOf(document);
  const denials = all.filter((raw) => readPolicy({ Statement: [raw] }).some(({ denies }) => denies));
  const found = all.flatMap((raw): readonly Destroyers[] => {
    const [statement] = readPolicy({ Statement: [raw] });
    const action = statement?.allows === true ? dangerIn(statement, place) : undefined;
    if (action === undefined) return [];
    const { who, strangers, restrictions, services } = judgeAccess(place.ground, { Statement: [raw, ...denials] });
    if (who === 'anybody') return [{ kind: 'some', action, whom: undefined }];
    if (who === 'named-strangers') return [{ kind: 'some', action, whom: strangers.map(({ id }) => id) }];
    if (who !== 'restricted') return [];
    return [{ kind: 'perhaps', action, keys: [...restrictions.map(({ key }) => key), ...services] }];
  });
  return (
    found.find((one) => one.kind === 'some' && one.whom === undefined) ??
    found.find(({ kind }) => kind === 'some') ??
    found[0]
  );
}

function statementsOf(document: string): readonly Json[] {
  if (document === '') return [];
  const statements = valueAt(JSON.parse(document) as Json, 'Statement');
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject);
}

function dangerIn(statement: Statement, { bucket, keyPrefix }: Place): string | undefined {
  const arn = `arn:aws:s3:::${bucket}`;
  const onBucket = OF_BUCKET.filter(
    (action) => names(statement, action) && covers(statement, (one) => matchesPolicyPattern(one, arn)),
  );
  const files = `${arn}/${keyPrefix}AWSLogs/`;
  const onFiles = OF_OBJECTS.filter(
    (action) => names(statement, action) && covers(statement, (one) => overlaps(one, files)),
  );
  return [...onFiles, ...onBucket][0];
}

function names({ actions, notActions }: Statement, action: string): boolean {
  const has = (patterns: readonly string[]) =>
    patterns.some((one) => matchesPolicyPattern(one.toLowerCase(), action.toLowerCase()));
  return notActions.length > 0 ? !has(notActions) : has(actions);
}

/** `NotResource` leaves something out, and is taken to cover the bucket all the same. */
const covers = ({ resources, notResources }: Statement, is: (resource: string) => boolean): boolean =>
  notResources.length > 0 || resources.map(inOnePartition).some(is);

const inOnePartition = (arn: string) => arn.replace(/^arn:aws[a-z-]*:/, 'arn:aws:');

/** By what stands before the first wildcard: a part of the files is enough. */
function overlaps(pattern: string, files: string): boolean {
  const [head = ''] = pattern.split(/[*?]/);
  return head.length < pattern.length ? head.startsWith(files) || files.startsWith(head) : head.startsWith(files);
}
