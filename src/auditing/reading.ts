/** A read of an account: what it gave, or the call that failed. */
import type { Words } from '../core/language.ts';

/** A part of the account, or the call that failed. */
export type Reading<T> = { readonly kind: 'read'; readonly value: T } | Refused;

export interface Refused {
  readonly kind: 'refused';
  /** As IAM writes it. */
  readonly action: string;
  /** A sentence without its full stop. */
  readonly why: Words;
  /** For lack of permission; else throttled, unreachable and the like. */
  readonly isDenied: boolean;
}

export const read = <T>(value: T): Reading<T> => ({ kind: 'read', value });

/** Null: AWS says that there is no such resource. */
export type Found<T> = Reading<T | null>;
