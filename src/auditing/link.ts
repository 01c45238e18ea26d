/** A resource of the account that an alert passes: whoever deletes, disables or changes it may silence the alert. */

export type LinkKind =
  | 'trail'
  | 'log-group'
  | 'metric-filter'
  | 'subscription-filter'
  | 'alarm'
  | 'rule'
  | 'topic'
  | 'key'
  | 'function'
  | 'queue';

export interface Link {
  readonly kind: LinkKind;
  readonly name: string;
  /** A filter has the ARN of its log group. */
  readonly arn: string;
  readonly region: string;
}

/** `arn`: of a resource in a region. `name` defaults to the last part of the ARN. */
export function linkOf(kind: LinkKind, arn: string, name = arn.split(':').slice(5).join(':')): Link {
  return { kind, name, arn, region: arn.split(':')[3] ?? '' };
}

/** Each once, in the order in which they are first met. */
export function distinctLinks(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [`${link.kind} ${link.arn} ${link.name}`, link])).values()];
}
