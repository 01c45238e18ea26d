/** Sessions for a report that unfolds them; other reports need no more records than the rules look at. */
import type { TrailEvent } from '../../core/event.ts';
import type { Context } from '../../core/inspection/context.ts';
import { dropDetails } from '../../core/record/details.ts';
import type { Settings } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import type { Report } from '../../render/replay/report.ts';
import { everyRule } from '../shared/look-back/active-rules.ts';
import type { Gathered, GatherOptions } from '../shared/look-back/gather.ts';
import { OtherEvents } from '../shared/look-back/other-events.ts';
import { toldSessions } from '../shared/look-back/told-sessions.ts';

export interface Sessions {
  /** Receives events that no chosen rule looks at. */
  readonly onOther: (event: TrailEvent) => void;
  /** The report with its sessions. Needs whole records, and leaves outlines of them. */
  readonly tell: (report: Report, gathered: Gathered, context: Context) => Promise<Report>;
}

export function sessionsFor(options: GatherOptions, settings: Settings, { now }: Host): Sessions {
  const active = everyRule(settings);
  const others = new OtherEvents(active);
  return {
    onOther: others.take,
    tell: async (report, { events, people }, context) => {
      const all = [...events, ...others.events.map(people.named)];
      const { answer, findings } = report;
      const told = await toldSessions({ events: all, answer, findings, active, context, now: now() });
      for (const event of events) dropDetails(event);
      others.clear();
      // The event history and Athena are asked only for what the rules look at.
      const reach = options.files.length > 0 || options.s3 !== undefined ? 'all' : 'looked-at';
      return { ...report, sessions: { ...told, reach, notKept: others.notKept } };
    },
  };
}
