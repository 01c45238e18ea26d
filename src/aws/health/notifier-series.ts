/** The notifier's metrics, by the names that `status` and the heartbeat have for them. */
import { METRICS, namesOf } from '../../core/names.ts';
import { PIPELINES, type Pipeline } from '../../core/settings.ts';
import type { Series } from './metric-data.ts';

const OWN = ['Findings', 'Deliveries', 'DeliveryFailures', 'Unreadable', 'RuleFailures'] as const;
const OF_LAMBDA = ['Errors', 'Invocations'] as const;

export type SeriesName =
  | `Records ${Pipeline}`
  | (typeof OWN)[number]
  | (typeof OF_LAMBDA)[number]
  | 'OutboxAge'
  | 'Proofs'
  | 'Heartbeats'
  | 'HealthDeliveries';

/** `src/lambda/log.ts` writes our own metrics. */
export function seriesOf(name: string): readonly (readonly [SeriesName, Series])[] {
  const own = (metric: string, dimensions = {}): Series => ({
    namespace: METRICS,
    metric,
    dimensions: { Name: name, ...dimensions },
    stat: 'Sum',
  });
  const lambda = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: namesOf(name).notifier },
    stat: 'Sum',
  } as const;
  const age = { namespace: 'AWS/SQS', metric: 'ApproximateAgeOfOldestMessage', stat: 'Maximum' } as const;
  return [
    ...PIPELINES.map((Pipeline) => [`Records ${Pipeline}`, own('Records', { Pipeline })] as const),
    ...OWN.map((metric) => [metric, own(metric)] as const),
    ...OF_LAMBDA.map((metric) => [metric, { ...lambda, metric }] as const),
    ['OutboxAge', { ...age, dimensions: { QueueName: namesOf(name).outbox } }],
    ['Proofs', own('Proofs')],
    ['Heartbeats', own('Heartbeats')],
    ['HealthDeliveries', own('HealthDeliveries')],
  ];
}
