/** EventBridge event patterns: parsed once into a matcher. */
import type { Json, JsonObject } from './event.ts';

/** As AWS users write it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
export type EventPattern = { readonly [key: string]: EventPattern | readonly PatternLeaf[] | readonly EventPattern[] };
/** A literal, or an object with one operator (`prefix`, `suffix`, `anything-but`, `numeric`, `cidr`, `exists`, `wildcard`, …). */
export type PatternLeaf = Json;

export type Matcher = (record: JsonObject) => boolean;

/** A pattern that AWS would refuse; `path` names the place in the pattern, e.g. `detail.errorCode[0].prefix`. */
export class PatternError extends Error {
  readonly path: string;
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.name = 'PatternError';
    this.path = path;
  }
}
