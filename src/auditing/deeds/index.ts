/** All deeds, in the order in which they are reported. */
import type { JsonObject } from '../../core/event.ts';
import { CONTROL_DEEDS } from './controls.ts';
import { type Deed, regionsOf } from './deed.ts';
import { type DeedNames, NO_NAMES, namedDeeds } from './named.ts';
import { RULE_DEEDS } from './rules.ts';
import { SIGN_IN_DEEDS } from './sign-ins.ts';

export const DEEDS: readonly Deed[] = [...SIGN_IN_DEEDS, ...CONTROL_DEEDS, ...RULE_DEEDS];

/** With those that are about names of the account. */
export const deedsFor = (names: DeedNames): readonly Deed[] => [...DEEDS, ...namedDeeds(names)];

/** Every sample record in every region where CloudTrail would write it, with those before it. */
export const samplesIn = (
  account: string,
  regions: readonly string[],
  names: DeedNames = NO_NAMES,
): readonly { readonly record: JsonObject; readonly before: readonly JsonObject[]; readonly region: string }[] =>
  deedsFor(names)
    .flatMap(({ samples }) => samples)
    .flatMap((sample) =>
      regionsOf(sample, regions).map((region) => ({
        region,
        record: sample.record({ account, region }),
        before: sample.before?.({ account, region }) ?? [],
      })),
    );
