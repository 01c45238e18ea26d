/** A forecast's findings: the common source of its formats. */
import type { Forecast } from '../../core/forecast/forecast.ts';
import type { Report } from '../replay/report.ts';

export interface ForecastReport
  extends Pick<
    Report,
    | 'window'
    | 'sources'
    | 'settings'
    | 'counts'
    | 'findings'
    | 'notCovered'
    | 'failures'
    | 'partial'
    | 'isNothingInspected'
  > {
  readonly forecast: Forecast;
  /** Alerts a day when all proposals are accepted. */
  readonly remaining: number;
  /** The proposals as lines of `login-watch.yaml`; empty where there are none. */
  readonly yaml: string;
}

/** `41.3`; small numbers to two places, so that what is seldom isn't told as never. */
export function aDayText(number: number): string {
  const rounded = round(number);
  return rounded >= 1 ? String(Math.round(rounded * 10) / 10) : String(rounded);
}

/** To two places. */
export const round = (number: number): number => Math.round(number * 100) / 100;
