/** Deeds of rules about names that only an account or its settings hold: emergency access, the trail's bucket, our own function. */
import type { Words } from '../../core/language.ts';
import { UNNAMED_DEEDS } from '../../messages/audit/deeds.ts';
import { RULES } from '../../rules/index.ts';
import type { Deed, Sample } from './deed.ts';
import { call, signIn, userNamed } from './records.ts';

/** A resource in a region. */
export interface Placed {
  readonly name: string;
  readonly region: string;
}

export interface DeedNames {
  /** Users and roles for emergencies: names or ARNs with `*`, as the settings have them. */
  readonly breakGlass: readonly string[];
  /** Buckets of this account that trails write to. */
  readonly buckets: readonly Placed[];
  /** Our own function. */
  readonly notifiers: readonly Placed[];
}

export const NO_NAMES: DeedNames = { breakGlass: [], buckets: [], notifiers: [] };

/** Ids of rules, in the order of `DeedNames`. */
export const NAMED_IDS = ['signin-break-glass', 'trail-bucket', 'notifier-changed'] as const;
export type NamedId = (typeof NAMED_IDS)[number];

/** One for each rule for which there is a name. */
export const namedDeeds = (names: DeedNames): readonly Deed[] =>
  NAMED_IDS.flatMap((id): readonly Deed[] => {
    const samples = samplesOf(id, names);
    const rule = RULES.find((one) => one.id === id);
    if (rule === undefined || samples.length === 0) return [];
    const { title, severity, cis = [], securityHub = [] } = rule;
    return [{ id, area: 'rules', title, severity, controls: { cis, securityHub, rules: [id] }, samples }];
  });

/** Why others have none; `isWanted` by id of the rule. */
export const namedLimits = (names: DeedNames, isWanted: (id: string) => boolean): readonly Words[] =>
  NAMED_IDS.filter((id) => isWanted(id) && samplesOf(id, names).length === 0).map((id) => UNNAMED_DEEDS[id]);

function samplesOf(id: NamedId, { breakGlass, buckets, notifiers }: DeedNames): readonly Sample[] {
  if (id === 'signin-break-glass') return named(breakGlass.map((text) => [text, emergency(text)]));
  if (id === 'trail-bucket')
    return named(
      buckets.map(({ name, region }) => [
        name,
        { ...call('s3', 'PutBucketLifecycle', { request: { bucketName: name } }), where: { only: region } },
      ]),
    );
  return named(
    notifiers.map(({ name, region }) => [
      name,
      {
        ...call('lambda', 'UpdateFunctionCode20150331v2', { request: { functionName: name } }),
        where: { only: region },
      },
    ]),
  );
}

/** The call alone says which sample it is where there is one; of several each has its resource behind it. */
const named = (samples: readonly (readonly [name: string, sample: Sample])[]): readonly Sample[] =>
  samples.map(([name, sample]) => (samples.length === 1 ? sample : { ...sample, name: `${sample.name} (${name})` }));

/** A role is taken on; of any other name, a user signs in with MFA. Names with `*` stand for one of theirs. */
function emergency(pattern: string): Sample {
  const text = pattern.replaceAll(/[*?]/g, '1');
  if (text.includes(':role/'))
    return call('sts', 'AssumeRole', { request: { roleArn: text, roleSessionName: 'alice' } });
  const sample = signIn('ConsoleLogin', { mfa: 'Yes' });
  return {
    ...sample,
    record: (place) => ({ ...sample.record(place), ...userNamed(text.split('/').at(-1) ?? '')(place) }),
  };
}
