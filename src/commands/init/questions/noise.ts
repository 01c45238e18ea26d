/** How loud the rules would have been in the last days, as `login-watch forecast` finds it. */
import { applyProposals } from '../../../core/forecast/apply-proposals.ts';
import { inForce } from '../../../core/in-force.ts';
import type { Language } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import { WEEK } from '../../../core/time.ts';
import type { Host } from '../../../host.ts';
import { renderNoise } from '../../../render/forecast/forecast.ts';
import { lookBack } from '../../forecast/run.ts';
import type { GlobalOptions } from '../../shared/command.ts';
import { isoOf, windowOf } from '../../shared/look-back/window.ts';
import type { Noise } from '../state/state.ts';

export async function foreseeNoise(
  options: GlobalOptions,
  host: Host,
  settings: Settings,
  language: Language,
): Promise<Noise> {
  const now = host.now();
  const window = windowOf({ since: now - WEEK, until: undefined, files: [] }, now);
  const looked = await lookBack({ ...options, regions: undefined, files: [] }, host, window, { ...settings, language });
  const { gathered, foreseen } = looked;
  const { counts, notCovered, isNothingInspected } = gathered;
  const { forecast, findings, failures } = foreseen;
  const report = {
    window: { from: isoOf(looked.window.from), to: isoOf(looked.window.to) },
    sources: gathered.sources,
    counts: { ...counts, findings: findings.length },
    isNothingInspected,
    findings,
    // They are the answers so far, and stand above on the screen.
    settings: inForce(settings, { file: undefined }, []),
    ...{ forecast, remaining: forecast.alertsADay, yaml: '', notCovered, failures, partial: host.signal.aborted },
  };
  const { columns, colour } = host.stderr;
  const chosen = (places: readonly number[]) => places.flatMap((place) => forecast.proposals[place] ?? []);
  return {
    text: renderNoise(report, { ...settings, language, columns, colour, isPlain: host.isPlain }),
    alertsADay: forecast.alertsADay,
    recordsAMonth: looked.isAll ? (counts.records / 7) * 30 : undefined,
    proposals: forecast.proposals,
    after: (accepted) => foreseen.remaining(chosen(accepted)),
    apply: (before, accepted) => applyProposals(before, chosen(accepted)),
  };
}
