/** Where the way from a deed ends, and where it breaks off. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import type { Link } from '../link.ts';
import { brokenPaths, type Path } from '../path.ts';
import type { Found, Refused } from '../snapshot.ts';

/** People, a chat, or a machine that takes it from there. */
export interface End {
  readonly kind: 'mail' | 'sms' | 'chat' | 'endpoint' | 'function' | 'queue' | 'app' | 'notifier';
  /** The address for mail; else a name. */
  readonly name: string;
}

export interface Reach {
  readonly ends: readonly End[];
  readonly breaks: readonly Break[];
  /** Resources on the way to the ends, each after those that it leads to. */
  readonly links: readonly Link[];
  /** The same as hops: a path for each end and each break. */
  readonly paths: readonly Path[];
}

/** `region`: null for receivers outside of AWS. */
export const endsAt = (end: End, region: string | null = null): Reach => ({
  ends: [end],
  breaks: [],
  links: [],
  paths: [{ hops: [{ ...end, region }] }],
});
export const breaksAt = (...breaks: readonly Break[]): Reach => ({
  ends: [],
  breaks,
  links: [],
  paths: brokenPaths(breaks),
});
export const joined = (reaches: readonly Reach[]): Reach => ({
  ends: reaches.flatMap(({ ends }) => ends),
  breaks: reaches.flatMap(({ breaks }) => breaks),
  links: reaches.flatMap(({ links }) => links),
  paths: reaches.flatMap(({ paths }) => paths),
});

/** The same by way of these resources, if it ends at somebody. */
export const passing = (reach: Reach, ...links: readonly Link[]): Reach =>
  reach.ends.length === 0 ? reach : { ...reach, links: [...reach.links, ...links] };

/** The last part of an ARN: the name of a topic, a queue, a function. */
export const nameOf = (arn: string): string =>
  arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^[a-z-]+[:/](?=.)/, '');

/** A refused or absent read as the break that it is; else what was read. */
export function valueOr<T>(
  found: Found<T> | undefined,
  of: string,
  gone: Break,
): { readonly value: T } | { readonly broken: Break } {
  if (found === undefined) return { broken: { kind: 'not-followed', from: of, to: '…' } };
  if (found.kind === 'refused') return { broken: unread(found, of) };
  return found.value === null ? { broken: gone } : { value: found.value };
}

/** Set if an ARN is another account's, which isn't read. `source`: the ARN of what leads there. */
export function abroad(arn: string, source: string, account: string): Break | undefined {
  return arn.split(':')[4] === account ? undefined : { kind: 'not-followed', from: nameOf(source), to: arn };
}

/** A read that failed, as a break. */
export const unread = ({ action, why, isDenied }: Refused, of: string): Break => ({
  kind: 'unread',
  action,
  why,
  isDenied,
  of,
});
