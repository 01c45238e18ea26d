/** A link to the event in the console's event history, in the right region and partition. */
import type { TrailEvent } from '../event.ts';

/** Undefined for an event that the history lacks: it isn't a CloudTrail record, or has no real id or region. */
export function eventLink({ id, eventId = id, region, detailType }: TrailEvent): string | undefined {
  const isReal = /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/.test(region) && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(eventId);
  const host = hostOf(region);
  if (!isReal || detailType !== undefined || host === undefined) return undefined;
  return `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events/${eventId}`;
}

/** Undefined for a partition whose console isn't on the internet. */
function hostOf(region: string): string | undefined {
  if (/^[a-z]{2}-iso/.test(region)) return undefined;
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return region.startsWith('cn-') ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
}
