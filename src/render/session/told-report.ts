/** A session with its circumstances, without its records: the source of its HTML report. */
import type { Failure } from '../../core/rule.ts';
import type { NotCovered } from '../replay/report.ts';
import { idOf, type SessionReport } from './report.ts';
import { toldSession } from './told.ts';
import type { ToldSession } from './told-session.ts';

const MOST_OTHERS = 5;

export interface ToldReport extends Pick<SessionReport, 'window' | 'sources' | 'records' | 'partial'> {
  readonly told: ToldSession;
  /** Calls by which the first of the other sessions can be asked for. */
  readonly others: readonly string[];
  readonly otherCount: number;
  readonly notCovered: readonly NotCovered[];
  readonly failures: readonly Failure[];
  /** Words behind the id in the command that shows the session again; undefined where there is none. */
  readonly sessionArgs: readonly string[] | undefined;
}

export const toldReport = (
  { story, others, accountName, window, sources, records, notCovered, partial }: SessionReport,
  { failures, sessionArgs }: Pick<ToldReport, 'failures' | 'sessionArgs'>,
): ToldReport => ({
  ...{ window, sources, records, notCovered, partial, failures, sessionArgs },
  told: toldSession(story, accountName),
  others: others.slice(0, MOST_OTHERS).map(idOf),
  otherCount: others.length,
});
