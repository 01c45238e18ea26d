/** A deed that people should be alerted to, with the records that CloudTrail would write of it, or EventBridge's own event. */
import type { JsonObject } from '../../core/event.ts';
import type { Words } from '../../core/language.ts';
import { globalRegionOf } from '../../core/regions.ts';
import type { Severity } from '../../core/rule.ts';

export interface Deed {
  /** `CloudWatch.3`, `signin.root`, or a rule's id. */
  readonly id: string;
  readonly area: 'sign-ins' | 'controls' | 'rules';
  readonly title: Words;
  /** How bad it is if nobody hears of it. */
  readonly severity: Severity;
  readonly controls: Controls;
  /** Each must be noticed. */
  readonly samples: readonly Sample[];
}

export interface Controls {
  /** `5.0:4.3` (benchmark:control). */
  readonly cis: readonly string[];
  readonly securityHub: readonly string[];
  /** Ids of our rules. */
  readonly rules: readonly string[];
}

export interface Sample {
  /** The call, mostly. */
  readonly name: string;
  /** `global`: in us-east-1 only. `somewhere`: in a region that isn't known. */
  readonly where: 'everywhere' | 'global' | 'somewhere' | { readonly only: string };
  /** CloudTrail's record; or an event that AWS sends to EventBridge only, as it comes from there. */
  readonly record: (place: Recorded) => JsonObject;
  /** Earlier records of a deed that takes several; `record` completes it. */
  readonly before?: (place: Recorded) => readonly JsonObject[];
  /** Records within a minute that filters can't tell from `record`, this one included. Defaults to 1. */
  readonly times?: number;
}

/** True for an event that is in no trail: rules of EventBridge alone see it. */
export const isNative = (record: JsonObject): boolean => record['detail-type'] !== undefined;

/** Where it is recorded, or sent. */
export interface Recorded {
  readonly account: string;
  readonly region: string;
}

/** All records of a sample, in order of time. */
export const recordsOf = ({ record, before }: Sample, place: Recorded): readonly JsonObject[] => [
  ...(before?.(place) ?? []),
  record(place),
];

/** The region that records the services that have none, for an account of these regions. */
export const globalRegionIn = ([first = '']: readonly string[]): string => globalRegionOf(first);

/** The regions of `regions` in which it is recorded; global services record in their own, whether or not it is among them. */
export function regionsOf({ where }: Sample, regions: readonly string[]): readonly string[] {
  if (where === 'global') return [globalRegionIn(regions)];
  return typeof where === 'object' ? [where.only] : regions;
}
