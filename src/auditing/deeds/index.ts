/** All deeds, in the order in which they are reported. */

import type { JsonObject } from '../../core/event.ts';
import { CONTROL_DEEDS } from './controls.ts';
import { type Deed, GLOBAL_REGION } from './deed.ts';
import { RULE_DEEDS } from './rules.ts';
import { SIGN_IN_DEEDS } from './sign-ins.ts';

export const DEEDS: readonly Deed[] = [...SIGN_IN_DEEDS, ...CONTROL_DEEDS, ...RULE_DEEDS];

/** Every sample record in every region where CloudTrail would write it, with those before it. */
export const samplesIn = (
  account: string,
  regions: readonly string[],
): readonly { readonly record: JsonObject; readonly before: readonly JsonObject[]; readonly region: string }[] =>
  DEEDS.flatMap(({ samples }) => samples).flatMap(({ where, record, before }) =>
    (where === 'global' ? [GLOBAL_REGION] : regions).map((region) => ({
      region,
      record: record({ account, region }),
      before: before?.({ account, region }) ?? [],
    })),
  );
