/** Options of `watch`, as its flags say. */
import type { Severity } from '../../core/rule.ts';
import type { GroupKey } from '../../core/stories/group.ts';
import type { GlobalOptions } from '../shared/command.ts';
import type { SearchOptions } from '../shared/look-back/search.ts';
import type { Several } from '../shared/look-back/several.ts';

export interface WatchOptions extends GlobalOptions, SearchOptions {
  /** ms since the epoch; undefined: now. Counts for the first run only. */
  readonly since: number | undefined;
  readonly regions: readonly string[] | undefined;
  /** Several accounts; undefined for the caller's own alone. */
  readonly several: Several | undefined;
  readonly rules: readonly string[] | undefined;
  readonly minSeverity: Severity;
  readonly format: 'table' | 'ndjson';
  /** The file of the state; undefined keeps none. */
  readonly state: string | undefined;
  /** Milliseconds in which a record may come late. */
  readonly overlap: number;
  /** One round, for cron. */
  readonly once: boolean;
  /** Counts of what is shown, beside the findings. */
  readonly groupBy: GroupKey | undefined;
  readonly notify: readonly string[] | undefined;
  readonly yes: boolean;
}
