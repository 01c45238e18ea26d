/** A way from a trail to a receiver as its hops, and how far it gets. */
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import type { HopKind } from '../messages/audit/hops.ts';

export interface Hop {
  readonly kind: HopKind;
  readonly name: string;
  /** Null for receivers outside of AWS. */
  readonly region: string | null;
}

/** Without a break its last hop is a receiver; else the last hop is the one at which it ends. */
export interface Path {
  readonly hops: readonly Hop[];
  readonly broken?: Break | undefined;
  /** From the deed on, as a rule; undefined until it is known, and for a broken one. */
  readonly minutes?: number | undefined;
}

/** The same with `hop` in front of each path. */
export const via = <T extends { readonly paths: readonly Path[] }>(hop: Hop, part: T): T => ({
  ...part,
  paths: part.paths.map((path) => ({ ...path, hops: [hop, ...path.hops] })),
});

/** Paths without a hop end at this one. */
export const stoppedAt = <T extends { readonly paths: readonly Path[] }>(hop: Hop, part: T): T => ({
  ...part,
  paths: part.paths.map((path) => (path.hops.length === 0 ? { ...path, hops: [hop] } : path)),
});

/** A path for each break, without hops yet. */
export const brokenPaths = (breaks: readonly Break[]): readonly Path[] =>
  breaks.map((broken) => ({ hops: [], broken }));

/** Paths to receivers take so long. */
export const inMinutes = (minutes: number, paths: readonly Path[]): readonly Path[] =>
  paths.map((path) => (path.broken === undefined ? { ...path, minutes } : path));

/** The region that an ARN names. */
export const regionIn = (arn: string): string | null => arn.split(':')[3] || null;
