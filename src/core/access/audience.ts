/** The set of callers that a policy lets in, as far as it shows: narrower, wider, both together. */

/**
 * From narrow to wide. `nobody-new`: the resource's own account. `own-accounts`: accounts of the settings, or the
 * organization. `restricted`: a part of everyone, and the part isn't judged: a network, an organization that the
 * settings don't name, a service that acts for any account, a condition that isn't known.
 */
export const REACHES = ['nobody-new', 'own-accounts', 'named-strangers', 'restricted', 'anybody'] as const;
export type Reach = (typeof REACHES)[number];

/** A caller outside one's own accounts that the policy names. */
export interface Stranger {
  readonly kind: 'account' | 'organization' | 'principal-id' | 'canonical-user' | 'unknown';
  /** The account id, the organization's id, the unique id. Text from an event. */
  readonly id: string;
}

/** A condition that narrows access without showing the callers. */
export interface Restriction {
  /** The condition key in lower case, or `federated` for an identity provider. */
  readonly key: string;
  readonly values: readonly string[];
}

export interface Audience {
  readonly who: Reach;
  /** Sorted, each once. May be present with any `who`, because a policy may name an account and be restricted too. */
  readonly strangers: readonly Stranger[];
  /**
   * Services that act for any account's resources, because no `aws:SourceAccount` or `aws:SourceArn` binds them.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention
   */
  readonly services: readonly string[];
  readonly restrictions: readonly Restriction[];
}

const plain = (who: Reach): Audience => ({ who, strangers: [], services: [], restrictions: [] });

export const NOBODY_NEW = plain('nobody-new');
export const OWN_ACCOUNTS = plain('own-accounts');
export const ANYBODY = plain('anybody');

export function stranger(kind: Stranger['kind'], id: string): Audience {
  return { ...plain('named-strangers'), strangers: [{ kind, id }] };
}

export function restrictedBy(key: string, values: readonly string[]): Audience {
  return { ...plain('restricted'), restrictions: [{ key, values: unique(values) }] };
}

/** A service, acting for any account's resources. */
export function service(name: string): Audience {
  return { ...plain('restricted'), services: [name] };
}

const isNarrower = (a: Audience, b: Audience) => REACHES.indexOf(a.who) < REACHES.indexOf(b.who);

/** Callers that are in any of them: none for `[]`. */
export function anyOf(audiences: readonly Audience[]): Audience {
  return audiences.reduce(
    (sum, one) => ({
      who: isNarrower(sum, one) ? one.who : sum.who,
      strangers: unique([...sum.strangers, ...one.strangers]),
      services: unique([...sum.services, ...one.services]),
      restrictions: unique([...sum.restrictions, ...one.restrictions]),
    }),
    NOBODY_NEW,
  );
}

/** Callers that are in all of them: all for `[]`. */
export function allOf(audiences: readonly Audience[]): Audience {
  return audiences.reduce(common, ANYBODY);
}

/** The narrower one, with the restrictions of both if these still narrow it. */
function common(a: Audience, b: Audience): Audience {
  const [narrow, wide] = isNarrower(b, a) ? [b, a] : [a, b];
  if (narrow.who === 'nobody-new' || narrow.who === 'own-accounts') return narrow;
  const isTie = narrow.who === wide.who;
  return {
    who: narrow.who,
    strangers: isTie ? shared(narrow.strangers, wide.strangers) : narrow.strangers,
    services: narrow.who === 'named-strangers' ? [] : unique([...narrow.services, ...wide.services]),
    restrictions: unique([...narrow.restrictions, ...wide.restrictions]),
  };
}

/** Those named by both; if there is none (an account and an organization, say), those named first. */
function shared(a: readonly Stranger[], b: readonly Stranger[]): readonly Stranger[] {
  const both = a.filter(({ kind, id }) => b.some((other) => other.kind === kind && other.id === id));
  return both.length > 0 ? both : a;
}

function unique<T>(items: readonly T[]): readonly T[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
