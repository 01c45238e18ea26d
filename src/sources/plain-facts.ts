/** The facts of a parsed record that decide whether a rule can look at it, where they are as AWS writes them. */
import { isObject } from '../core/fields.ts';
import type { Seen } from '../core/inspection/activate.ts';
import { trailEpoch } from '../core/time.ts';
import type { Moment } from './outside.ts';

/** Undefined where only `normalise` can tell: an envelope, a field that lacks or has another form, another service's record. */
export function plainFactsOf(record: unknown): (Seen & Moment) | undefined {
  if (!isObject(record) || record['detail-type'] !== undefined) return undefined;
  const { eventSource, eventName, eventTime, awsRegion, eventID } = record;
  if (!isText(eventSource) || !isText(eventName) || !isText(awsRegion) || !isText(eventID)) return undefined;
  const epoch = isText(eventTime) ? trailEpoch(eventTime) : undefined;
  if (eventSource.startsWith('aws:') || epoch === undefined || epoch < 0) return undefined;
  return { source: eventSource, detailType: undefined, record, epoch, region: awsRegion };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
