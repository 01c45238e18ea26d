/** One statement of a command's IAM policy. */
import type { Settings } from '../../../core/settings.ts';

export interface Permission {
  readonly sid: string;
  readonly actions: readonly string[];
  /** The same actions as a policy has them, which may not be long: with stars. Defaults to `actions`. */
  readonly written?: readonly string[];
  /** Resources by the settings; an empty list means that these settings don't need it. */
  readonly resources: (settings: Settings) => readonly string[];
  /** The command does without, so nobody is held up for it. */
  readonly isOptional?: true;
  /** Defaults to none. */
  readonly condition?: (settings: Settings) => Readonly<Record<string, unknown>>;
}
