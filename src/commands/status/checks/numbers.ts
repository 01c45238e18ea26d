/** Reads all numbers from CloudWatch, in one question. */
import type { Asker } from '../../../aws/health/asking.ts';
import { type Count, readNumbers, type Series } from '../../../aws/health/numbers.ts';
import { METRICS, namesOf } from '../../../core/names.ts';
import { PIPELINES, type Pipeline, type Settings } from '../../../core/settings.ts';
import { DAY } from '../../../core/time.ts';

/** Days to look back. */
export const DAYS = 14;

const OWN = ['Deliveries', 'DeliveryFailures', 'Unreadable', 'RuleFailures'] as const;
const OF_LAMBDA = ['Errors', 'Invocations'] as const;

type Name =
  | `Records ${Pipeline}`
  | (typeof OWN)[number]
  | (typeof OF_LAMBDA)[number]
  | 'OutboxAge'
  | 'Proofs'
  | 'HealthDeliveries';
/** Newest first. */
export type Numbers = ReadonlyMap<Name, readonly Count[]>;

/** Metrics of the last 14 days. Throws a `UserError`. */
export async function readAll({ name }: Pick<Settings, 'name'>, now: number, asker: Asker): Promise<Numbers> {
  const all = seriesOf(name);
  const found = await readNumbers(
    all.map(([, series]) => series),
    { from: now - DAYS * DAY, to: now },
    asker,
  );
  return new Map(all.map(([key], at) => [key, found[at] ?? []]));
}

/** `src/lambda/log.ts` writes our own metrics. */
function seriesOf(name: string): readonly (readonly [Name, Series])[] {
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
    ['HealthDeliveries', own('HealthDeliveries')],
  ];
}

/** The sum since a moment. */
export const sumSince = (counts: readonly Count[] | undefined, since: number): number =>
  (counts ?? []).reduce((sum, { at, value }) => (at >= since ? sum + value : sum), 0);

/** Time of the last count: the beginning of its five minutes. */
export const lastOf = (counts: readonly Count[] | undefined): number | undefined => counts?.[0]?.at;
