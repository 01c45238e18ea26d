/** Calls that let CloudWatch carry out telemetry rules again. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import type { Snapshot } from '../snapshot.ts';
import type { AwsCall } from './remedy.ts';

/**
 * In each region with a rule of the name whose evaluation was stopped; other states (`STARTING`, `FAILED_STOP`) aren't ended by it.
 * https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/API_StartTelemetryEvaluation.html
 */
export function evaluated({ by }: Break<'telemetry-unsure'>, { regions }: Snapshot): readonly AwsCall[] {
  if (by === undefined || by.status !== 'STOPPED') return [];
  return [...regions].flatMap(([region, { telemetry }]): readonly AwsCall[] => {
    if (telemetry.kind === 'refused' || telemetry.value.status !== by.status) return [];
    const isMeant = telemetry.value.rules.some(({ name }) => name === by.rule);
    return isMeant ? [['observabilityadmin', 'start-telemetry-evaluation', region, {}]] : [];
  });
}
