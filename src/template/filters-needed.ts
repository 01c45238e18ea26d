/** How many subscription filters pipeline `logs` needs. */
import type { Settings } from '../core/settings.ts';
import { compileLogsFilter } from '../selection/logs-filter.ts';
import { compiledRules } from './compiled-rules.ts';

/** With what is watched once it is deployed: rules that need that are on then. */
export function filtersNeeded(settings: Settings): number {
  return compileLogsFilter(compiledRules({ ...settings, watched: [...settings.watched, settings.name] })).length;
}
