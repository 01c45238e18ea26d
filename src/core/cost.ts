/** A notifier's cost a month, estimated by list prices and by the sizes below. Pure. */
import { OWN_ALARMS } from './names.ts';
import { priceOf } from './prices.ts';
import type { Pipeline } from './settings.ts';

/** Sizes that differ from account to account; each is on the high side. */
export const SIZES = {
  /** GB of a record in a log group, and of a record in the trail's compressed files. */
  record: 0.000_001_5,
  stored: 0.000_000_15,
  /** Months for which the trail's files are kept: 400 days. */
  months: 13,
  /** GB of memory, and seconds of an invocation. */
  memory: 0.25,
  seconds: 0.3,
  /** Table writes and reads, and requests of queues, for each record that a rule looks at. */
  writes: 3,
  reads: 3,
  requests: 4,
  /** Requests by which Lambda asks the outbox whether anything waits. */
  polls: 650_000,
  /** Files of a trail: one for each of 17 regions in five minutes. */
  files: 150_000,
  alarms: 16,
  /** The function's own metrics with values; one more for each pipeline, and one for each alarm of `alarms`. */
  metrics: 6,
  /** Share of all management events that a rule looks at. */
  matching: 0.02,
} as const;

export interface Deployed {
  readonly pipelines: readonly Pipeline[];
  /** A trail is made: the account's first copy of management events, or one more. */
  readonly newTrail: 'none' | 'first' | 'further';
}

/** US dollars a month. */
export interface Cost {
  /** Independent of the number of records. */
  readonly base: number;
  /** For each million records that a rule looks at. */
  readonly matching: number;
  /** For each million management events of the account. */
  readonly all: number;
}

export function costOf({ pipelines, newTrail }: Deployed): Cost {
  const million = 1_000_000;
  const has = (pipeline: Pipeline) => pipelines.includes(pipeline);
  const runs = (count: number) =>
    priceOf('lambdaRequest', count) + priceOf('lambdaGbSecond', count * SIZES.memory * SIZES.seconds);
  const ways = pipelines.filter((pipeline) => pipeline === 'events' || pipeline === 'logs').length;
  const alarms = OWN_ALARMS.length + (has('alarms') ? SIZES.alarms : 0);
  const ingested = has('logs') || has('alarms') ? priceOf('logGb', million * SIZES.record) : 0;
  const stored = priceOf('storageGb', million * SIZES.stored * SIZES.months);
  return {
    base:
      priceOf('alarm', alarms) +
      priceOf('metric', SIZES.metrics + pipelines.length + (has('alarms') ? SIZES.alarms : 0)) +
      priceOf('queueRequest', SIZES.polls) +
      (has('s3') ? runs(SIZES.files) : 0),
    matching:
      runs(million * ways) +
      priceOf('tableWrite', million * SIZES.writes) +
      priceOf('tableRead', million * SIZES.reads) +
      priceOf('queueRequest', million * SIZES.requests) +
      (has('events') ? priceOf('crossRegion', million) : 0),
    all: newTrail === 'none' ? 0 : ingested + stored + (newTrail === 'further' ? priceOf('furtherCopy', million) : 0),
  };
}

/** The cost for a number of records a month. */
export const monthly = ({ base, matching, all }: Cost, records: { readonly matching: number; readonly all: number }) =>
  base + (matching * records.matching + all * records.all) / 1_000_000;
