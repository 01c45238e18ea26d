/** The HTML report of one session. */
import { type Failure, THEMES } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { sessionHtml } from '../../render/html/session-html.ts';
import { redactSessionReport } from '../../render/redact/redact-report.ts';
import type { SessionReport } from '../../render/session/report.ts';
import { toldReport } from '../../render/session/told-report.ts';
import { RULES } from '../../rules/index.ts';
import type { GatherOptions } from '../shared/look-back/gather.ts';
import { sessionArgs } from '../shared/look-back/session-args.ts';
import type { WindowOptions } from '../shared/look-back/window.ts';
import { reportPage } from '../shared/report-page.ts';

export async function htmlOf(
  report: SessionReport,
  failures: readonly Failure[],
  options: GatherOptions & WindowOptions & { readonly isRedacted: boolean },
  { language, timezone }: Settings,
  host: Host,
): Promise<string> {
  const { isRedacted } = options;
  const told = toldReport(report, { failures, sessionArgs: sessionArgs(options, host) });
  const builtIn = new Set<string>([...RULES.map(({ id }) => id), ...THEMES]);
  const shown = isRedacted ? redactSessionReport(told, builtIn) : told;
  return sessionHtml(shown, { language, timezone, isRedacted }, await reportPage());
}
