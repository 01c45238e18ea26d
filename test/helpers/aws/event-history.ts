/** CloudTrail's LookupEvents with all of AWS's limits, on loopback, in virtual time. */
import { type Aws, makeAws } from '../../../src/aws/clients.ts';
import { VirtualClock } from '../host/virtual-clock.ts';
import { type AwsAnswer, type AwsRequest, type AwsServer, awsError, startAws } from './aws-server.ts';

export const NOW = Date.UTC(2026, 10, 20, 9, 12, 41);
const DAY = 86_400_000;

export interface HistoryEvent {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly source?: string;
  readonly record?: string | undefined;
}

export interface HistoryOptions {
  readonly events: Readonly<Record<string, readonly HistoryEvent[]>>;
  /** Milliseconds until an answer. */
  readonly latency?: number;
  /** Extra milliseconds of each region's first request. */
  readonly connecting?: number;
  /** Refuses before the limits are checked; `n` counts the requests of all regions from 1. */
  readonly refuse?: (request: AwsRequest, n: number) => AwsAnswer | undefined;
}

export interface History extends AwsServer {
  readonly aws: Aws;
  readonly clock: VirtualClock;
  /** Arrival times of requests, by region, in milliseconds since the start. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** Number of throttled requests. */
  readonly throttled: () => number;
}

export async function startHistory(options: HistoryOptions): Promise<History> {
  const clock = new VirtualClock(NOW);
  const times: Record<string, number[]> = {};
  let throttled = 0;
  let n = 0;
  const server = await startAws(async (request) => {
    n += 1;
    const own = [...(times[request.region] ?? []), clock.now() - NOW];
    times[request.region] = own;
    if (options.latency !== undefined) await clock.pause(options.latency);
    const refusal = options.refuse?.(request, n);
    if (refusal !== undefined) return refusal;
    const [third, , first] = own.slice(-3);
    if (third !== undefined && first !== undefined && first - third < 1000) {
      throttled += 1;
      return awsError(400, 'ThrottlingException', 'Rate exceeded');
    }
    return answer(request, options.events[request.region] ?? [], clock.now());
  });
  return {
    ...server,
    aws: inVirtualTime(server.endpoint, clock, options.connecting),
    clock,
    times,
    throttled: () => throttled,
  };
}

/** The real client; time stands still during its requests. */
function inVirtualTime(endpoint: string, clock: VirtualClock, connecting = 0): Aws {
  const aws = makeAws({ endpoint, region: 'us-east-1' });
  return {
    ...aws,
    async cloudtrail(region) {
      const client = await aws.cloudtrail(region);
      let delay = connecting;
      const send = async <T>(next: () => Promise<T>) => {
        if (delay > 0) await clock.pause(delay);
        delay = 0;
        return next();
      };
      client.middlewareStack.add((next) => (args) => clock.during(() => send(() => next(args))), {
        step: 'initialize',
      });
      return client;
    },
  };
}

function answer({ body }: AwsRequest, events: readonly HistoryEvent[], now: number): AwsAnswer {
  const { LookupAttributes, MaxResults, StartTime, EndTime, NextToken, ...unknown } = body;
  if (Object.keys(unknown).length > 0) return awsError(400, 'ValidationException', Object.keys(unknown).join());
  if (Array.isArray(LookupAttributes) && LookupAttributes.length > 1)
    return awsError(400, 'InvalidLookupAttributesException');
  const size = Number(MaxResults ?? 50);
  if (size < 1 || size > 50) return awsError(400, 'InvalidMaxResultsException');
  const [from, to] = [Number(StartTime) * 1000, Number(EndTime) * 1000];
  if (!(from <= to) || from < now - 90 * DAY) return awsError(400, 'InvalidTimeRangeException');
  const question = JSON.stringify([LookupAttributes, MaxResults, StartTime, EndTime]);
  const [asked, start] =
    NextToken === undefined ? [question, 0] : JSON.parse(Buffer.from(String(NextToken), 'base64').toString());
  if (asked !== question) return awsError(400, 'InvalidNextTokenException');

  const source = Array.isArray(LookupAttributes) ? LookupAttributes[0]?.AttributeValue : undefined;
  const found = events
    .filter((event) => event.time >= from && event.time <= to && (source === undefined || event.source === source))
    .toSorted((a, b) => b.time - a.time);
  const end = Number(start) + size;
  const token = Buffer.from(JSON.stringify([question, end])).toString('base64');
  return {
    body: {
      Events: found
        .slice(Number(start), end)
        .map(({ id, time, source: from, record = JSON.stringify({ eventID: id }) }) => ({
          EventId: id,
          EventSource: from,
          EventTime: time / 1000,
          CloudTrailEvent: record,
        })),
      ...(end < found.length ? { NextToken: token } : {}),
    },
  };
}
